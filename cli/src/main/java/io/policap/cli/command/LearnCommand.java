package io.policap.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.kubernetes.live.ClusterFailure;
import io.policap.capture.live.LiveFailure;
import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.IssueText;
import io.policap.cli.hubble.UnusableResumeFile;
import io.policap.cli.learn.Learned;
import io.policap.cli.learn.Learning;
import io.policap.cli.learn.ReportPage;
import io.policap.cli.option.Command;
import io.policap.cli.option.Value;
import io.policap.cli.promote.PolicyDirectory;
import io.policap.cli.promote.UnknownNames;
import io.policap.cli.source.Ingested;
import io.policap.cli.source.PolicyFiles;
import io.policap.cli.source.UnusableDecisions;
import io.policap.cli.summary.SummaryJson;
import io.policap.cli.summary.SummaryText;
import io.policap.emit.baseline.BaselineWriter;
import io.policap.emit.read.PolicyReading;
import io.policap.emit.report.HtmlReport;
import io.policap.emit.tree.OutputScope;
import io.policap.emit.tree.OutputTree;
import io.policap.emit.tree.WriteReport;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.LearnOptions;
import io.policap.infer.policy.rollout.Accepted;
import io.policap.infer.policy.rollout.CiliumVersion;
import io.policap.infer.policy.rollout.Mode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** {@code policap learn}: from a recording to proven policies. */
public final class LearnCommand implements Callable<Integer> {
    private static final String BASELINE = "baseline.json";

    private final Command command = new Command(
                    "learn", "Learns policies from a recording, proves them by replay, and writes them.", this)
            .inOrder()
            .exitCodes(
                    "0:done, the proof is clean",
                    "1:the replay denied something, --mode enforce withheld something, or a Hubble server ended the run",
                    "2:usage",
                    "3:nothing of the input was readable, something in a file of decisions is wrong, the output could"
                            + " not be written, no Hubble server could be read, or no libpcap or no permission to listen",
                    "70:a defect of policap");

    private final SourceArguments sources = new SourceArguments(command);
    private final LiveSourceArguments live = new LiveSourceArguments(command);
    private final LearnArguments learning = new LearnArguments(command);
    private final AddressArguments addresses = new AddressArguments(command);
    private final Layer7Arguments layer7 = new Layer7Arguments(command);

    private final Value<Path> directory = command.option("-o", "--output")
            .label("DIR")
            .description("The directory to write to (policap-out).")
            .path(Path.of("policap-out"));

    private final Value<List<Learning.Format>> formats = command.option("--format")
            .label("FORMAT")
            .description("kubernetes, cilium, or both (the default).")
            .commaSeparated()
            .choices(Learning.Format.class);

    private final Value<String> mode = command.option("--mode")
            .label("MODE")
            .description("audit (the default, harmless) or enforce.")
            .text("audit");

    private final Value<List<String>> accept = command.option("--accept")
            .label("NS/WORKLOAD")
            .description("With --mode enforce: writes a workload's policy although it is not ready, or, for a"
                    + " namespace alone, its default-deny. Repeatable.")
            .texts();

    private final Value<Boolean> acceptAll = command.option("--accept-all")
            .description("With --mode enforce: writes everything, ready or not.")
            .flag();

    private final Value<String> ciliumVersion = command.option("--cilium-version")
            .label("VERSION")
            .description("The cluster's Cilium version (default: 1.18).")
            .text("");

    private final Value<Boolean> json = command.option("--json")
            .description("Prints summary.json instead of the summary.")
            .flag();

    private final Value<Boolean> quiet = command.option("-q", "--quiet")
            .description("Says nothing on standard error but errors.")
            .flag();

    /** Its name, options and help. */
    public Command command() {
        return command;
    }

    @Override
    public Integer call()
            throws IOException, LiveFailure, HubbleFailure, ClusterFailure, UnusableResumeFile, UnusableDecisions {
        Mode chosen = mode();
        CiliumVersion version = version();
        if (chosen == Mode.AUDIT && (acceptAll.value() || !accept.value().isEmpty())) {
            throw command.usage(
                    "--accept and --accept-all go with --mode enforce; audit mode writes everything, ready or not");
        }
        Path output = directory.value();
        if (chosen == Mode.AUDIT && PolicyDirectory.isInForce(output)) {
            throw command.usage(
                    output + " holds policies in force; learning into it in audit mode would take their protection"
                            + " away: give another directory with -o, or --mode enforce");
        }
        Issues rangeIssues = new Issues();
        LearnOptions named =
                learning.options().with(addresses.options(rangeIssues)).with(layer7.options(sources.layer7()));
        Console console = Console.of(command.err(), quiet.value());
        Ingested ingested = live.read(sources, Optional.of(output.resolve(BASELINE)), named, console);
        console.clearProgress();
        ingested.issues().addAll(rangeIssues);
        LearnOptions options =
                learning.options(ingested).with(named.addresses()).with(named.layer7());
        PolicyReading existing = PolicyFiles.existing(ingested.inventory(), ingested.issues());
        ingested.issues().list().forEach(issue -> console.say(IssueText.line(issue)));
        if (ingested.nothingRead() || !ingested.hasTraffic()) {
            console.error("policap: " + live.nothing(sources)
                    + "; want Hubble JSON (hubble observe -o json), packet captures, or a baseline of policap");
            return ExitCode.UNREADABLE_INPUT.code();
        }
        Learned learned = new Learning(
                        ingested,
                        existing,
                        options,
                        chosen,
                        new Accepted(acceptAll.value(), new TreeSet<>(accept.value())),
                        formats(),
                        version,
                        sources.cluster())
                .run();
        List<String> unknown = UnknownNames.of(learned.inferred().intent(), learning.namespaces(), accept.value());
        if (!unknown.isEmpty()) {
            throw command.usage(String.join("; ", unknown) + "; nothing was written" + kept());
        }
        WriteReport report = write(learned);
        report.issues().forEach(issue -> console.say(IssueText.line(issue)));
        command.out()
                .print(
                        json.value()
                                ? SummaryJson.of(learned)
                                : SummaryText.of(
                                        learned,
                                        output + ": "
                                                + report.written() + " files new or changed, " + report.unchanged()
                                                + " unchanged, "
                                                + report.removed() + " removed" + kept(report)));
        command.out().flush();
        boolean clean = learned.isProven() && !learned.isWithheld() && !LiveSourceArguments.isCutShort(ingested);
        return (clean ? ExitCode.DONE : ExitCode.FINDINGS).code();
    }

    /** What was heard cannot be heard again. */
    private String kept() {
        return live.isListening(sources)
                ? " but " + directory.value().resolve(BASELINE) + ", from which learn can start again"
                : "";
    }

    private static String kept(WriteReport report) {
        return report.issues().isEmpty()
                ? ""
                : ", " + report.issues().size() + " of others left alone, which the proof does not cover (verify does)";
    }

    private WriteReport write(Learned learned) throws IOException {
        SortedMap<String, String> policies = new TreeMap<>();
        // In enforce mode a policy that cuts recorded traffic never leaves; in audit mode it is harmless and shows why.
        learned.kinds().forEach((name, kind) -> {
            if (learned.mode() == Mode.AUDIT || kind.replay().isClean()) {
                policies.putAll(kind.files());
            }
        });
        SortedMap<String, byte[]> data = new TreeMap<>();
        ByteArrayOutputStream baseline = new ByteArrayOutputStream();
        BaselineWriter.write(learned.ingested().baseline(), baseline);
        data.put(BASELINE, baseline.toByteArray());
        data.put("summary.json", SummaryJson.of(learned).getBytes(UTF_8));
        data.put("report.html", HtmlReport.render(ReportPage.of(learned)).getBytes(UTF_8));
        OutputScope scope = new OutputScope(learned.kinds().keySet(), Set.copyOf(learning.namespaces()));
        return new OutputTree(directory.value(), scope).write(policies, data);
    }

    private Mode mode() {
        for (Mode candidate : Mode.values()) {
            if (candidate.text().equals(mode.value())) {
                return candidate;
            }
        }
        throw command.usage("--mode '" + mode.value() + "' is neither audit nor enforce");
    }

    private Set<Learning.Format> formats() {
        List<Learning.Format> asked = formats.value();
        return asked.isEmpty() ? EnumSet.allOf(Learning.Format.class) : EnumSet.copyOf(asked);
    }

    private CiliumVersion version() {
        try {
            String version = ciliumVersion.value();
            return version.isEmpty() ? CiliumVersion.DEFAULT : CiliumVersion.parse(version);
        } catch (IllegalArgumentException e) {
            throw command.usage(Console.message(e), e);
        }
    }
}
