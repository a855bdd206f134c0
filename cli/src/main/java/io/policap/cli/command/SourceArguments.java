package io.policap.cli.command;

import io.policap.capture.hubble.access.HubbleTarget;
import io.policap.capture.live.NicSource;
import io.policap.capture.recording.Recording;
import io.policap.cli.option.Command;
import io.policap.cli.option.Range;
import io.policap.cli.option.Value;
import io.policap.cli.option.WrongUsage;
import io.policap.cli.source.LiveSources;
import io.policap.cli.source.Sources;
import io.policap.infer.inventory.WorkloadKey;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sources and the inventory, as every command takes them that reads a recording. */
public final class SourceArguments {
    private static final Range THREADS = new Range(1, Integer.MAX_VALUE, "is not 1 or more");

    private final Command command;
    private final Value<List<String>> sources;
    private final Value<List<String>> inventories;
    private final Value<String> cluster;
    private final CaptureArguments captures;
    private final Value<Integer> threads;

    SourceArguments(Command command) {
        this.command = command;
        sources = command.parameter("0..*", "0..*")
                .label("SOURCE")
                .description("A file, a directory (a recording: every file in it, recognised by its content), or - for"
                        + " standard input. Hubble JSON lines, packet captures (pcap, pcapng), Kubernetes objects,"
                        + " policap baselines; gzip and zstd are transparent. Where the command listens:"
                        + " hubble://HOST:PORT, hubble+tls://HOST:PORT or hubble+unix:///SOCKET for Hubble Relay or an"
                        + " agent; nic:NAME for a network interface of this host, nic:any for all of them.")
                .texts();
        inventories = command.option("-i", "--inventory")
                .label("INVENTORY")
                .description("A file or directory with Kubernetes objects (kubectl get ... -o json|yaml, or its watch"
                        + " stream). Repeatable.")
                .texts();
        cluster = command.option("--cluster")
                .label("NAME")
                .description("The name of the cluster where the sources do not tell it (" + WorkloadKey.DEFAULT_CLUSTER
                        + ").")
                .text(WorkloadKey.DEFAULT_CLUSTER);
        captures = new CaptureArguments(command);
        threads = command.option("--threads")
                .label("N")
                .description("Threads that read files; the result never depends on it (default: the processors).")
                .whole(Runtime.getRuntime().availableProcessors(), THREADS);
    }

    /** The sources as they were named. */
    List<String> named() {
        return sources.value();
    }

    /** The name of the cluster where the sources do not tell it. */
    String cluster() {
        return cluster.value();
    }

    /** Whether what connections carry is kept. */
    boolean layer7() {
        return captures.layer7();
    }

    /** What was asked for of a command that does not listen. */
    Sources asked() {
        if (named().isEmpty()) {
            throw missing();
        }
        for (String source : named()) {
            if (HubbleTarget.isTarget(source)) {
                throw command.usage(source + ": this command reads recordings; observe it first: policap observe "
                        + source + " --for 1h -o baseline.json");
            }
            if (source.startsWith(NicSource.SCHEME)) {
                throw command.usage(source + ": this command reads recordings; record one first: policap observe "
                        + source + " -o baseline.json");
            }
        }
        return asked(Optional.empty());
    }

    /** What to say where no source was named and one is needed. */
    WrongUsage missing() {
        return command.usage("no source: name a file, a directory, - for standard input, or something live such as"
                + " hubble://localhost:4245");
    }

    /** What was asked for; a path that somebody typed has to be there, or less would be read than he believes. */
    Sources asked(Optional<LiveSources> live) {
        List<String> files = new ArrayList<>();
        for (String source : named()) {
            if (!source.startsWith(NicSource.SCHEME) && !HubbleTarget.isTarget(source)) {
                files.add(source);
            }
        }
        for (List<String> paths : List.of(files, inventories.value())) {
            for (String path : paths) {
                if (!path.equals(Recording.STANDARD_INPUT) && !Files.exists(Path.of(path), LinkOption.NOFOLLOW_LINKS)) {
                    throw command.usage(path + ": no such file or directory");
                }
            }
        }
        return new Sources(files, inventories.value(), cluster(), threads.value(), captures.options(), live);
    }
}
