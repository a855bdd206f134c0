package io.policap.cli.command;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.hubble.access.HubbleTarget;
import io.policap.capture.kubernetes.live.ClusterFailure;
import io.policap.capture.live.LiveFailure;
import io.policap.capture.live.NicSource;
import io.policap.capture.packet.write.RotatingCapture;
import io.policap.capture.output.Rotation;
import io.policap.capture.output.UnwritableRecording;
import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.IssueText;
import io.policap.cli.hubble.HubbleRecording;
import io.policap.cli.hubble.HubbleSources;
import io.policap.cli.live.Checkpoints;
import io.policap.cli.live.CountingSink;
import io.policap.cli.live.EndOfRun;
import io.policap.cli.live.LiveArguments;
import io.policap.cli.live.SizeText;
import io.policap.cli.live.SpanText;
import io.policap.infer.issue.Issues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policap capture}: records packets for later runs. */
@Command(
        name = "capture",
        description = "Records packets of this host's network interfaces into a pcapng file, or flows of Hubble servers"
                + " into a flow log, or a rotated set of either, for later runs of learn.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, also when Ctrl-C or SIGTERM ended it",
            "1:an interface went away or down meanwhile, or flows were lost, or a server ended the run",
            "2:usage: no such interface, or not a filter",
            "3:no libpcap, no permission, no server could be read, or the output could not be written"
        })
public final class CaptureCommand implements Callable<Integer> {
    private static final Duration PROGRESS = Duration.ofSeconds(1);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..*",
            description = "nic:NAME for a network interface, nic:any for all of them at once; or hubble://HOST:PORT,"
                    + " hubble+tls://HOST:PORT, hubble+unix:///SOCKET for Hubble Relay or an agent. Several of a kind are"
                    + " recorded into one file.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--write",
            paramLabel = "FILE",
            required = true,
            description = "The pcapng file, or the flow log (one JSON object a line), to write; .zst or .gz at its end"
                    + " compresses. It appears under this name when"
                    + " it is complete. Rotated: FILE-00001-TIME and so on, counting on from what is there.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private final LiveArguments live = new LiveArguments();

    @Mixin
    private final HubbleArguments hubble = new HubbleArguments();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "With Hubble: only flows of which one end is in the namespace. Repeatable.")
    private List<String> namespaces = new ArrayList<>();

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "Files of a rotated capture that stay, the newest; earlier runs' count too. All without it.")
    private int keep;

    @Option(
            names = {"-q", "--quiet"},
            description = "Says nothing on standard error but errors.")
    private boolean quiet;

    @Option(names = "--force", description = "Replaces FILE where it is there already.")
    private boolean force;

    private long rotateSize;
    private Duration rotateTime = Duration.ZERO;

    @Option(
            names = "--rotate-size",
            paramLabel = "SIZE",
            description = "Begins a new file after about so much on the disk: 100MB, 1GiB.")
    void rotateSize(String text) {
        try {
            rotateSize = SizeText.parse(text);
        } catch (IllegalArgumentException e) {
            throw usage("--rotate-size: " + Console.message(e));
        }
    }

    @Option(names = "--rotate-time", paramLabel = "SPAN", description = "Begins a new file after so long: 10m, 1h.")
    void rotateTime(String text) {
        try {
            rotateTime = SpanText.parse(text);
        } catch (IllegalArgumentException e) {
            throw usage("--rotate-time: " + Console.message(e));
        }
    }

    @Override
    public Integer call() throws HubbleFailure, ClusterFailure {
        Console console = Console.of(spec.commandLine().getErr(), quiet);
        if (sources.isEmpty() && !hubble.isAsked(sources)) {
            throw usage("no source: want nic:any, or hubble://localhost:4245");
        }
        Rotation rotation = rotation();
        if (!force && rotation.equals(Rotation.NONE) && Files.exists(file)) {
            throw usage(file + " is there already; name another file, or --force to replace it");
        }
        if (hubble.isAsked(sources)) {
            return flows(rotation, console).code();
        }
        hubble.stray().ifPresent(text -> {
            throw usage(text);
        });
        if (!namespaces.isEmpty()) {
            throw usage("-n goes with a Hubble server");
        }
        List<String> names = names();
        try (NicSource source = NicSource.open(names, live.filter(), live.snapLength())) {
            return record(source, names.size(), rotation, console).code();
        } catch (LiveFailure e) {
            if (e.isUsage()) {
                throw new ParameterException(spec.commandLine(), Console.message(e), e);
            }
            console.error("policap: " + Console.message(e));
        } catch (UnwritableRecording e) {
            console.error("policap: " + Console.message(e));
        }
        return ExitCode.UNREADABLE_INPUT.code();
    }

    private ExitCode flows(Rotation rotation, Console console) throws HubbleFailure, ClusterFailure {
        for (String source : sources) {
            if (!HubbleTarget.isTarget(source)) {
                throw usage(source + " beside a Hubble server: packets and flows are recorded by runs of their own");
            }
        }
        live.refuseForHubble();
        HubbleSources asked = hubble.asked(sources, namespaces, live.span(), PROGRESS);
        if (asked.cluster().isPresent() && !asked.targets().isEmpty()) {
            throw usage("--kube with a server: capture needs one of them, as it records flows only");
        }
        if (asked.stable().isPresent()) {
            throw usage("--until-stable goes with learn and observe: recording does not infer");
        }
        try {
            return new HubbleRecording(asked, file, rotation, console).run() ? ExitCode.DONE : ExitCode.FINDINGS;
        } catch (UnwritableRecording e) {
            console.error("policap: " + Console.message(e));
            return ExitCode.UNREADABLE_INPUT;
        }
    }

    private ExitCode record(NicSource source, int interfaces, Rotation rotation, Console console) {
        Issues issues = new Issues();
        long began = System.nanoTime();
        // Taken before the first file exists, so that no signal leaves half a one behind.
        try (EndOfRun end = EndOfRun.watch(live.span(), source::stop);
                RotatingCapture capture = new RotatingCapture(file, rotation, Instant.now())) {
            CountingSink counts = new CountingSink(capture, interfaces);
            console.say("capturing " + String.join(" ", sources) + " into " + file);
            try (Checkpoints progress = Checkpoints.every(
                    PROGRESS, () -> console.progress(counts(counts)), failed -> console.clearProgress())) {
                source.run(counts, issues);
            }
            capture.close();
            console.clearProgress();
            issues.list().forEach(issue -> console.say(IssueText.line(issue)));
            console.say(String.format(
                    Locale.ROOT,
                    "%s in %.1f s; %s: %s, %d bytes%s",
                    counts(counts),
                    (System.nanoTime() - began) / 1e9,
                    file,
                    capture.files() == 1 ? "1 file" : capture.files() + " files",
                    capture.bytes(),
                    end.reason()
                            .filter(reason -> reason.startsWith("SIG"))
                            .map(reason -> "; ended by " + reason)
                            .orElse("")));
        }
        return issues.isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
    }

    private static String counts(CountingSink counts) {
        return counts.packets() + " packets captured, " + counts.dropped() + " dropped";
    }

    private List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (String source : sources) {
            if (!source.startsWith(NicSource.SCHEME) || source.length() == NicSource.SCHEME.length()) {
                throw usage("'" + source + "' is no network interface: want nic:eth0, or nic:any for all of them");
            }
            if (!names.add(source.substring(NicSource.SCHEME.length()))) {
                throw usage(source + " is named twice");
            }
        }
        return List.copyOf(names);
    }

    private Rotation rotation() {
        if (keep < 0 || (keep > 0 && rotateSize == 0 && rotateTime.isZero())) {
            throw usage("--keep " + keep + " wants a number above 0 and --rotate-size or --rotate-time with it");
        }
        if (file.getFileName() == null
                || file.toString().isEmpty()
                || file.toString().equals("-")) {
            throw usage("--write '" + file + "': want the name of a file, such as node1.pcapng.zst");
        }
        return new Rotation(rotateSize, rotateTime, keep);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
