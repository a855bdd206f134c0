package io.policap.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.policap.capture.recording.Recording;
import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.IssueText;
import io.policap.cli.console.JsonText;
import io.policap.cli.console.Printable;
import io.policap.cli.option.Command;
import io.policap.cli.option.Value;
import io.policap.cli.query.AnswerLine;
import io.policap.cli.query.Query;
import io.policap.cli.query.QueryEnds;
import io.policap.cli.query.QueryLine;
import io.policap.cli.source.InventoryFiles;
import io.policap.cli.source.PolicyFiles;
import io.policap.emit.read.PolicyReading;
import io.policap.infer.evaluate.ClusterView;
import io.policap.infer.evaluate.Decision;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.evaluate.EvaluatorOptions;
import io.policap.infer.evaluate.Outcome;
import io.policap.infer.evaluate.SideDecision;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.rollout.AuditForm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import tools.jackson.core.JsonGenerator;

/** {@code policap can}: may this connection pass, and by which rule? */
public final class CanCommand implements Callable<Integer> {
    private final Command command = new Command(
                    "can", "Says whether a connection may pass under some policies, and by which rule.", this)
            .exitCodes("0:it may pass (or queries were answered)", "1:it may not", "2:usage", "3:nothing readable");

    private final Value<List<String>> question = command.parameter("0..*", "0..3")
            .label("FROM TO PORT[/PROTOCOL]")
            .description("Ends are namespace/pod, namespace/workload, an address, a DNS name, or an entity (host,"
                    + " remote-node, kube-apiserver, world, ...). PROTOCOL is TCP unless said.")
            .texts();

    private final Value<List<String>> paths = command.option("--policies")
            .label("PATH")
            .description("A file or directory of policies; evaluated as they are. Repeatable.")
            .required()
            .texts();

    private final Value<Boolean> asEnforced = command.option("--as-enforced")
            .description("Takes policies in policap's audit form as they will be once promoted.")
            .flag();

    private final Value<List<String>> inventories = command.option("-i", "--inventory")
            .label("INVENTORY")
            .description("Kubernetes objects: pods, namespaces, ... Repeatable.")
            .texts();

    private final Value<String> queries = command.option("--queries")
            .label("FILE")
            .description("Many questions, a JSON object a line; - for standard input. Each answer line adds"
                    + " \"egress\", \"ingress\" and \"verdict\".")
            .text("");

    private final Value<EvaluatorOptions.Dialect> dialect = command.option("--networkpolicies")
            .label("READING")
            .description("Whose reading of NetworkPolicy counts: kubernetes (the default) or cilium.")
            .choice(EvaluatorOptions.Dialect.KUBERNETES);

    private final Value<Boolean> json = command.option("--json")
            .description("Prints the answer as a JSON object.")
            .flag();

    /** Its name, options and help. */
    public Command command() {
        return command;
    }

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(command.err(), false);
        boolean single = queries.value().isEmpty();
        int words = question.value().size();
        if (single == (words == 0) || (single && words != 3)) {
            throw command.usage("want FROM TO PORT[/PROTOCOL], or --queries FILE instead of them");
        }
        Issues issues = new Issues();
        Inventory inventory = InventoryFiles.read(inventories.value(), issues);
        PolicyReading reading = PolicyFiles.read(paths.value(), issues);
        issues.list().forEach(issue -> console.say(IssueText.line(issue)));
        if (reading.policies().isEmpty() && issues.count(IssueCode.UNREADABLE_FILE) > 0) {
            return ExitCode.UNREADABLE_INPUT.code();
        }
        List<Policy> policies = new ArrayList<>();
        reading.models().forEach(policy -> policies.add(asEnforced.value() ? AuditForm.enforce(policy) : policy));
        ClusterView view =
                new ClusterView(WorkloadKey.DEFAULT_CLUSTER, inventory.services(), List.of(), reading.cidrGroups());
        Evaluator evaluator =
                Evaluator.of(policies, view, EvaluatorOptions.DEFAULT.withNetworkPolicies(dialect.value()));
        evaluator.issues().forEach(issue -> console.say(IssueText.line(issue)));
        QueryEnds ends = new QueryEnds(inventory);
        return single ? one(evaluator, ends) : many(evaluator, ends, console);
    }

    private int one(Evaluator evaluator, QueryEnds ends) {
        PrintWriter out = command.out();
        List<String> words = question.value();
        Decision decision;
        try {
            Query query = Query.of(words.get(0), words.get(1), words.get(2));
            decision = evaluator.evaluate(ends.asked(query));
        } catch (IllegalArgumentException e) {
            throw command.usage(Console.message(e), e);
        }
        if (json.value()) {
            out.println(JsonText.line(line -> {
                line.writeStringProperty("verdict", AnswerLine.text(decision.verdict()));
                side(line, "egress", decision.egress());
                side(line, "ingress", decision.ingress());
            }));
        } else {
            out.println(AnswerLine.text(decision.verdict()));
            out.println("  egress:  " + Printable.line(decision.egress().explain()));
            out.println("  ingress: " + Printable.line(decision.ingress().explain()));
        }
        out.flush();
        return (decision.allowed() ? ExitCode.DONE : ExitCode.FINDINGS).code();
    }

    private static void side(JsonGenerator json, String name, SideDecision side) {
        if (side.outcome() != Outcome.ABSENT) {
            json.writeStringProperty(name, AnswerLine.text(side.outcome()));
        }
        json.writeStringProperty(name + "Reason", side.explain());
    }

    private int many(Evaluator evaluator, QueryEnds ends, Console console) throws IOException {
        PrintWriter out = command.out();
        long good = 0;
        long bad = 0;
        try (BufferedReader lines = open()) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    Query query = QueryLine.parse(line);
                    out.println(AnswerLine.of(line, evaluator.evaluate(ends.asked(query))));
                    good++;
                } catch (IllegalArgumentException e) {
                    bad++;
                    console.error(queries.value() + ":" + number + ": " + Console.message(e));
                }
            }
        }
        out.flush();
        return (bad > 0 && good == 0 ? ExitCode.UNREADABLE_INPUT : bad > 0 ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }

    private BufferedReader open() throws IOException {
        return queries.value().equals(Recording.STANDARD_INPUT)
                ? new BufferedReader(new InputStreamReader(System.in, UTF_8))
                : Files.newBufferedReader(Path.of(queries.value()), UTF_8);
    }
}
