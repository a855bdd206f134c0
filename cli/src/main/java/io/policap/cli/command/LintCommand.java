package io.policap.cli.command;

import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.IssueText;
import io.policap.cli.lint.LintFiles;
import io.policap.cli.lint.LintText;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policap lint}: would the cluster take these policies, and would they do anything? */
@Command(
        name = "lint",
        description =
                "Says what the API server or Cilium would refuse in policies, and what they would take and not do.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything would be accepted (warnings alone count with --strict)",
            "1:something would be refused",
            "2:usage",
            "3:a file could not be read, or there is no policy"
        })
public final class LintCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "A file of NetworkPolicy, CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy and"
                    + " CiliumCIDRGroup objects, YAML or JSON, a directory of such files, or - for standard input.")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "INVENTORY",
            description = "Kubernetes objects: pods, namespaces, nodes. With them selectors that select nothing and"
                    + " addresses of pods and nodes are found. Repeatable.")
    private List<String> inventories = new ArrayList<>();

    @Option(
            names = "--cilium-version",
            paramLabel = "VERSION",
            description = "The cluster's Cilium version (default: 1.18).")
    private String ciliumVersion = "";

    @Option(
            names = "--cilium-labels",
            paramLabel = "LABELS",
            description = "The value of the Cilium agent's --labels, where it is not the default.")
    private String ciliumLabels = "";

    @Option(names = "--strict", description = "Exits with 1 for warnings, too.")
    private boolean strict;

    @Option(names = "--json", description = "Prints the findings as one JSON object.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Says nothing but the findings and errors.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec.commandLine().getErr(), quiet);
        CiliumVersion version = version();
        CiliumLabelFilter labels =
                ciliumLabels.isBlank() ? CiliumLabelFilter.byDefault() : CiliumLabelsFlag.parse(ciliumLabels);
        Issues issues = new Issues();
        Inventory inventory = InventoryFiles.read(inventories, issues);
        Set<String> groups = PolicyFiles.existing(inventory, new Issues()).cidrGroups().stream()
                .map(CiliumCidrGroup::name)
                .collect(Collectors.toSet());
        issues.list().forEach(issue -> console.say(IssueText.line(issue)));
        Linter linter = new Linter(new LintOptions(version, labels, inventory, groups));
        List<String> unreadable = new ArrayList<>();
        LintFiles files = new LintFiles(linter, System.in, unreadable::add);
        paths.forEach(files::read);
        unreadable.forEach(problem -> console.error("policap: " + problem));
        LintReport report = linter.report();
        if (report.objects() == 0 && report.findings().isEmpty()) {
            console.error("policap: no policy in " + String.join(", ", paths)
                    + "; want NetworkPolicy, CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy or CiliumCIDRGroup");
            return ExitCode.UNREADABLE_INPUT.code();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? LintText.json(report) : LintText.text(report, quiet));
        out.flush();
        if (!unreadable.isEmpty()) {
            return ExitCode.UNREADABLE_INPUT.code();
        }
        boolean found =
                !report.refusals().isEmpty() || (strict && !report.warnings().isEmpty());
        return (found ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }

    private CiliumVersion version() {
        try {
            return ciliumVersion.isEmpty() ? CiliumVersion.DEFAULT : CiliumVersion.parse(ciliumVersion);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), Console.message(e), e);
        }
    }
}
