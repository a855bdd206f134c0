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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code policap learn}: from a recording to proven policies. */
@Command(
        name = "learn",
        description = "Learns policies from a recording, proves them by replay, and writes them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, the proof is clean",
            "1:the replay denied something, --mode enforce withheld something, or a Hubble server ended the run",
            "2:usage",
            "3:nothing of the input was readable, something in a file of decisions is wrong, the output could not be written, no Hubble server could be read, or"
                    + " no libpcap or no permission to listen",
            "70:a defect of policap"
        })
public final class LearnCommand implements Callable<Integer> {
    private static final String BASELINE = "baseline.json";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final SourceArguments sources = new SourceArguments();

    @Mixin
    private final LiveSourceArguments live = new LiveSourceArguments();

    @Mixin
    private final LearnArguments learning = new LearnArguments();

    @Mixin
    private final AddressArguments addresses = new AddressArguments();

    @Mixin
    private final Layer7Arguments layer7 = new Layer7Arguments();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The directory to write to (${DEFAULT-VALUE}).")
    private Path output = Path.of("policap-out");

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            description = "kubernetes, cilium, or both (the default).")
    private List<Learning.Format> formats = new ArrayList<>();

    @Option(names = "--mode", paramLabel = "MODE", description = "audit (the default, harmless) or enforce.")
    private String mode = "audit";

    @Option(
            names = "--accept",
            paramLabel = "NS/WORKLOAD",
            description = "With --mode enforce: writes a workload's policy although it is not ready, or, for a"
                    + " namespace alone, its default-deny. Repeatable.")
    private List<String> accept = new ArrayList<>();

    @Option(names = "--accept-all", description = "With --mode enforce: writes everything, ready or not.")
    private boolean acceptAll;

    @Option(
            names = "--cilium-version",
            paramLabel = "VERSION",
            description = "The cluster's Cilium version (default: 1.18).")
    private String ciliumVersion = "";

    @Option(names = "--json", description = "Prints summary.json instead of the summary.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Says nothing on standard error but errors.")
    private boolean quiet;

    @Override
    public Integer call()
            throws IOException, LiveFailure, HubbleFailure, ClusterFailure, UnusableResumeFile, UnusableDecisions {
        Mode chosen = mode();
        CiliumVersion version = version();
        if (chosen == Mode.AUDIT && (acceptAll || !accept.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--accept and --accept-all go with --mode enforce; audit mode writes everything, ready or not");
        }
        if (chosen == Mode.AUDIT && PolicyDirectory.isInForce(output)) {
            throw new ParameterException(
                    spec.commandLine(),
                    output + " holds policies in force; learning into it in audit mode would take their protection"
                            + " away: give another directory with -o, or --mode enforce");
        }
        Issues rangeIssues = new Issues();
        LearnOptions named =
                learning.options().with(addresses.options(rangeIssues)).with(layer7.options(sources.layer7()));
        Console console = Console.of(spec.commandLine().getErr(), quiet);
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
                        new Accepted(acceptAll, new TreeSet<>(accept)),
                        formats.isEmpty() ? EnumSet.allOf(Learning.Format.class) : EnumSet.copyOf(formats),
                        version,
                        sources.cluster)
                .run();
        List<String> unknown = UnknownNames.of(learned.inferred().intent(), learning.namespaces, accept);
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), String.join("; ", unknown) + "; nothing was written" + kept());
        }
        WriteReport report = write(learned);
        report.issues().forEach(issue -> console.say(IssueText.line(issue)));
        spec.commandLine()
                .getOut()
                .print(
                        json
                                ? SummaryJson.of(learned)
                                : SummaryText.of(
                                        learned,
                                        output + ": "
                                                + report.written() + " files new or changed, " + report.unchanged()
                                                + " unchanged, "
                                                + report.removed() + " removed" + kept(report)));
        spec.commandLine().getOut().flush();
        boolean clean = learned.isProven() && !learned.isWithheld() && !LiveSourceArguments.isCutShort(ingested);
        return (clean ? ExitCode.DONE : ExitCode.FINDINGS).code();
    }

    /** What was heard cannot be heard again. */
    private String kept() {
        return live.isListening(sources)
                ? " but " + output.resolve(BASELINE) + ", from which learn can start again"
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
        return new OutputTree(output, new OutputScope(learned.kinds().keySet(), Set.copyOf(learning.namespaces)))
                .write(policies, data);
    }

    private Mode mode() {
        for (Mode candidate : Mode.values()) {
            if (candidate.text().equals(mode)) {
                return candidate;
            }
        }
        throw new ParameterException(spec.commandLine(), "--mode '" + mode + "' is neither audit nor enforce");
    }

    private CiliumVersion version() {
        try {
            return ciliumVersion.isEmpty() ? CiliumVersion.DEFAULT : CiliumVersion.parse(ciliumVersion);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), Console.message(e), e);
        }
    }
}
