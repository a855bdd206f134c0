package io.policap.cli;

import io.policap.infer.evaluate.Decision;
import io.policap.infer.evaluate.EvaluatorOptions.Dialect;
import io.policap.infer.evaluate.Reason;
import io.policap.infer.evaluate.SideDecision;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the policies on disk admit, against the truth.
 *
 * <p>An admission is right when the truth has it, wide on purpose when every end that policies concern says so (the mark
 * in the comment of the rule that decided, or the own node that is always let in), open when policies concern neither
 * end, and wrong otherwise.
 */
final class ShopScore {
    static final String OWN_NODE = "own-node";
    /** Why an end lets pass what no rule of ours says anything about. */
    private static final Set<Reason> UNCONCERNED =
            EnumSet.of(Reason.NOT_A_POD, Reason.NOT_ISOLATED, Reason.NO_DEFAULT_DENY);

    private static final Set<String> WIDER = Set.of("dns", "nodes", "range", "prefix", "public-endpoint");

    private final WrittenTree tree;
    private final Set<AdmittedEdge> intended = new TreeSet<>();
    private final Set<AdmittedEdge> right = new TreeSet<>();
    private final Set<AdmittedEdge> wrong = new TreeSet<>();
    private final Map<String, Set<AdmittedEdge>> wide = new TreeMap<>();
    private final Set<AdmittedEdge> admitted = new TreeSet<>();
    private final Set<AdmittedEdge> open = new TreeSet<>();
    private final Set<AdmittedEdge> learned = new TreeSet<>();
    private long asked;

    private ShopScore(WrittenTree tree) {
        this.tree = tree;
        ShopTruth.edges(ShopTruth.Status.INTENDED).forEach(edge -> intended.addAll(edge.keys()));
    }

    /** Asks about every candidate under one kind of the policies in a directory. */
    static ShopScore of(Path directory, String kind, Collection<Integer> ports) {
        ShopScore score = new ShopScore(WrittenTree.read(directory, kind));
        Admissions.all(
                Admissions.evaluator(score.tree.policies(), Dialect.KUBERNETES),
                ports,
                (candidate, decision) -> score.take(candidate.edge(), decision));
        return score;
    }

    private void take(AdmittedEdge edge, Decision decision) {
        asked++;
        if (!decision.allowed()) {
            return;
        }
        admitted.add(edge);
        List<SideDecision> sides = List.of(decision.egress(), decision.ingress());
        if (sides.stream().allMatch(side -> UNCONCERNED.contains(side.reason()))) {
            open.add(edge);
            return;
        }
        if (sides.stream().allMatch(ShopScore::isRuled)) {
            learned.add(edge);
        }
        if (intended.contains(edge)) {
            right.add(edge);
            return;
        }
        Set<String> reasons = new TreeSet<>(WIDER);
        reasons.add(OWN_NODE);
        for (SideDecision side : sides) {
            if (!UNCONCERNED.contains(side.reason())) {
                reasons.retainAll(reasons(edge, side));
            }
        }
        if (reasons.isEmpty()) {
            wrong.add(edge);
        } else {
            wide.computeIfAbsent(String.join("+", reasons), reason -> new TreeSet<>())
                    .add(edge);
        }
    }

    /** Whether a rule says that this end may, or there is no pod. */
    private static boolean isRuled(SideDecision side) {
        return side.reason() == Reason.RULE_ALLOWS
                || side.reason() == Reason.OWN_NODE
                || side.reason() == Reason.NOT_A_POD;
    }

    private Set<String> reasons(AdmittedEdge edge, SideDecision side) {
        if (side.reason() == Reason.OWN_NODE) {
            return Set.of(OWN_NODE);
        }
        return side.rule()
                .map(rule -> tree.marks(rule, edge.protocol(), edge.port()))
                .orElse(Set.of());
    }

    /** The truth's intended edges of which something is denied. */
    List<String> missed() {
        return ShopTruth.edges(ShopTruth.Status.INTENDED).stream()
                .filter(edge -> !admitted.containsAll(edge.keys()))
                .map(ShopTruth.Edge::id)
                .toList();
    }

    /** The share of intended edges that pass. */
    double recall() {
        long all = ShopTruth.edges(ShopTruth.Status.INTENDED).size();
        return (double) (all - missed().size()) / all;
    }

    /** The share of right ones among what is admitted and not wide on purpose. */
    double precision() {
        return (double) right.size() / (right.size() + wrong.size());
    }

    Set<AdmittedEdge> wrong() {
        return wrong;
    }

    Set<AdmittedEdge> admitted() {
        return admitted;
    }

    /** What passes although the truth does not want it. */
    Set<AdmittedEdge> unwantedAdmitted() {
        Set<AdmittedEdge> passing = new TreeSet<>();
        for (ShopTruth.Edge edge : ShopTruth.edges(ShopTruth.Status.UNWANTED)) {
            edge.keys().stream()
                    .filter(admitted::contains)
                    .filter(key -> !open.contains(key))
                    .forEach(passing::add);
        }
        // u07 dials a service that nothing stands behind, so no target may be open on its port.
        admitted.stream()
                .filter(edge -> edge.from().equals("shop/Deployment/recommend") && edge.port() == 80)
                .filter(edge -> !open.contains(edge))
                .forEach(passing::add);
        return passing;
    }

    /** What passes because policies concern neither end. */
    Set<AdmittedEdge> open() {
        return open;
    }

    /** What passes because rules say so, at every end that is a pod. */
    Set<AdmittedEdge> learned() {
        return learned;
    }

    /** What is wide on purpose, by the reason that the rules give. */
    Map<String, Set<AdmittedEdge>> wide() {
        return wide;
    }

    long asked() {
        return asked;
    }

    String describe() {
        StringBuilder text = new StringBuilder(String.format(
                "recall %.4f, precision %.4f over %d candidates: %d right, %d wrong; wider on purpose:",
                recall(), precision(), asked, right.size(), wrong.size()));
        wide.forEach(
                (reason, edges) -> text.append(' ').append(reason).append(' ').append(edges.size()));
        return text.append("; missed ").append(missed()).toString();
    }
}
