package io.policap.cli.command;

import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.IssueText;
import io.policap.cli.console.JsonText;
import io.policap.cli.console.Printable;
import io.policap.cli.learn.Proof;
import io.policap.cli.option.Command;
import io.policap.cli.option.Value;
import io.policap.cli.source.Ingest;
import io.policap.cli.source.Ingested;
import io.policap.cli.source.PolicyFiles;
import io.policap.cli.source.UnusableDecisions;
import io.policap.cli.summary.ReplayJson;
import io.policap.emit.read.PolicyReading;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.Inference;
import io.policap.infer.learn.Inferred;
import io.policap.infer.learn.LearnOptions;
import io.policap.infer.learn.edge.End;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.PolicyKind;
import io.policap.infer.policy.from.OwnMetadata;
import io.policap.infer.replay.Denial;
import io.policap.infer.replay.ReplayResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import tools.jackson.core.JsonGenerator;

/** {@code policap verify}: would these policies, once enforced, cut this traffic? */
public final class VerifyCommand implements Callable<Integer> {
    private final Command command = new Command(
                    "verify",
                    "Replays a recording against policies as if they were enforced, and says what they would cut.",
                    this)
            .exitCodes("0:nothing would be cut", "1:something would be cut", "2:usage", "3:nothing readable");

    private final SourceArguments sources = new SourceArguments(command);
    private final LearnArguments learning = new LearnArguments(command);

    private final Value<List<String>> paths = command.option("--policies")
            .label("PATH")
            .description("A file or directory of policies; those in audit form count as enforced. Repeatable.")
            .required()
            .texts();

    private final Value<Boolean> json = command.option("--json")
            .description("Prints the result as one JSON object.")
            .flag();

    private final Value<Boolean> quiet = command.option("-q", "--quiet")
            .description("Says nothing but the result and errors.")
            .flag();

    /** Its name, options and help. */
    public Command command() {
        return command;
    }

    @Override
    public Integer call() throws UnusableDecisions {
        learning.options();
        Console console = Console.of(command.err(), quiet.value());
        Ingested ingested = new Ingest(sources.asked(), System.in, console).run();
        console.clearProgress();
        LearnOptions options = learning.options(ingested);
        Issues issues = ingested.issues();
        PolicyReading reading = PolicyFiles.read(paths.value(), issues);
        issues.list().forEach(issue -> console.say(IssueText.line(issue)));
        if (ingested.inventory().isEmpty()) {
            console.say(
                    "no-inventory: no Kubernetes objects were given: labels, probes, declared ports and the cluster's"
                            + " other policies are not known, so the verdicts may differ; give the inventory with -i");
        }
        if (ingested.nothingRead() || !ingested.hasTraffic()) {
            console.error("policap: no flows, no packets and no baseline in " + String.join(", ", sources.named()));
            return ExitCode.UNREADABLE_INPUT.code();
        }
        if (reading.policies().isEmpty()) {
            console.error("policap: no policy in " + String.join(", ", paths.value())
                    + "; --policies wants NetworkPolicy or CiliumNetworkPolicy objects");
            return ExitCode.UNREADABLE_INPUT.code();
        }
        Inferred inferred = Inference.infer(ingested.baseline(), ingested.inventory(), options);
        PolicyReading existing = PolicyFiles.existing(ingested.inventory(), new Issues());
        Proof proof = new Proof(
                sources.cluster(),
                ingested.inventory(),
                existing.models(),
                existing.plus(reading).cidrGroups(),
                options.ciliumLabels());
        List<JudgedEdge> edges = inferred.edges().stream()
                .filter(judged -> isWanted(judged.edge().client(), options)
                        || isWanted(judged.edge().server(), options))
                .toList();
        Map<String, ReplayResult> results = new TreeMap<>();
        sets(reading.models()).forEach((name, set) -> results.put(name, proof.replay(set, edges, inferred.requests())));
        List<Issue> unclear = inferred.intent().issues().stream()
                .filter(issue ->
                        issue.code() == IssueCode.UNATTRIBUTED || issue.code() == IssueCode.UNDETERMINED_DIRECTION)
                .toList();
        PrintWriter out = command.out();
        out.print(json.value() ? json(results, unclear) : text(results, unclear));
        out.flush();
        boolean cut = results.values().stream().anyMatch(result -> !result.isClean());
        return (cut ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }

    /** Whether an end is a subject: {@code -n} limits those, never the peers. */
    private static boolean isWanted(End end, LearnOptions options) {
        return options.namespaces().isEmpty()
                || (end instanceof End.Workloads workloads
                        && workloads.keys().stream().anyMatch(key -> options.wants(key.namespace())));
    }

    /** The two trees of our own output are alternatives; anything else stands together, as in a cluster. */
    private static Map<String, List<Policy>> sets(List<Policy> policies) {
        Map<String, List<Policy>> sets = new TreeMap<>();
        boolean ours = policies.stream().allMatch(OwnMetadata::isOurs);
        for (Policy policy : policies) {
            String name =
                    !ours ? "policies" : policy.policyKind() == PolicyKind.NETWORK_POLICY ? "kubernetes" : "cilium";
            sets.computeIfAbsent(name, key -> new ArrayList<>()).add(policy);
        }
        return sets;
    }

    private static String text(Map<String, ReplayResult> results, List<Issue> unclear) {
        StringBuilder text = new StringBuilder();
        results.forEach((name, result) -> {
            text.append(name).append(": ").append(result.replayed()).append(" connection classes replayed, ");
            text.append(result.denials().size()).append(" denied");
            if (result.redirected() > 0) {
                text.append(", ").append(result.redirected()).append(" subject to L7 rules");
            }
            if (!result.notExpressible().isEmpty()) {
                text.append(", ").append(result.notExpressible().size()).append(" of a protocol it has no words for");
            }
            text.append('\n');
            for (Denial denial : result.denials()) {
                text.append("  DENIED ").append(Printable.line(denial.edge())).append('\n');
                text.append("    ").append(Printable.line(denial.reason())).append('\n');
            }
        });
        if (!unclear.isEmpty()) {
            text.append(unclear.size()).append(" connection classes could not be replayed:\n");
            unclear.forEach(
                    issue -> text.append("  ").append(IssueText.line(issue)).append('\n'));
        }
        return text.toString();
    }

    private static String json(Map<String, ReplayResult> results, List<Issue> unclear) {
        return JsonText.pretty(json -> {
            results.forEach((name, result) -> {
                json.writeName(name);
                json.writeStartObject();
                ReplayJson.fields(json, result);
                json.writeEndObject();
            });
            json.writeName("notReplayed");
            json.writeStartArray();
            unclear.forEach(issue -> issue(json, issue));
            json.writeEndArray();
        });
    }

    private static void issue(JsonGenerator json, Issue issue) {
        json.writeStartObject();
        json.writeStringProperty("code", issue.code().text());
        json.writeStringProperty("place", issue.place());
        json.writeStringProperty("message", issue.message());
        json.writeEndObject();
    }
}
