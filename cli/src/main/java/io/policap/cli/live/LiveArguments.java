package io.policap.cli.live;

import io.policap.capture.live.LiveFilter;
import io.policap.capture.live.NicSource;
import io.policap.cli.option.Command;
import io.policap.cli.option.Range;
import io.policap.cli.option.Value;
import java.time.Duration;
import java.util.Optional;

/** How long and what to listen to, as every command takes it that reads network interfaces. */
public final class LiveArguments {
    private static final Range SNAP_LENGTHS = new Range(64, 262_144, "is not between 64 and 262144, try 256");

    private final Command command;
    private final Value<String> bpf;
    private final Value<Boolean> allPackets;
    private final Value<Integer> snapLength;
    private final Value<Duration> span;

    public LiveArguments(Command command) {
        this.command = command;
        bpf = command.option("--bpf")
                .label("TEXT")
                .description("A filter of your own (pcap-filter(7)). Without it: TCP packets with SYN, FIN or RST, all"
                        + " UDP, SCTP and ICMP, fragments and tunnels; where payloads are asked for (--l7), every"
                        + " packet.")
                .text("");
        allPackets = command.option("--all-packets")
                .description("No filter: every packet.")
                .flag();
        snapLength = command.option("--snaplen")
                .label("BYTES")
                .description("Bytes of a packet that are kept (" + NicSource.SNAP_LENGTH
                        + ": headers, not payloads; where payloads are asked for (--l7), " + NicSource.SNAP_LENGTH_L7
                        + "). 64 to 262144.")
                .whole(SNAP_LENGTHS);
        span = command.option("--for")
                .label("SPAN")
                .description("How long: 30s, 10m, 1h, 2d. Without it until Ctrl-C or SIGTERM; both end cleanly.")
                .text(new SpanReading());
    }

    public Optional<Duration> span() {
        return span.given();
    }

    public int snapLength() {
        return snapLength(false);
    }

    /** The same where payloads may be wanted. */
    public int snapLength(boolean l7) {
        return snapLength.given().orElse(l7 ? NicSource.SNAP_LENGTH_L7 : NicSource.SNAP_LENGTH);
    }

    /** Refuses what means nothing to a Hubble server. */
    public void refuseForHubble() {
        if (isForPackets()) {
            throw command.usage(
                    "--bpf, --all-packets and --snaplen are for packets; what Hubble sends is chosen with -n, --verdict"
                            + " and --filter");
        }
    }

    /** Whether anything of it was asked for. */
    public boolean isAsked() {
        return span.given().isPresent() || isForPackets();
    }

    /** The filter that was asked for. */
    public LiveFilter filter() {
        return filter(false);
    }

    /** The same where payloads may be wanted, which packets without SYN, FIN and RST carry. */
    public LiveFilter filter(boolean l7) {
        String text = bpf.value();
        if (allPackets.value() && !text.isEmpty()) {
            throw command.usage("--all-packets and --bpf exclude each other");
        }
        if (text.isBlank()) {
            return allPackets.value() || l7 ? LiveFilter.EVERYTHING : LiveFilter.HANDSHAKES;
        }
        return LiveFilter.of(text);
    }

    private boolean isForPackets() {
        return snapLength.given().isPresent()
                || allPackets.value()
                || !bpf.value().isEmpty();
    }
}
