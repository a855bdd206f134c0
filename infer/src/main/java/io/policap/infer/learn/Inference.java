package io.policap.infer.learn;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.FoldedAddresses;
import io.policap.infer.baseline.Span;
import io.policap.infer.intent.Intent;
import io.policap.infer.intent.NamespaceIntent;
import io.policap.infer.intent.Rule;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.decided.DecidedPeers;
import io.policap.infer.learn.decided.DecisionUse;
import io.policap.infer.learn.decided.DeniedEdges;
import io.policap.infer.learn.decided.NarrowedEndpoints;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.learn.edge.Outcome;
import io.policap.infer.learn.layer7.AuthenticationBook;
import io.policap.infer.learn.layer7.EdgeContents;
import io.policap.infer.learn.layer7.HttpBook;
import io.policap.infer.learn.layer7.Layer7Rules;
import io.policap.infer.learn.name.AskedNames;
import io.policap.infer.learn.name.DnsQuestions;
import io.policap.infer.learn.name.NamePatterns;
import io.policap.infer.learn.name.ServerNames;
import io.policap.infer.learn.workload.Selections;
import io.policap.infer.learn.workload.WorkloadDirectory;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.range.AddressFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From what was seen to who may reach whom.
 *
 * <p>A pure function: the same baseline, inventory and options give the same result.
 */
public final class Inference {
    private final BaselineSnapshot snapshot;
    private final Inventory inventory;
    private final LearnOptions options;
    private final Issues issues = new Issues();

    private Inference(BaselineSnapshot snapshot, Inventory inventory, LearnOptions options) {
        this.snapshot = snapshot;
        this.inventory = inventory;
        this.options = options;
    }

    /** Concludes from a baseline, with all the inventory there is. */
    public static Inferred infer(BaselineSnapshot snapshot, Inventory inventory, LearnOptions options) {
        return new Inference(snapshot, inventory, options).run();
    }

    private Inferred run() {
        WorkloadDirectory directory = new WorkloadDirectory(snapshot, inventory);
        DeclaredPorts declared = new DeclaredPorts(inventory);
        EndResolver ends = new EndResolver(directory);
        Edges edges = new Edges(snapshot, ends, declared);
        DecisionUse decisions = new DecisionUse(options.decisions(), issues);
        DeniedEdges denied = new DeniedEdges(decisions, inventory, issues);
        OutcomeJudge judge = new OutcomeJudge(edges.edges(), declared, options.learnDenied());
        List<Outcome> outcomes = new ArrayList<>();
        edges.edges().forEach(edge -> outcomes.add(judge.judge(edge)));
        AskedNames asked = new AskedNames(snapshot.names(), client -> ends.client(client, Span.NEVER));
        ServerNames names = new ServerNames(asked, served(edges.edges(), outcomes));
        for (int i = 0; i < outcomes.size(); i++) {
            Edge edge = edges.edges().get(i);
            outcomes.set(i, denied.judge(edge, outcomes.get(i), names.of(edge).names()));
        }
        denied.report();
        List<Edge> served = served(edges.edges(), outcomes);
        NodeCallers callers = new NodeCallers(served, declared);
        List<JudgedEdge> judged = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Edge edge = edges.edges().get(i);
            boolean probe = outcomes.get(i).isServed() && callers.isProbe(edge);
            judged.add(
                    new JudgedEdge(edge, outcomes.get(i), probe, names.of(edge).known()));
        }
        new OutcomeIssues(judge.scans(), issues).report(judged);
        Selections selections = new Selections(directory, options.ciliumLabels(), decisions, issues);
        RangeBook ranges = new RangeBook(options.addresses().knownRanges(), ends.reserved(), issues);
        NodeBook nodes = new NodeBook(inventory, edges.edges());
        DecidedPeers peers = new DecidedPeers(inventory, nodes.nodes(), nodes.apiServer());
        RuleBooks books = new RuleBooks(
                inventory,
                selections,
                nodes,
                new DynamicPorts(served, declared, options.rangeRisk(), issues),
                callers,
                ranges,
                asked,
                names,
                new NarrowedEndpoints(decisions, peers),
                issues);
        for (JudgedEdge edge : judged) {
            if (edge.mustPass()) {
                books.add(edge.edge(), edge.outcome());
            }
        }
        denied.exposed().forEach(books::admitNarrowed);
        new AddedEdges(directory.workloads(), selections, peers, books, denied, decisions).add();
        new WidenedPeers(directory.workloads(), peers, books, decisions).apply();
        decisions.namesOf(directory.workloads());
        decisions.report();
        Resolvers resolvers = new Resolvers(inventory, declared, served);
        ResolverRules resolverRules = new ResolverRules(resolvers, selections, books);
        if (!options.dnsObservedOnly()) {
            resolverRules.openToEveryPod();
            resolverRules.addToClosedEgress();
            if (!resolvers.isKnown()) {
                issues.add(
                        IssueCode.RESOLVER_UNKNOWN,
                        "resolver",
                        "neither the flows nor the inventory show the cluster's resolver; workloads may lose DNS once"
                                + " their egress is closed: give the inventory of kube-system");
            }
        }
        Readiness readiness = new Readiness(snapshot, directory, new Stability(served), judged, edges.undetermined());
        readiness.report(issues);
        EdgeContents contents = new EdgeContents(snapshot.contents(), edges::of, edges.edges());
        Layer7Rules layer7 = new Layer7Rules(
                new HttpBook(judged, contents, options.layer7(), options.decisions(), issues),
                new AuthenticationBook(judged, options.decisions(), issues));
        DnsQuestions questions =
                new DnsQuestions(asked, resolvers.workloads(), options.names().exactQuestions(), issues);
        AddressRules addresses = new AddressRules(options.addresses().cidrBudget(), ends.reserved(), issues);
        List<WorkloadIntent> workloads = addresses
                .of(NamePatterns.within(
                        options.names().patternBudget(),
                        workloads(directory, selections, books, readiness, layer7),
                        issues))
                .stream()
                .map(workload -> workload.withEgress(questions.limit(workload.key(), workload.egress())))
                .toList();
        ranges.report(issues);
        List<NamespaceIntent> namespaces = new NamespaceIntents(directory, selections, resolverRules, books)
                .of(workloads).stream()
                        .map(namespace -> namespace.withResolver(questions.ofNamespace(namespace.resolver())))
                        .toList();
        reportDirectory(directory);
        Optional<CrossCheck> crossCheck = CrossCheck.of(snapshot.origins(), judged);
        crossCheck.ifPresent(check -> check.report(issues));
        return new Inferred(
                new Intent(snapshot.cluster(), workloads, namespaces, issues.list()),
                judged,
                crossCheck,
                figures(addresses, ranges),
                contents.requests(),
                issues.counts());
    }

    private static List<Edge> served(List<Edge> edges, List<Outcome> outcomes) {
        List<Edge> served = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).isServed()) {
                served.add(edges.get(i));
            }
        }
        return served;
    }

    private AddressFigures figures(AddressRules addresses, RangeBook ranges) {
        FoldedAddresses folded = FoldedAddresses.of(snapshot);
        return new AddressFigures(
                folded.edges(),
                folded.prefixes(),
                options.addresses().cidrBudget(),
                addresses.surplus(),
                addresses.saved(),
                ranges.givenCount(),
                ranges.metCount());
    }

    private List<WorkloadIntent> workloads(
            WorkloadDirectory directory,
            Selections selections,
            RuleBooks books,
            Readiness readiness,
            Layer7Rules layer7) {
        List<WorkloadIntent> workloads = new ArrayList<>();
        for (WorkloadKey key : directory.workloads()) {
            boolean local = key.cluster().equals(snapshot.cluster());
            if (!local || !options.wants(key.namespace()) || selections.of(key).isEmpty()) {
                continue;
            }
            RuleBook ingress = books.ingress(key);
            RuleBook egress = books.egress(key);
            List<String> notReady = new ArrayList<>(readiness.notReady(key));
            ingress.openReasons().forEach(reason -> stayOpen(key, "ingress stays open: " + reason, notReady));
            egress.openReasons().forEach(reason -> stayOpen(key, "egress stays open: " + reason, notReady));
            List<Rule> ingressRules = layer7.on(key, PolicyType.INGRESS, ingress.rules());
            notReady.addAll(layer7.notReady(key));
            workloads.add(new WorkloadIntent(
                    key,
                    selections.of(key).get(),
                    ingressRules,
                    layer7.on(key, PolicyType.EGRESS, egress.rules()),
                    readiness.ingressCoverage(key),
                    readiness.egressCoverage(key),
                    readiness.confidence(key),
                    readiness.blindSpots(key),
                    notReady));
        }
        return workloads;
    }

    private void stayOpen(WorkloadKey workload, String reason, List<String> notReady) {
        notReady.add(reason);
        issues.add(IssueCode.STAYS_OPEN, workload.toString(), reason + "; so its policies leave it open");
    }

    private void reportDirectory(WorkloadDirectory directory) {
        for (WorkloadKey workload : directory.namedByLabels()) {
            issues.add(
                    IssueCode.UNKNOWN_WORKLOAD,
                    workload.toString(),
                    "no source names the owner of these pods; grouped by their labels: give the inventory");
        }
        if (inventory.isEmpty()) {
            issues.add(
                    IssueCode.NO_INVENTORY,
                    "inventory",
                    "no Kubernetes objects were given: selectors are proven against the identities seen only, probes"
                            + " and exposed ports are not known; give them with -i");
        }
        if (snapshot.refused() > 0) {
            issues.add(
                    IssueCode.EVICTED,
                    "baseline",
                    snapshot.refused()
                            + " flows or connections did not fit into the baseline's limits; the result is incomplete");
        }
    }
}
