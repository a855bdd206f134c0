package io.policap.cli.live;

import io.policap.capture.live.LiveFilter;
import io.policap.capture.live.NicSource;
import io.policap.cli.console.Console;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long and what to listen to, as every command takes it that reads network interfaces. */
public final class LiveArguments {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    private Optional<Duration> span = Optional.empty();
    private OptionalInt snapLength = OptionalInt.empty();

    @Option(
            names = "--bpf",
            paramLabel = "TEXT",
            description =
                    "A filter of your own (pcap-filter(7)). Without it: TCP packets with SYN, FIN or RST, all UDP,"
                            + " SCTP and ICMP, fragments and tunnels; where payloads are asked for (--l7), every packet.")
    private String bpf = "";

    @Option(names = "--all-packets", description = "No filter: every packet.")
    private boolean allPackets;

    @Option(
            names = "--for",
            paramLabel = "SPAN",
            description = "How long: 30s, 10m, 1h, 2d. Without it until Ctrl-C or SIGTERM; both end cleanly.")
    void span(String text) {
        try {
            span = Optional.of(SpanText.parse(text));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--for: " + Console.message(e), e);
        }
    }

    @Option(
            names = "--snaplen",
            paramLabel = "BYTES",
            description = "Bytes of a packet that are kept (" + NicSource.SNAP_LENGTH
                    + ": headers, not payloads; where payloads are asked for (--l7), " + NicSource.SNAP_LENGTH_L7
                    + "). 64 to 262144.")
    void snapLength(int bytes) {
        if (bytes < 64 || bytes > 262_144) {
            throw new ParameterException(
                    command.commandLine(), "--snaplen " + bytes + " is not between 64 and 262144, try 256");
        }
        snapLength = OptionalInt.of(bytes);
    }

    public Optional<Duration> span() {
        return span;
    }

    public int snapLength() {
        return snapLength(false);
    }

    /** The same where payloads may be wanted. */
    public int snapLength(boolean l7) {
        return snapLength.orElse(l7 ? NicSource.SNAP_LENGTH_L7 : NicSource.SNAP_LENGTH);
    }

    /** Refuses what means nothing to a Hubble server. */
    public void refuseForHubble() {
        if (snapLength.isPresent() || allPackets || !bpf.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--bpf, --all-packets and --snaplen are for packets; what Hubble sends is chosen with -n, --verdict"
                            + " and --filter");
        }
    }

    /** Whether anything of it was asked for. */
    public boolean isAsked() {
        return span.isPresent() || snapLength.isPresent() || allPackets || !bpf.isEmpty();
    }

    /** The filter that was asked for. */
    public LiveFilter filter() {
        return filter(false);
    }

    /** The same where payloads may be wanted, which packets without SYN, FIN and RST carry. */
    public LiveFilter filter(boolean l7) {
        if (allPackets && !bpf.isEmpty()) {
            throw new ParameterException(command.commandLine(), "--all-packets and --bpf exclude each other");
        }
        if (bpf.isBlank()) {
            return allPackets || l7 ? LiveFilter.EVERYTHING : LiveFilter.HANDSHAKES;
        }
        return LiveFilter.of(bpf);
    }
}
