package io.policap.cli.command;

import io.policap.cli.source.DecisionFiles;
import io.policap.cli.source.Ingested;
import io.policap.cli.source.UnusableDecisions;
import io.policap.infer.learn.LearnOptions;
import io.policap.infer.learn.name.NameOptions;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import io.policap.infer.policy.cilium.CiliumLabelsFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What inference is asked, as every command takes it that infers. */
final class LearnArguments {
    /** When the resolver is opened (R10). */
    enum Dns {
        always,
        observed
    }

    enum DnsNames {
        any,
        exact
    }

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description =
                    "Limits the subjects to a namespace, never the peers; Hubble servers are asked for flows with an"
                            + " end in it only. Repeatable.")
    List<String> namespaces = new ArrayList<>();

    @Option(
            names = "--learn-denied",
            description = "Learns from traffic that a policy did not allow (Cilium's drop reason 133) as well.")
    boolean learnDenied;

    @Option(
            names = "--range-risk",
            paramLabel = "P",
            description = "The risk that a dynamic port lies outside the range inferred (${DEFAULT-VALUE}).")
    double rangeRisk = 0.01;

    @Option(
            names = "--dns",
            paramLabel = "WHEN",
            description = "Opens the cluster's resolver for every workload whose egress closes (always), or only"
                    + " where it was seen (observed). Default: ${DEFAULT-VALUE}.")
    Dns dns = Dns.always;

    @Option(
            names = "--dns-names",
            paramLabel = "NAMES",
            description =
                    "What workloads that reach servers by name may ask their resolver: any name, or exactly those"
                            + " that were seen, search-list expansions included, for every workload. Default: ${DEFAULT-VALUE}.")
    DnsNames dnsNames = DnsNames.any;

    @Option(
            names = "--fqdn-budget",
            paramLabel = "N",
            description = "How many patterns (*.example.com) may stand for three names or more that differ in their"
                    + " first label alone; each admits every name of its domain. Default: ${DEFAULT-VALUE}.")
    int fqdnBudget;

    @Option(
            names = "--cilium-labels",
            paramLabel = "LABELS",
            description = "The value of the Cilium agent's --labels, where it is not the default.")
    String ciliumLabels = "";

    @Option(
            names = "--decisions",
            paramLabel = "FILE",
            description = "A file of decisions: what must not pass, what may although it was not seen, wider peers,"
                    + " selectors. Those among the sources count as well. Repeatable.")
    List<String> decisions = new ArrayList<>();

    /** The options with the decisions of the files that were named; those among the sources are not read yet. */
    LearnOptions options() throws UnusableDecisions {
        for (String file : decisions) {
            if (!Files.exists(Path.of(file))) {
                throw new ParameterException(spec.commandLine(), file + ": no such file");
            }
        }
        return asked().with(DecisionFiles.read(decisions));
    }

    /** The same options with all decisions of the run. */
    LearnOptions options(Ingested ingested) throws UnusableDecisions {
        return asked().with(DecisionFiles.read(decisions, ingested.decisions()));
    }

    private LearnOptions asked() {
        if (!(rangeRisk > 0 && rangeRisk < 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--range-risk " + rangeRisk + " is not between 0 and 1, try 0.01");
        }
        if (fqdnBudget < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--fqdn-budget " + fqdnBudget + " is below 0; 0 allows no pattern");
        }
        return new LearnOptions(new TreeSet<>(namespaces), learnDenied, rangeRisk, dns == Dns.observed, labelFilter())
                .with(new NameOptions(dnsNames == DnsNames.exact, fqdnBudget));
    }

    CiliumLabelFilter labelFilter() {
        return ciliumLabels.isBlank() ? CiliumLabelFilter.byDefault() : CiliumLabelsFlag.parse(ciliumLabels);
    }
}
