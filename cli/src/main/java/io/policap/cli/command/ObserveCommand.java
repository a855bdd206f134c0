package io.policap.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.IssueText;
import io.policap.cli.source.Ingest;
import io.policap.cli.source.Ingested;
import io.policap.emit.baseline.BaselineWriter;
import io.policap.emit.tree.AtomicFile;
import io.policap.infer.baseline.Books;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code policap observe}: the first half of {@code learn}; baselines are sources too, so this also merges. */
@Command(
        name = "observe",
        description = "Reads a recording into a baseline, or merges baselines, without inferring anything.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:usage", "3:nothing readable, or the output could not be written"})
public final class ObserveCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final SourceArguments sources = new SourceArguments();

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
    public Integer call() throws IOException {
        Console console = Console.of(spec.commandLine().getErr(), quiet);
        Ingested ingested = new Ingest(sources.asked(), System.in, console).run();
        console.clearProgress();
        ingested.issues().list().forEach(issue -> console.say(IssueText.line(issue)));
        if (ingested.nothingRead() || !ingested.hasTraffic()) {
            console.error("policap: no flows and no baseline in " + String.join(", ", sources.sources));
            return ExitCode.UNREADABLE_INPUT.code();
        }
        ByteArrayOutputStream baseline = new ByteArrayOutputStream();
        BaselineWriter.write(ingested.baseline(), baseline);
        if (output.equals("-")) {
            spec.commandLine().getOut().print(baseline.toString(UTF_8));
            spec.commandLine().getOut().flush();
        } else {
            Path file = Path.of(output);
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            AtomicFile.write(file, baseline.toByteArray());
        }
        Books books = ingested.baseline().books();
        console.say(books.read() + " " + ingested.counted() + " read, " + books.used() + " used, "
                + books.skippedTotal() + " skipped; "
                + ingested.baseline().classes().size() + " connection classes");
        return ExitCode.DONE.code();
    }
}
