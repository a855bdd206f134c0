package io.policap.cli.command;

import io.policap.capture.packet.CaptureOptions;
import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.IssueText;
import io.policap.cli.console.Printable;
import io.policap.cli.learn.Proof;
import io.policap.cli.option.Command;
import io.policap.cli.option.Value;
import io.policap.cli.promote.PolicyDirectory;
import io.policap.cli.promote.PolicyFile;
import io.policap.cli.promote.Promotion;
import io.policap.cli.source.Ingest;
import io.policap.cli.source.Ingested;
import io.policap.cli.source.PolicyFiles;
import io.policap.cli.source.Sources;
import io.policap.cli.summary.SummaryFile;
import io.policap.cli.summary.UnreadableDirectory;
import io.policap.emit.read.PolicyReading;
import io.policap.emit.render.CiliumYaml;
import io.policap.emit.render.KubernetesYaml;
import io.policap.emit.tree.OutputTree;
import io.policap.emit.tree.TreePaths;
import io.policap.emit.tree.WriteReport;
import io.policap.infer.intent.NamespaceIntent;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.Inference;
import io.policap.infer.learn.Inferred;
import io.policap.infer.learn.LearnOptions;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.policy.cilium.CiliumLabelsFlag;
import io.policap.infer.policy.from.DefaultDenyPolicies;
import io.policap.infer.policy.from.SourcedPolicy;
import io.policap.infer.policy.rollout.Accepted;
import io.policap.infer.policy.rollout.Mode;
import io.policap.infer.replay.ReplayResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;

/** {@code policap promote}: audit to enforce, with default-deny as a second stage. */
public final class PromoteCommand implements Callable<Integer> {
    private final Command command = new Command(
                    "promote",
                    "Takes the audit parts out of learned policies that are ready, replays the recording against them,"
                            + " and adds the default-deny stage.",
                    this)
            .exitCodes(
                    "0:everything is promoted",
                    "1:something was refused, or the replay denied something and nothing was written",
                    "2:usage",
                    "3:no output of learn in the directory");

    private final Value<Path> directory = command.parameter("0", "1")
            .label("DIR")
            .description("The output directory of learn.")
            .path();

    private final Value<List<Path>> output = command.option("-o", "--output")
            .label("DIR")
            .description("Where to write; the same directory without it.")
            .paths();

    private final Value<List<String>> inventories = command.option("-i", "--inventory")
            .label("INVENTORY")
            .description("Kubernetes objects, for a replay against today's labels. Repeatable.")
            .texts();

    private final Value<List<String>> accept = command.option("--accept")
            .label("NS/WORKLOAD")
            .description("Promotes a workload although it is not ready, or, for a namespace alone, writes its"
                    + " default-deny. Repeatable.")
            .texts();

    private final Value<String> ciliumLabels = command.option("--cilium-labels")
            .label("LABELS")
            .description("The value of the Cilium agent's --labels, as it was given to learn.")
            .text("");

    private final Value<Boolean> acceptAll = command.option("--accept-all")
            .description("Promotes everything, ready or not.")
            .flag();

    /** Its name, options and help. */
    public Command command() {
        return command;
    }

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(command.err(), false);
        Promotion promotion;
        Ingested ingested;
        String cluster;
        LearnOptions options;
        try {
            JsonNode summary = SummaryFile.read(directory.value());
            promotion = new Promotion(summary, new Accepted(acceptAll.value(), new TreeSet<>(accept.value())));
            cluster = summary.path("cluster").asString(WorkloadKey.DEFAULT_CLUSTER);
            options = options(summary);
            ingested = baseline(cluster, console);
        } catch (UnreadableDirectory e) {
            console.error("policap: " + Console.message(e));
            return ExitCode.UNREADABLE_INPUT.code();
        }
        if (!promotion.unknownNames().isEmpty()) {
            throw command.usage(String.join("; ", promotion.unknownNames()) + "; nothing was written");
        }
        SortedMap<String, PolicyFile> files = PolicyDirectory.allowed(
                directory.value(), path -> console.say(path + ": not a policy file of policap; left alone"));
        files.values().forEach(promotion::add);
        Inferred inferred = Inference.infer(ingested.baseline(), ingested.inventory(), options);
        defaultDeny(promotion, inferred, files);
        PolicyReading existing = PolicyFiles.existing(ingested.inventory(), new Issues());
        Proof proof = new Proof(
                cluster, ingested.inventory(), existing.models(), existing.cidrGroups(), options.ciliumLabels());
        PrintWriter out = command.out();
        boolean clean = true;
        List<JudgedEdge> edges = promotion.served(inferred.edges());
        long distinct = edges.stream()
                .map(judged -> judged.edge().describe())
                .distinct()
                .count();
        if (distinct < promotion.servedEdges()) {
            out.println("nothing was written: of " + promotion.servedEdges() + " served edges only " + distinct
                    + " can be replayed with this inventory; give the one that learn had with -i");
            out.flush();
            return ExitCode.FINDINGS.code();
        }
        for (String tree : PolicyDirectory.TREES) {
            if (!promotion.policies(tree).isEmpty()) {
                ReplayResult replay = proof.replay(promotion.policies(tree), edges, inferred.requests());
                clean &= replay.isClean();
                out.println(tree + ": replayed " + replay.replayed() + ", denied "
                        + replay.denials().size()
                        + (replay.notExpressible().isEmpty()
                                ? ""
                                : ", " + replay.notExpressible().size()
                                        + " it has no words for (plugins that filter them will cut them)"));
                replay.denials()
                        .forEach(denial ->
                                out.println("  DENIED " + Printable.line(denial.edge() + ": " + denial.reason())));
            }
        }
        promotion.refused().forEach(issue -> out.println(IssueText.line(issue)));
        promotion.closed().forEach(issue -> out.println(IssueText.line(issue)));
        if (!clean) {
            out.println("nothing was written: the policies would cut recorded traffic"
                    + (ingested.inventory().isEmpty()
                            ? "; without the inventory that learn had, more counts as served: give it with -i"
                            : ""));
            out.flush();
            return ExitCode.FINDINGS.code();
        }
        List<Path> asked = output.value();
        Path target = asked.isEmpty() ? directory.value() : asked.get(asked.size() - 1);
        WriteReport report = new OutputTree(target).write(promotion.files(), data(target), promotion.takenOver());
        report.issues().forEach(issue -> console.say(IssueText.line(issue)));
        out.println(promotion.promoted() + " policies promoted, "
                + promotion.refused().size() + " refused; " + target + ": " + report.written()
                + " files new or changed");
        out.flush();
        return (promotion.refused().isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS).code();
    }

    /** What inference was asked when the policies were learned. */
    private LearnOptions options(JsonNode summary) {
        LearnOptions usual = LearnOptions.DEFAULT;
        String labels = ciliumLabels.value();
        double risk = summary.path("rangeRisk").asDouble(usual.rangeRisk());
        return new LearnOptions(
                new TreeSet<>(),
                summary.path("learnDenied").asBoolean(false),
                risk > 0 && risk < 1 ? risk : usual.rangeRisk(),
                summary.path("dnsObservedOnly").asBoolean(false),
                labels.isBlank() ? usual.ciliumLabels() : CiliumLabelsFlag.parse(labels));
    }

    private Ingested baseline(String cluster, Console console) throws UnreadableDirectory {
        Sources sources = new Sources(
                List.of(directory.value().resolve("baseline.json").toString()),
                inventories.value(),
                cluster,
                1,
                CaptureOptions.DEFAULT,
                Optional.empty());
        Ingested ingested = new Ingest(sources, InputStream.nullInputStream(), console).run();
        ingested.issues().list().forEach(issue -> console.say(IssueText.line(issue)));
        if (!ingested.hasTraffic()) {
            throw new UnreadableDirectory(directory.value() + ": no baseline.json; want the output directory of learn");
        }
        return ingested;
    }

    private static void defaultDeny(Promotion promotion, Inferred inferred, SortedMap<String, PolicyFile> files) {
        for (String tree : PolicyDirectory.TREES) {
            for (NamespaceIntent namespace : inferred.intent().namespaces()) {
                String stage = TreePaths.allow(tree, namespace.name(), "any");
                String below = stage.substring(0, stage.lastIndexOf('/') + 1);
                // A namespace that learn was not asked about has no policies, and is never closed.
                boolean present = files.keySet().stream().anyMatch(path -> path.startsWith(below));
                if (present && promotion.mayClose(tree, namespace)) {
                    SourcedPolicy<?> deny = tree.equals("cilium")
                            ? DefaultDenyPolicies.cilium(namespace)
                            : DefaultDenyPolicies.kubernetes(namespace);
                    String text = tree.equals("cilium")
                            ? CiliumYaml.render(DefaultDenyPolicies.cilium(namespace), Mode.ENFORCE, true)
                            : KubernetesYaml.render(DefaultDenyPolicies.kubernetes(namespace), Mode.ENFORCE, true);
                    promotion.addDefaultDeny(TreePaths.defaultDeny(tree, namespace.name()), text, deny.policy());
                }
            }
        }
    }

    /** What else the directory holds goes along, so that the promoted one can be explained and promoted again. */
    private SortedMap<String, byte[]> data(Path target) throws IOException {
        SortedMap<String, byte[]> data = new TreeMap<>();
        data.put("summary.json", SummaryFile.promoted(directory.value()));
        if (!target.equals(directory.value())) {
            for (String name : List.of("baseline.json", "report.html")) {
                Path file = directory.value().resolve(name);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    data.put(name, Files.readAllBytes(file));
                }
            }
        }
        return data;
    }
}
