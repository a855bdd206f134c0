package io.policap.cli.command;

import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.Printable;
import io.policap.cli.option.Command;
import io.policap.cli.option.Value;
import io.policap.cli.summary.SummaryFile;
import io.policap.cli.summary.UnreadableDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;

/** {@code policap explain}: each rule with its evidence. */
public final class ExplainCommand implements Callable<Integer> {
    private final Command command = new Command(
                    "explain",
                    "Shows each rule of learned policies with its evidence, and why a workload is not ready.",
                    this)
            .exitCodes("0:done", "1:no such workload", "2:usage", "3:no output of learn in the directory");

    private final Value<Path> directory = command.parameter("0", "1")
            .label("DIR")
            .description("The output directory of learn.")
            .path();

    private final Value<String> wanted = command.parameter("1", "0..1")
            .label("NAMESPACE/WORKLOAD")
            .description("One workload; all without it.")
            .text("");

    /** Its name, options and help. */
    public Command command() {
        return command;
    }

    @Override
    public Integer call() {
        Console console = Console.of(command.err(), false);
        PrintWriter out = command.out();
        JsonNode summary;
        try {
            summary = SummaryFile.read(directory.value());
        } catch (UnreadableDirectory e) {
            console.error("policap: " + Console.message(e));
            return ExitCode.UNREADABLE_INPUT.code();
        }
        int shown = 0;
        for (JsonNode workload : summary.path("workloads")) {
            if (isWanted(workload.path("workload").asString(""))) {
                out.print(text(workload));
                shown++;
            }
        }
        out.flush();
        if (shown == 0) {
            console.error("policap: no workload '" + wanted.value() + "' in " + directory.value()
                    + "; want NAMESPACE/WORKLOAD");
            return ExitCode.FINDINGS.code();
        }
        return ExitCode.DONE.code();
    }

    /** Whether {@code namespace/Kind/name} is what was asked for, with or without its kind. */
    private boolean isWanted(String workload) {
        String name = wanted.value();
        String[] parts = workload.split("/", 3);
        boolean short_ = parts.length == 3 && name.equals(parts[0] + "/" + parts[2]);
        return name.isEmpty() || name.equals(workload) || short_;
    }

    private static String text(JsonNode workload) {
        StringBuilder text = new StringBuilder();
        line(text, 0, workload.path("workload").asString(""));
        boolean ready = workload.path("ready").asBoolean(false);
        String reasons = joined(workload.path("notReady"), "; ");
        line(
                text,
                2,
                (ready ? "ready" : "not ready: " + reasons) + "; coverage "
                        + workload.path("ingressCoverage").asString("unknown"));
        section(text, "from", workload.path("ingress"));
        section(text, "to", workload.path("egress"));
        return text.append('\n').toString();
    }

    private static void section(StringBuilder text, String word, JsonNode rules) {
        for (JsonNode rule : rules) {
            line(text, 2, word + " " + rule.path("peer").asString(""));
            for (JsonNode permission : rule.path("permissions")) {
                line(text, 4, permission.path("ports").asString("") + ": " + evidence(permission));
                for (JsonNode request : permission.path("http")) {
                    line(text, 6, request(request));
                }
                if (permission.path("authenticated").asBoolean(false)) {
                    line(text, 6, "both ends have to prove who they are");
                }
            }
        }
    }

    private static String request(JsonNode request) {
        long seen = request.path("requests").asLong(0);
        String headers = request.path("headers").isEmpty() ? "" : " with " + joined(request.path("headers"), ", ");
        return request.path("method").asString("") + " " + request.path("path").asString("") + headers + ": seen "
                + seen + (seen == 1 ? " time" : " times");
    }

    private static String evidence(JsonNode permission) {
        StringJoiner parts = new StringJoiner("; ");
        long seen = permission.path("seen").asLong(0);
        if (seen == 0) {
            parts.add("not seen");
        } else {
            String when = permission.has("first")
                    ? ", " + permission.path("first").asString("") + " to "
                            + permission.path("last").asString("")
                    : "";
            parts.add("seen " + seen + (seen == 1 ? " time" : " times") + when);
        }
        add(parts, "by ", permission.path("observers"));
        add(parts, "known as ", permission.path("names"));
        add(parts, "", permission.path("marks"));
        add(parts, "because: ", permission.path("reasons"));
        return parts.toString();
    }

    private static void add(StringJoiner parts, String word, JsonNode values) {
        if (!values.isEmpty()) {
            parts.add(word + joined(values, ", "));
        }
    }

    private static String joined(JsonNode values, String between) {
        StringJoiner joined = new StringJoiner(between);
        joined.setEmptyValue("no traffic was seen");
        values.forEach(value -> joined.add(value.asString("")));
        return joined.toString();
    }

    private static void line(StringBuilder text, int indent, String content) {
        text.append(" ".repeat(indent)).append(Printable.line(content)).append('\n');
    }
}
