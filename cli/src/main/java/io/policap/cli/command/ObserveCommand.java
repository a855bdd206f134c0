package io.policap.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.kubernetes.live.ClusterFailure;
import io.policap.capture.live.LiveFailure;
import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.IssueText;
import io.policap.cli.hubble.UnusableResumeFile;
import io.policap.cli.source.BaselineFile;
import io.policap.cli.source.Ingested;
import io.policap.emit.baseline.BaselineWriter;
import io.policap.infer.baseline.Books;
import io.policap.infer.learn.LearnOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code policap observe}: the first half of {@code learn}; baselines are sources too, so this also merges. */
@Command(
        name = "observe",
        description =
                "Reads a recording, or listens to Hubble or on network interfaces, into a baseline, or merges baselines,"
                        + " without inferring anything.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a Hubble server ended the run",
            "2:usage",
            "3:nothing readable, the output could not be written, no Hubble server could be read, or no libpcap or no"
                    + " permission to listen"
        })
public final class ObserveCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final SourceArguments sources = new SourceArguments();

    @Mixin
    private final LiveSourceArguments live = new LiveSourceArguments();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "BASELINE",
            required = true,
            description = "The file to write; - for standard output.")
    @SuppressWarnings("NullAway.Init")
    private String output;

    @Option(
            names = {"-q", "--quiet"},
            description = "Says nothing on standard error but errors.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException, LiveFailure, HubbleFailure, ClusterFailure, UnusableResumeFile {
        Console console = Console.of(spec.commandLine().getErr(), quiet);
        Optional<Path> file = output.equals("-") ? Optional.empty() : Optional.of(Path.of(output));
        Ingested ingested = live.read(sources, file, LearnOptions.DEFAULT, console);
        console.clearProgress();
        ingested.issues().list().forEach(issue -> console.say(IssueText.line(issue)));
        if (ingested.nothingRead() || !ingested.hasTraffic()) {
            console.error("policap: " + live.nothing(sources));
            return ExitCode.UNREADABLE_INPUT.code();
        }
        if (file.isPresent()) {
            new BaselineFile(file.get()).write(ingested.baseline());
        } else {
            ByteArrayOutputStream baseline = new ByteArrayOutputStream();
            BaselineWriter.write(ingested.baseline(), baseline);
            spec.commandLine().getOut().print(baseline.toString(UTF_8));
            spec.commandLine().getOut().flush();
        }
        Books books = ingested.baseline().books();
        console.say(books.read() + " " + ingested.counted() + " read, " + books.used() + " used, "
                + books.skippedTotal() + " skipped; "
                + ingested.baseline().classes().size() + " connection classes");
        return (LiveSourceArguments.isCutShort(ingested) ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }
}
