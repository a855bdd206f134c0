package io.policap.cli.command;

import io.policap.capture.live.LiveFailure;
import io.policap.capture.live.NicSource;
import io.policap.cli.console.Console;
import io.policap.cli.live.LiveArguments;
import io.policap.cli.live.SpanText;
import io.policap.cli.source.BaselineFile;
import io.policap.cli.source.Ingest;
import io.policap.cli.source.Ingested;
import io.policap.cli.source.LiveSources;
import io.policap.cli.source.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The network interfaces among the sources, as every command takes them that can listen as well as read. */
final class LiveSourceArguments {
    private static final Duration USUAL = Duration.ofSeconds(30);

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Mixin
    private final LiveArguments live = new LiveArguments();

    private Optional<Duration> checkpoint = Optional.empty();

    @Option(
            names = "--checkpoint",
            paramLabel = "SPAN",
            description = "While listening: how often the baseline of all seen so far is written (30s).")
    void checkpoint(String text) {
        try {
            checkpoint = Optional.of(SpanText.parse(text));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--checkpoint: " + Console.message(e), e);
        }
    }

    /**
     * Reads the files among the sources, and listens on the network interfaces until the run is ended.
     *
     * @param baseline the file that has what was seen so far meanwhile; empty for none
     * @throws LiveFailure when this host lacks something for listening
     */
    Ingested read(SourceArguments sources, Optional<Path> baseline, Console console) throws LiveFailure {
        Sources asked = sources.asked(listenedOn(sources.sources));
        asked.live().ifPresent(nics -> baseline.ifPresent(file -> sayReplaced(file, asked, console)));
        try {
            return new Ingest(asked, System.in, console).run(seen -> {
                if (baseline.isPresent()) {
                    new BaselineFile(baseline.get()).write(seen);
                }
            });
        } catch (LiveFailure e) {
            if (e.isUsage()) {
                throw new ParameterException(command.commandLine(), Console.message(e), e);
            }
            throw e;
        }
    }

    /** Whether there are network interfaces among the sources. */
    boolean isListening(SourceArguments sources) {
        return sources.sources.stream().anyMatch(source -> source.startsWith(NicSource.SCHEME));
    }

    private Optional<LiveSources> listenedOn(List<String> sources) {
        Set<String> names = new LinkedHashSet<>();
        for (String source : sources) {
            if (source.startsWith(NicSource.SCHEME)) {
                String name = source.substring(NicSource.SCHEME.length());
                if (name.isEmpty()) {
                    throw usage("'" + source + "' is no network interface: want nic:eth0, or nic:any for all of them");
                }
                if (!names.add(name)) {
                    throw usage(source + " is named twice");
                }
            }
        }
        if (names.isEmpty()) {
            if (live.isAsked() || checkpoint.isPresent()) {
                throw usage("--for, --bpf, --all-packets, --snaplen and --checkpoint go with a network interface among"
                        + " the sources, such as nic:any");
            }
            return Optional.empty();
        }
        return Optional.of(new LiveSources(
                List.copyOf(names), live.filter(), live.snapLength(), live.span(), checkpoint.orElse(USUAL)));
    }

    /** What was listened to once cannot be read again. */
    private static void sayReplaced(Path file, Sources asked, Console console) {
        Path absolute = file.toAbsolutePath().normalize();
        boolean read = asked.paths().stream()
                .map(path -> Path.of(path).toAbsolutePath().normalize())
                .anyMatch(absolute::startsWith);
        if (Files.exists(file) && !read) {
            console.say(file + " is there already and will be replaced; to go on from it, name it as a source, too");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
