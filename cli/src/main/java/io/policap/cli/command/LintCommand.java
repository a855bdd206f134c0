package io.policap.cli.command;

import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.IssueText;
import io.policap.cli.lint.LintFiles;
import io.policap.cli.lint.LintText;
import io.policap.cli.option.Command;
import io.policap.cli.option.Value;
import io.policap.cli.source.InventoryFiles;
import io.policap.cli.source.PolicyFiles;
import io.policap.emit.lint.LintOptions;
import io.policap.emit.lint.LintReport;
import io.policap.emit.lint.Linter;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.issue.Issues;
import io.policap.infer.policy.cilium.CiliumCidrGroup;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import io.policap.infer.policy.cilium.CiliumLabelsFlag;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code policap lint}: would the cluster take these policies, and would they do anything? */
public final class LintCommand implements Callable<Integer> {
    private final Command command = new Command(
                    "lint",
                    "Says what the API server or Cilium would refuse in policies, and what they would take and not do.",
                    this)
            .exitCodes(
                    "0:everything would be accepted (warnings alone count with --strict)",
                    "1:something would be refused",
                    "2:usage",
                    "3:a file could not be read, or there is no policy");

    private final Value<List<String>> paths = command.parameter("0..*", "1..*")
            .label("PATH")
            .description("A file of NetworkPolicy, CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy and"
                    + " CiliumCIDRGroup objects, YAML or JSON, a directory of such files, or - for standard input.")
            .texts();

    private final Value<List<String>> inventories = command.option("-i", "--inventory")
            .label("INVENTORY")
            .description("Kubernetes objects: pods, namespaces, nodes. With them selectors that select nothing and"
                    + " addresses of pods and nodes are found. Repeatable.")
            .texts();

    private final Value<String> ciliumVersion = command.option("--cilium-version")
            .label("VERSION")
            .description("The cluster's Cilium version (default: 1.18).")
            .text("");

    private final Value<String> ciliumLabels = command.option("--cilium-labels")
            .label("LABELS")
            .description("The value of the Cilium agent's --labels, where it is not the default.")
            .text("");

    private final Value<Boolean> strict = command.option("--strict")
            .description("Exits with 1 for warnings, too.")
            .flag();

    private final Value<Boolean> json = command.option("--json")
            .description("Prints the findings as one JSON object.")
            .flag();

    private final Value<Boolean> quiet = command.option("-q", "--quiet")
            .description("Says nothing but the findings and errors.")
            .flag();

    /** Its name, options and help. */
    public Command command() {
        return command;
    }

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(command.err(), quiet.value());
        CiliumVersion version = version();
        CiliumLabelFilter labels = ciliumLabels.value().isBlank()
                ? CiliumLabelFilter.byDefault()
                : CiliumLabelsFlag.parse(ciliumLabels.value());
        Issues issues = new Issues();
        Inventory inventory = InventoryFiles.read(inventories.value(), issues);
        Set<String> groups = PolicyFiles.existing(inventory, new Issues()).cidrGroups().stream()
                .map(CiliumCidrGroup::name)
                .collect(Collectors.toSet());
        issues.list().forEach(issue -> console.say(IssueText.line(issue)));
        Linter linter = new Linter(new LintOptions(version, labels, inventory, groups));
        List<String> unreadable = new ArrayList<>();
        LintFiles files = new LintFiles(linter, System.in, unreadable::add);
        paths.value().forEach(files::read);
        unreadable.forEach(problem -> console.error("policap: " + problem));
        LintReport report = linter.report();
        if (report.objects() == 0 && report.findings().isEmpty()) {
            console.error("policap: no policy in " + String.join(", ", paths.value())
                    + "; want NetworkPolicy, CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy or CiliumCIDRGroup");
            return ExitCode.UNREADABLE_INPUT.code();
        }
        PrintWriter out = command.out();
        out.print(json.value() ? LintText.json(report) : LintText.text(report, quiet.value()));
        out.flush();
        if (!unreadable.isEmpty()) {
            return ExitCode.UNREADABLE_INPUT.code();
        }
        boolean found = !report.refusals().isEmpty()
                || (strict.value() && !report.warnings().isEmpty());
        return (found ? ExitCode.FINDINGS : ExitCode.DONE).code();
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
