package io.policap.cli.command;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.hubble.access.HubbleTarget;
import io.policap.capture.kubernetes.live.ClusterFailure;
import io.policap.capture.live.LiveFailure;
import io.policap.capture.live.NicSource;
import io.policap.capture.output.Rotation;
import io.policap.capture.output.UnwritableRecording;
import io.policap.capture.packet.write.RotatingCapture;
import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.IssueText;
import io.policap.cli.hubble.HubbleRecording;
import io.policap.cli.hubble.HubbleSources;
import io.policap.cli.live.Checkpoints;
import io.policap.cli.live.CountingSink;
import io.policap.cli.live.EndOfRun;
import io.policap.cli.live.LiveArguments;
import io.policap.cli.live.SizeReading;
import io.policap.cli.live.SpanReading;
import io.policap.cli.option.Command;
import io.policap.cli.option.Value;
import io.policap.infer.issue.Issues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code policap capture}: records packets for later runs. */
public final class CaptureCommand implements Callable<Integer> {
    private static final Duration PROGRESS = Duration.ofSeconds(1);

    private final Command command = new Command(
                    "capture",
                    "Records packets of this host's network interfaces into a pcapng file, or flows of Hubble servers"
                            + " into a flow log, or a rotated set of either, for later runs of learn.",
                    this)
            .exitCodes(
                    "0:done, also when Ctrl-C or SIGTERM ended it",
                    "1:an interface went away or down meanwhile, or flows were lost, or a server ended the run",
                    "2:usage: no such interface, or not a filter",
                    "3:no libpcap, no permission, no server could be read, or the output could not be written");

    private final Value<List<String>> named = command.parameter("0..*", "0..*")
            .label("SOURCE")
            .description("nic:NAME for a network interface, nic:any for all of them at once; or hubble://HOST:PORT,"
                    + " hubble+tls://HOST:PORT, hubble+unix:///SOCKET for Hubble Relay or an agent. Several of a kind are"
                    + " recorded into one file.")
            .texts();

    private final Value<Path> write = command.option("--write")
            .label("FILE")
            .description("The pcapng file, or the flow log (one JSON object a line), to write; .zst or .gz at its end"
                    + " compresses. It appears under this name when"
                    + " it is complete. Rotated: FILE-00001-TIME and so on, counting on from what is there.")
            .required()
            .path();

    private final LiveArguments live = new LiveArguments(command);
    private final HubbleArguments hubble = new HubbleArguments(command);

    private final Value<List<String>> namespaces = command.option("-n", "--namespace")
            .label("NAMESPACE")
            .description("With Hubble: only flows of which one end is in the namespace. Repeatable.")
            .texts();

    private final Value<Integer> keep = command.option("--keep")
            .label("N")
            .description("Files of a rotated capture that stay, the newest; earlier runs' count too. All without it.")
            .whole(0);

    private final Value<Boolean> quiet = command.option("-q", "--quiet")
            .description("Says nothing on standard error but errors.")
            .flag();

    private final Value<Boolean> force = command.option("--force")
            .description("Replaces FILE where it is there already.")
            .flag();

    private final Value<Long> rotateSize = command.option("--rotate-size")
            .label("SIZE")
            .description("Begins a new file after about so much on the disk: 100MB, 1GiB.")
            .text(new SizeReading());

    private final Value<Duration> rotateTime = command.option("--rotate-time")
            .label("SPAN")
            .description("Begins a new file after so long: 10m, 1h.")
            .text(new SpanReading());

    /** Its name, options and help. */
    public Command command() {
        return command;
    }

    @Override
    public Integer call() throws HubbleFailure, ClusterFailure {
        Console console = Console.of(command.err(), quiet.value());
        List<String> sources = named.value();
        Path file = write.value();
        if (sources.isEmpty() && !hubble.isAsked(sources)) {
            throw command.usage("no source: want nic:any, or hubble://localhost:4245");
        }
        Rotation rotation = rotation();
        if (!force.value() && rotation.equals(Rotation.NONE) && Files.exists(file)) {
            throw command.usage(file + " is there already; name another file, or --force to replace it");
        }
        if (hubble.isAsked(sources)) {
            return flows(rotation, console).code();
        }
        hubble.stray().ifPresent(text -> {
            throw command.usage(text);
        });
        if (!namespaces.value().isEmpty()) {
            throw command.usage("-n goes with a Hubble server");
        }
        List<String> names = names();
        try (NicSource source = NicSource.open(names, live.filter(), live.snapLength())) {
            return record(source, names.size(), rotation, console).code();
        } catch (LiveFailure e) {
            if (e.isUsage()) {
                throw command.usage(Console.message(e), e);
            }
            console.error("policap: " + Console.message(e));
        } catch (UnwritableRecording e) {
            console.error("policap: " + Console.message(e));
        }
        return ExitCode.UNREADABLE_INPUT.code();
    }

    private ExitCode flows(Rotation rotation, Console console) throws HubbleFailure, ClusterFailure {
        List<String> sources = named.value();
        for (String source : sources) {
            if (!HubbleTarget.isTarget(source)) {
                throw command.usage(
                        source + " beside a Hubble server: packets and flows are recorded by runs of their own");
            }
        }
        live.refuseForHubble();
        HubbleSources asked = hubble.asked(sources, namespaces.value(), live.span(), PROGRESS);
        if (asked.cluster().isPresent() && !asked.targets().isEmpty()) {
            throw command.usage("--kube with a server: capture needs one of them, as it records flows only");
        }
        if (asked.stable().isPresent()) {
            throw command.usage("--until-stable goes with learn and observe: recording does not infer");
        }
        try {
            return new HubbleRecording(asked, write.value(), rotation, console).run()
                    ? ExitCode.DONE
                    : ExitCode.FINDINGS;
        } catch (UnwritableRecording e) {
            console.error("policap: " + Console.message(e));
            return ExitCode.UNREADABLE_INPUT;
        }
    }

    private ExitCode record(NicSource source, int interfaces, Rotation rotation, Console console) {
        Path file = write.value();
        Issues issues = new Issues();
        long began = System.nanoTime();
        // Taken before the first file exists, so that no signal leaves half a one behind.
        try (EndOfRun end = EndOfRun.watch(live.span(), source::stop);
                RotatingCapture capture = new RotatingCapture(file, rotation, Instant.now())) {
            CountingSink counts = new CountingSink(capture, interfaces);
            console.say("capturing " + String.join(" ", named.value()) + " into " + file);
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
        for (String source : named.value()) {
            if (!source.startsWith(NicSource.SCHEME) || source.length() == NicSource.SCHEME.length()) {
                throw command.usage(
                        "'" + source + "' is no network interface: want nic:eth0, or nic:any for all of them");
            }
            if (!names.add(source.substring(NicSource.SCHEME.length()))) {
                throw command.usage(source + " is named twice");
            }
        }
        return List.copyOf(names);
    }

    private Rotation rotation() {
        long size = rotateSize.given().orElse(0L);
        Duration time = rotateTime.given().orElse(Duration.ZERO);
        int files = keep.value();
        if (files < 0 || (files > 0 && size == 0 && time.isZero())) {
            throw command.usage(
                    "--keep " + files + " wants a number above 0 and --rotate-size or --rotate-time with it");
        }
        Path file = write.value();
        if (file.getFileName() == null
                || file.toString().isEmpty()
                || file.toString().equals("-")) {
            throw command.usage("--write '" + file + "': want the name of a file, such as node1.pcapng.zst");
        }
        return new Rotation(size, time, files);
    }
}
