package io.policap.infer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.policy.Policy;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The evaluator against a second one that is plain and slow, on random policies. {@code -Dpolicap.seed=N} repeats a run
 * or makes another.
 */
class EvaluatorAgreementTest {
    private static final long SEED = Long.getLong("policap.seed", 20_260_101L);
    private static final int CLUSTERS = 2_500;
    private static final int QUERIES = 20;

    private final Map<Outcome, Integer> seen = new EnumMap<>(Outcome.class);
    private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);

    @Test
    void networkPoliciesAgreeWithThePlainReadingOfTheApi() {
        for (int i = 0; i < CLUSTERS; i++) {
            compare(SEED + i, 1, 0);
        }
        assertThat(seen).containsOnlyKeys(Outcome.ALLOW, Outcome.DENY, Outcome.ABSENT);
        assertEachSeenOften();
    }

    @Test
    void ciliumPoliciesAloneAndWithNetworkPoliciesAgreeWithThePlainReading() {
        for (int i = 0; i < CLUSTERS; i++) {
            compare(SEED + i, i % 4 == 0 ? 1 : 0, 1);
        }
        assertThat(seen).containsOnlyKeys(Outcome.values());
        assertEachSeenOften();
    }

    /** An outcome that hardly ever comes up would make the comparison say little. */
    private void assertEachSeenOften() {
        int sides = 2 * CLUSTERS * QUERIES;
        assertThat(seen.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(sides);
        assertThat(seen.values()).as("%s %s", seen, reasons).allMatch(count -> count > sides / 100);
        assertThat(reasons.get(Reason.RULE_ALLOWS)).as("%s", reasons).isGreaterThan(sides / 20);
        assertThat(reasons.get(Reason.NO_RULE_MATCHES)).as("%s", reasons).isGreaterThan(sides / 20);
    }

    private void compare(long seed, int networkPolicies, int ciliumPolicies) {
        Random random = new Random(seed);
        RandomCluster cluster = new RandomCluster(random);
        List<NetworkPolicy> kubernetes = new ArrayList<>();
        List<CiliumPolicy> cilium = new ArrayList<>();
        for (int i = 2 + random.nextInt(8); i > 0; i--) {
            if (networkPolicies > 0) {
                kubernetes.add(new RandomNetworkPolicies(cluster).policy(i));
            }
            if (ciliumPolicies > 0) {
                cilium.add(new RandomCiliumPolicies(cluster).policy(i));
            }
        }
        List<Policy> all = new ArrayList<>(kubernetes);
        all.addAll(cilium);
        ClusterView view = cluster.view();
        Evaluator evaluator = Evaluator.of(all, view, EvaluatorOptions.DEFAULT);
        NaiveKubernetes naive = new NaiveKubernetes(kubernetes);
        NaiveCilium naiveCilium = new NaiveCilium(cilium, view);
        for (int i = 0; i < QUERIES; i++) {
            ConnectionQuery query = cluster.query();
            Decision decision = evaluator.evaluate(query);
            check(seed, query, all, false, decision.egress(), expected(query, naive, naiveCilium, false));
            check(seed, query, all, true, decision.ingress(), expected(query, naive, naiveCilium, true));
        }
    }

    private void check(
            long seed,
            ConnectionQuery query,
            List<Policy> policies,
            boolean ingress,
            SideDecision decision,
            Outcome expected) {
        seen.merge(expected, 1, Integer::sum);
        reasons.merge(decision.reason(), 1, Integer::sum);
        if (decision.outcome() != expected) {
            throw new AssertionError("seed " + seed + " (rerun with -Dpolicap.seed=" + seed + "): " + query
                    + (ingress ? " ingress" : " egress") + " is " + decision.outcome() + " (" + decision.explain()
                    + "), expected " + expected + " under\n" + policies + "\nfor " + query.source() + " = "
                    + new NaiveIdentity(query.source(), query.destination()).labels + "\nand " + query.destination()
                    + " = " + new NaiveIdentity(query.destination(), query.source()).labels);
        }
    }

    private static Outcome expected(
            ConnectionQuery query, NaiveKubernetes kubernetes, NaiveCilium cilium, boolean ingress) {
        Endpoint subject = ingress ? query.destination() : query.source();
        Endpoint peer = ingress ? query.source() : query.destination();
        if (!(subject instanceof Endpoint.Pod pod)
                || pod.hostNetwork()
                || !pod.cluster().equals("default")) {
            return Outcome.ABSENT;
        }
        if (subject.equals(peer)) {
            return Outcome.ALLOW;
        }
        NaiveIdentity subjectIdentity = new NaiveIdentity(subject, peer);
        NaiveIdentity peerIdentity = new NaiveIdentity(peer, subject);
        List<String> effects = cilium.effects(query, subjectIdentity, peerIdentity, ingress);
        if (effects.contains("deny")) {
            return Outcome.DENY;
        }
        if (effects.contains("redirect")) {
            return Outcome.REDIRECT;
        }
        boolean ownNode = ingress && peerIdentity.labels.containsKey("reserved:host");
        boolean closed = cilium.closed(subjectIdentity, ingress) || kubernetes.isolated(pod, ingress);
        boolean allowed = effects.contains("allow") || kubernetes.allowed(query, pod, peer, ingress);
        return ownNode || allowed || !closed ? Outcome.ALLOW : Outcome.DENY;
    }
}
