package io.policap.cli.command;

import io.policap.cli.option.Command;
import io.policap.cli.option.Value;
import io.policap.cli.source.DecisionFiles;
import io.policap.cli.source.Ingested;
import io.policap.cli.source.UnusableDecisions;
import io.policap.infer.learn.LearnOptions;
import io.policap.infer.learn.name.NameOptions;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import io.policap.infer.policy.cilium.CiliumLabelsFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

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

    private final Command command;
    private final Value<List<String>> namespaces;
    private final Value<Boolean> learnDenied;
    private final Value<Double> rangeRisk;
    private final Value<Dns> dns;
    private final Value<DnsNames> dnsNames;
    private final Value<Integer> fqdnBudget;
    private final Value<String> ciliumLabels;
    private final Value<List<String>> decisions;

    LearnArguments(Command command) {
        this.command = command;
        namespaces = command.option("-n", "--namespace")
                .label("NAMESPACE")
                .description("Limits the subjects to a namespace, never the peers; Hubble servers are asked for flows"
                        + " with an end in it only. Repeatable.")
                .texts();
        learnDenied = command.option("--learn-denied")
                .description("Learns from traffic that a policy did not allow (Cilium's drop reason 133) as well.")
                .flag();
        rangeRisk = command.option("--range-risk")
                .label("P")
                .description("The risk that a dynamic port lies outside the range inferred (0.01).")
                .decimal(0.01);
        dns = command.option("--dns")
                .label("WHEN")
                .description("Opens the cluster's resolver for every workload whose egress closes (always), or only"
                        + " where it was seen (observed). Default: always.")
                .choice(Dns.always);
        dnsNames = command.option("--dns-names")
                .label("NAMES")
                .description("What workloads that reach servers by name may ask their resolver: any name, or exactly"
                        + " those that were seen, search-list expansions included, for every workload. Default: any.")
                .choice(DnsNames.any);
        fqdnBudget = command.option("--fqdn-budget")
                .label("N")
                .description("How many patterns (*.example.com) may stand for three names or more that differ in their"
                        + " first label alone; each admits every name of its domain. Default: 0.")
                .whole(0);
        ciliumLabels = command.option("--cilium-labels")
                .label("LABELS")
                .description("The value of the Cilium agent's --labels, where it is not the default.")
                .text("");
        decisions = command.option("--decisions")
                .label("FILE")
                .description("A file of decisions: what must not pass, what may although it was not seen, wider peers,"
                        + " selectors. Those among the sources count as well. Repeatable.")
                .texts();
    }

    /** The namespaces to which the subjects are limited; none for no limit. */
    List<String> namespaces() {
        return namespaces.value();
    }

    /** The options with the decisions of the files that were named; those among the sources are not read yet. */
    LearnOptions options() throws UnusableDecisions {
        for (String file : decisions.value()) {
            if (!Files.exists(Path.of(file))) {
                throw command.usage(file + ": no such file");
            }
        }
        return asked().with(DecisionFiles.read(decisions.value()));
    }

    /** The same options with all decisions of the run. */
    LearnOptions options(Ingested ingested) throws UnusableDecisions {
        return asked().with(DecisionFiles.read(decisions.value(), ingested.decisions()));
    }

    private LearnOptions asked() {
        double risk = rangeRisk.value();
        if (!(risk > 0 && risk < 1)) {
            throw command.usage("--range-risk " + risk + " is not between 0 and 1, try 0.01");
        }
        int budget = fqdnBudget.value();
        if (budget < 0) {
            throw command.usage("--fqdn-budget " + budget + " is below 0; 0 allows no pattern");
        }
        boolean observedOnly = dns.value() == Dns.observed;
        return new LearnOptions(new TreeSet<>(namespaces()), learnDenied.value(), risk, observedOnly, labelFilter())
                .with(new NameOptions(dnsNames.value() == DnsNames.exact, budget));
    }

    CiliumLabelFilter labelFilter() {
        String labels = ciliumLabels.value();
        return labels.isBlank() ? CiliumLabelFilter.byDefault() : CiliumLabelsFlag.parse(labels);
    }
}
