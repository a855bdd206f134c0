package io.policap.cli.command;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.kubernetes.live.ClusterFailure;
import io.policap.capture.live.LiveFailure;
import io.policap.capture.live.NicSource;
import io.policap.cli.console.Console;
import io.policap.cli.hubble.HubbleIngest;
import io.policap.cli.hubble.HubbleSources;
import io.policap.cli.hubble.UnusableResumeFile;
import io.policap.cli.live.LiveArguments;
import io.policap.cli.live.SpanReading;
import io.policap.cli.option.Command;
import io.policap.cli.option.Value;
import io.policap.cli.source.BaselineFile;
import io.policap.cli.source.Ingest;
import io.policap.cli.source.Ingested;
import io.policap.cli.source.LiveSources;
import io.policap.cli.source.Sources;
import io.policap.emit.tree.AtomicFile;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.learn.LearnOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The network interfaces and Hubble servers among the sources, as every command takes them that can listen as well as read. */
final class LiveSourceArguments {
    private static final Duration USUAL = Duration.ofSeconds(30);

    private final Command command;
    private final LiveArguments live;
    private final HubbleArguments hubble;
    private final Value<Duration> checkpoint;

    LiveSourceArguments(Command command) {
        this.command = command;
        live = new LiveArguments(command);
        hubble = new HubbleArguments(command);
        checkpoint = command.option("--checkpoint")
                .label("SPAN")
                .description("While listening: how often the baseline of all seen so far is written (30s).")
                .text(new SpanReading());
    }

    /**
     * Reads the files among the sources, and listens on network interfaces or to Hubble servers until the run is ended.
     *
     * @param baseline the file that has what was seen so far meanwhile; empty for none
     * @param options how it will be inferred from
     * @throws LiveFailure when this host lacks something for listening
     * @throws HubbleFailure when no Hubble server can be read
     * @throws ClusterFailure when the live cluster cannot be read
     * @throws UnusableResumeFile when an earlier run left something from which nobody can go on
     */
    Ingested read(SourceArguments sources, Optional<Path> baseline, LearnOptions options, Console console)
            throws LiveFailure, HubbleFailure, ClusterFailure, UnusableResumeFile, IOException {
        return hubble.isAsked(sources.named())
                ? readHubble(sources, baseline, options, console)
                : readOthers(sources, baseline, console);
    }

    /** The same for a command that does not infer; what it would need for that is not even loaded for files. */
    Ingested read(SourceArguments sources, Optional<Path> baseline, Console console)
            throws LiveFailure, HubbleFailure, ClusterFailure, UnusableResumeFile, IOException {
        return hubble.isAsked(sources.named())
                ? readHubble(sources, baseline, LearnOptions.DEFAULT, console)
                : readOthers(sources, baseline, console);
    }

    private Ingested readOthers(SourceArguments sources, Optional<Path> baseline, Console console)
            throws LiveFailure, IOException {
        if (sources.named().isEmpty()) {
            throw sources.missing();
        }
        Optional<String> stray = hubble.stray();
        if (stray.isPresent()) {
            throw command.usage(stray.get());
        }
        boolean l7 = sources.asked(Optional.empty()).captures().l7();
        Sources asked = sources.asked(listenedOn(sources.named(), l7));
        Ingest ingest = new Ingest(asked, System.in, console);
        if (asked.live().isEmpty()) {
            return ingest.run();
        }
        if (baseline.isPresent()) {
            refuseOther(baseline.get());
            sayReplaced(baseline.get(), asked, console);
        }
        try {
            return ingest.run(seen -> {
                if (baseline.isPresent()) {
                    new BaselineFile(baseline.get()).write(seen);
                }
            });
        } catch (LiveFailure e) {
            if (e.isUsage()) {
                throw command.usage(Console.message(e), e);
            }
            throw e;
        }
    }

    private Ingested readHubble(SourceArguments sources, Optional<Path> baseline, LearnOptions options, Console console)
            throws HubbleFailure, ClusterFailure, UnusableResumeFile, IOException {
        if (sources.named().stream().anyMatch(source -> source.startsWith(NicSource.SCHEME))) {
            throw command.usage(
                    "a run listens to Hubble or on network interfaces, not to both: observe them side by side, and"
                            + " learn from the two baselines together");
        }
        live.refuseForHubble();
        if (baseline.isPresent()) {
            refuseOther(baseline.get());
        }
        HubbleSources servers = hubble.asked(
                sources.named(),
                List.copyOf(options.namespaces()),
                live.span(),
                checkpoint.given().orElse(USUAL));
        Sources files = sources.asked(Optional.empty());
        if (servers.cluster().isPresent()
                && !(files.paths().isEmpty() && files.inventories().isEmpty())) {
            throw command.usage(
                    "--kube reads the objects of the cluster itself, so files have no place beside it: learn from them"
                            + " in a run of their own");
        }
        baseline.filter(file -> isRead(file, files)).ifPresent(file -> {
            throw command.usage(
                    file + " lies among the sources and is written meanwhile; a run goes on from its own output by"
                            + " itself: name other sources");
        });
        return new HubbleIngest(files, servers, baseline, options, System.in, console).run();
    }

    /** Whether sources are listened to, so that they cannot be read again. */
    boolean isListening(SourceArguments sources) {
        return hubble.isAsked(sources.named())
                || sources.named().stream().anyMatch(source -> source.startsWith(NicSource.SCHEME));
    }

    /** What to say where nothing was read. */
    String nothing(SourceArguments sources) {
        if (hubble.isAsked(sources.named())) {
            return "no flow came while the run lasted"
                    + (sources.named().isEmpty() ? "" : ", from " + String.join(", ", sources.named()))
                    + "; is there traffic, and do -n, --filter and --verdict let it pass? Without them, hubble observe"
                    + " shows the same flows";
        }
        return "no flows, no packets and no baseline in " + String.join(", ", sources.named());
    }

    /** Whether a server ended the run before its time. */
    static boolean isCutShort(Ingested ingested) {
        return ingested.issues().list().stream().anyMatch(issue -> issue.code() == IssueCode.SERVER_FAILED);
    }

    private Optional<LiveSources> listenedOn(List<String> sources, boolean l7) {
        Set<String> names = new LinkedHashSet<>();
        for (String source : sources) {
            if (source.startsWith(NicSource.SCHEME)) {
                String name = source.substring(NicSource.SCHEME.length());
                if (name.isEmpty()) {
                    throw command.usage(
                            "'" + source + "' is no network interface: want nic:eth0, or nic:any for all of them");
                }
                if (!names.add(name)) {
                    throw command.usage(source + " is named twice");
                }
            }
        }
        if (names.isEmpty()) {
            if (live.isAsked() || checkpoint.given().isPresent()) {
                throw command.usage(
                        "--for and --checkpoint go with a network interface or a Hubble server among the sources,"
                                + " such as nic:any or hubble://localhost:4245; --bpf, --all-packets and --snaplen with a network"
                                + " interface");
            }
            return Optional.empty();
        }
        return Optional.of(new LiveSources(
                List.copyOf(names),
                live.filter(l7),
                live.snapLength(l7),
                live.span(),
                checkpoint.given().orElse(USUAL)));
    }

    /** What was listened to once cannot be read again. */
    private void refuseOther(Path file) throws IOException {
        if (AtomicFile.isOther(file)) {
            throw command.usage(
                    file + " is a pipe or a device, and a run that listens replaces its output again and again:"
                            + " name a file");
        }
    }

    private static void sayReplaced(Path file, Sources asked, Console console) {
        if (Files.exists(file) && !isRead(file, asked)) {
            console.say(file + " is there already and will be replaced; to go on from it, name it as a source, too");
        }
    }

    private static boolean isRead(Path file, Sources asked) {
        Path absolute = file.toAbsolutePath().normalize();
        return asked.paths().stream()
                .map(path -> Path.of(path).toAbsolutePath().normalize())
                .anyMatch(absolute::startsWith);
    }
}
