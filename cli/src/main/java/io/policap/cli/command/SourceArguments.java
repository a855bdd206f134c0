package io.policap.cli.command;

import io.policap.capture.hubble.access.HubbleTarget;
import io.policap.capture.live.NicSource;
import io.policap.capture.recording.Recording;
import io.policap.cli.source.LiveSources;
import io.policap.cli.source.Sources;
import io.policap.infer.inventory.WorkloadKey;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The sources and the inventory, as every command takes them that reads a recording. */
public final class SourceArguments {
    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..*",
            description = {
                "A file, a directory (a recording: every file in it, recognised by its content), or - for standard"
                        + " input. Hubble JSON lines, packet captures (pcap, pcapng), Kubernetes objects, policap"
                        + " baselines; gzip and zstd are transparent. Where the command listens: hubble://HOST:PORT,"
                        + " hubble+tls://HOST:PORT or hubble+unix:///SOCKET for Hubble Relay or an agent; nic:NAME for a"
                        + " network interface of this host, nic:any for all of them."
            })
    List<String> sources = new ArrayList<>();

    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "INVENTORY",
            description = {
                "A file or directory with Kubernetes objects (kubectl get ... -o json|yaml, or its watch stream)."
                        + " Repeatable."
            })
    List<String> inventories = new ArrayList<>();

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "The name of the cluster where the sources do not tell it (${DEFAULT-VALUE}).")
    String cluster = WorkloadKey.DEFAULT_CLUSTER;

    @Mixin
    private final CaptureArguments captures = new CaptureArguments();

    int threads = Runtime.getRuntime().availableProcessors();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that read files; the result never depends on it (default: the processors).")
    void threads(int wanted) {
        if (wanted < 1) {
            throw new ParameterException(command.commandLine(), "--threads " + wanted + " is not 1 or more");
        }
        threads = wanted;
    }

    /** Whether what connections carry is kept. */
    boolean layer7() {
        return captures.layer7();
    }

    /** What was asked for of a command that does not listen. */
    Sources asked() {
        if (sources.isEmpty()) {
            throw missing();
        }
        for (String source : sources) {
            if (HubbleTarget.isTarget(source)) {
                throw new ParameterException(
                        command.commandLine(),
                        source + ": this command reads recordings; observe it first: policap observe " + source
                                + " --for 1h -o baseline.json");
            }
            if (source.startsWith(NicSource.SCHEME)) {
                throw new ParameterException(
                        command.commandLine(),
                        source + ": this command reads recordings; record one first: policap observe " + source
                                + " -o baseline.json");
            }
        }
        return asked(Optional.empty());
    }

    /** What to say where no source was named and one is needed. */
    ParameterException missing() {
        return new ParameterException(
                command.commandLine(),
                "no source: name a file, a directory, - for standard input, or something live such as"
                        + " hubble://localhost:4245");
    }

    /** What was asked for; a path that somebody typed has to be there, or less would be read than he believes. */
    Sources asked(Optional<LiveSources> live) {
        List<String> files = sources.stream()
                .filter(source -> !source.startsWith(NicSource.SCHEME) && !HubbleTarget.isTarget(source))
                .toList();
        for (List<String> paths : List.of(files, inventories)) {
            for (String path : paths) {
                if (!path.equals(Recording.STANDARD_INPUT) && !Files.exists(Path.of(path), LinkOption.NOFOLLOW_LINKS)) {
                    throw new ParameterException(command.commandLine(), path + ": no such file or directory");
                }
            }
        }
        return new Sources(files, inventories, cluster, threads, captures.options(), live);
    }
}
