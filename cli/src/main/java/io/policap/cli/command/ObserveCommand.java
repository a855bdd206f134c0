package io.policap.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.kubernetes.live.ClusterFailure;
import io.policap.capture.live.LiveFailure;
import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.IssueText;
import io.policap.cli.hubble.UnusableResumeFile;
import io.policap.cli.option.Command;
import io.policap.cli.option.Value;
import io.policap.cli.source.BaselineFile;
import io.policap.cli.source.Ingested;
import io.policap.emit.baseline.BaselineWriter;
import io.policap.infer.baseline.Books;
import io.policap.infer.issue.Issue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code policap observe}: the first half of {@code learn}; baselines are sources too, so this also merges. */
public final class ObserveCommand implements Callable<Integer> {
    private final Command command = new Command(
                    "observe",
                    "Reads a recording, or listens to Hubble or on network interfaces, into a baseline, or merges"
                            + " baselines, without inferring anything.",
                    this)
            .exitCodes(
                    "0:done",
                    "1:a Hubble server ended the run",
                    "2:usage",
                    "3:nothing readable, the output could not be written, no Hubble server could be read, or no libpcap"
                            + " or no permission to listen");

    private final SourceArguments sources = new SourceArguments(command);
    private final LiveSourceArguments live = new LiveSourceArguments(command);

    private final Value<String> output = command.option("-o", "--output")
            .label("BASELINE")
            .description("The file to write; - for standard output.")
            .required()
            .text();

    private final Value<Boolean> quiet = command.option("-q", "--quiet")
            .description("Says nothing on standard error but errors.")
            .flag();

    /** Its name, options and help. */
    public Command command() {
        return command;
    }

    @Override
    public Integer call() throws IOException, LiveFailure, HubbleFailure, ClusterFailure, UnusableResumeFile {
        Console console = Console.of(command.err(), quiet.value());
        Optional<Path> file = output.value().equals("-") ? Optional.empty() : Optional.of(Path.of(output.value()));
        Ingested ingested = live.read(sources, file, console);
        console.clearProgress();
        for (Issue issue : ingested.issues().list()) {
            console.say(IssueText.line(issue));
        }
        if (ingested.nothingRead() || !ingested.hasTraffic()) {
            console.error("policap: " + live.nothing(sources));
            return ExitCode.UNREADABLE_INPUT.code();
        }
        if (file.isPresent()) {
            new BaselineFile(file.get()).write(ingested.baseline());
        } else {
            ByteArrayOutputStream baseline = new ByteArrayOutputStream();
            BaselineWriter.write(ingested.baseline(), baseline);
            command.out().print(baseline.toString(UTF_8));
            command.out().flush();
        }
        Books books = ingested.baseline().books();
        console.say(books.read() + " " + ingested.counted() + " read, " + books.used() + " used, "
                + books.skippedTotal() + " skipped; "
                + ingested.baseline().classes().size() + " connection classes");
        return (LiveSourceArguments.isCutShort(ingested) ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }
}
