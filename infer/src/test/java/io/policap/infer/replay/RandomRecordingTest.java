package io.policap.infer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.LearnResult;
import io.policap.infer.evaluate.ConnectionQuery;
import io.policap.infer.evaluate.Decision;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.evaluate.Reason;
import io.policap.infer.flow.Flow;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Rule;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.learn.Inferred;
import io.policap.infer.learn.LearnOptions;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every recording, tried on many small ones; {@code -Dpolicap.seed=N} starts at another. */
class RandomRecordingTest {
    private static final long SEED = Long.getLong("policap.seed", 7_000L);
    private static final int RECORDINGS = 300;

    private long replayed;
    private long admitted;
    private long refused;
    private long defaultDenies;

    @Test
    void enforcedPoliciesDenyNothingThatWasServed() {
        for (long seed = SEED; seed < SEED + RECORDINGS; seed++) {
            LearnResult result = new RandomRecording(seed).fixture().learn();
            for (boolean cilium : new boolean[] {false, true}) {
                ReplayResult replay = result.replay(cilium);
                assertThat(replay.denials())
                        .as("seed %s, cilium %s, policies %s", seed, cilium, result.enforced(cilium))
                        .isEmpty();
                replayed += replay.replayed();
                defaultDenies += result.enforced(cilium).stream()
                        .filter(policy -> policy.name().equals("policap-default-deny"))
                        .count();
            }
        }
        assertThat(replayed).isGreaterThan(5L * RECORDINGS);
        assertThat(defaultDenies).isGreaterThan(RECORDINGS / 10);
    }

    @Test
    void whateverIsMissingFromTheInventoryNothingThatCouldBeAttributedIsDenied() {
        for (long seed = SEED; seed < SEED + RECORDINGS; seed++) {
            RandomRecording recording = new RandomRecording(seed);
            InventoryBuilder podsOnly = new InventoryBuilder();
            recording.pods().forEach(podsOnly::addPod);
            List<LearnResult> results = List.of(
                    recording.fixture().learnLate(),
                    recording.fixture().learnWith(podsOnly.build()),
                    recording.fixture().learnWith(Inventory.empty()));
            for (int i = 0; i < results.size(); i++) {
                for (boolean cilium : new boolean[] {false, true}) {
                    ReplayResult replay = results.get(i).replay(cilium);
                    assertThat(replay.denials())
                            .as(
                                    "seed %s, cilium %s, inventory %s",
                                    seed,
                                    cilium,
                                    List.of("late", "pods", "none").get(i))
                            .isEmpty();
                    replayed += replay.replayed();
                }
            }
        }
        assertThat(replayed).isGreaterThan(5L * RECORDINGS);
    }

    @Test
    void whatARuleAdmitsBetweenPodsWasServedOrIsMarkedAsWider() {
        for (long seed = SEED; seed < SEED + RECORDINGS / 2; seed++) {
            RandomRecording recording = new RandomRecording(seed);
            LearnResult result = recording.fixture().learn();
            for (boolean cilium : new boolean[] {false, true}) {
                assertTight(seed, cilium, recording, result);
            }
        }
        assertThat(admitted).isGreaterThan(RECORDINGS);
        assertThat(refused).isGreaterThan(10L * RECORDINGS);
    }

    private void assertTight(long seed, boolean cilium, RandomRecording recording, LearnResult result) {
        Evaluator evaluator = result.evaluator(cilium);
        ReplayEndpoints endpoints = new ReplayEndpoints(result.inventory());
        List<PodRecord> pods = recording.pods().stream()
                .filter(pod -> !pod.hostNetwork() && pod.isRunning())
                .toList();
        for (PodRecord client : pods) {
            for (PodRecord server : pods) {
                for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP, Protocol.SCTP)) {
                    for (int port : RandomRecording.PORTS) {
                        Decision decision = evaluator.evaluate(new ConnectionQuery(
                                endpoints.pod(client, false), endpoints.pod(server, false), protocol, port));
                        boolean served = recording.isServed(client, server, protocol, port);
                        boolean out = decision.egress().reason() == Reason.RULE_ALLOWS;
                        boolean in = decision.ingress().reason() == Reason.RULE_ALLOWS;
                        String what = client.key() + " -> " + server.key() + " " + protocol + " " + port;
                        if (out && !served) {
                            assertThat(isWider(result, client, server, protocol, port, true))
                                    .as("seed %s, cilium %s: egress %s by %s", seed, cilium, what, decision.egress())
                                    .isTrue();
                        }
                        if (in && !served) {
                            assertThat(isWider(result, server, client, protocol, port, false))
                                    .as("seed %s, cilium %s: ingress %s by %s", seed, cilium, what, decision.ingress())
                                    .isTrue();
                        }
                        admitted += (out ? 1 : 0) + (in ? 1 : 0);
                        refused += decision.allowed() ? 0 : 1;
                    }
                }
            }
        }
    }

    private static boolean isWider(
            LearnResult result, PodRecord subject, PodRecord peer, Protocol protocol, int port, boolean egress) {
        for (WorkloadIntent workload : result.intent().workloads()) {
            if (workload.selection().kubernetes().matches(subject.labels())
                    && workload.key().namespace().equals(subject.key().namespace())) {
                for (Rule rule : egress ? workload.egress() : workload.ingress()) {
                    boolean fits = rule.peer() instanceof Peer.EveryPod
                            || (rule.peer() instanceof Peer.Workload to
                                    && to.key().equals(peer.workload()));
                    for (Permission permission : rule.permissions()) {
                        boolean wider = permission.marks().stream().anyMatch(mark -> mark.isWider());
                        if (fits
                                && wider
                                && permission.ports().protocol() == protocol
                                && permission.ports().range().contains(port)) {
                            return true;
                        }
                    }
                }
            }
        }
        // A default-deny opens the namespace's way to the resolver for every pod.
        return egress && port == 53 && peer.key().namespace().equals("kube-system");
    }

    @Test
    void theOrderOfFlowsDoesNotChangeWhatIsInferred() {
        for (long seed = SEED; seed < SEED + RECORDINGS / 3; seed++) {
            RandomRecording recording = new RandomRecording(seed);
            Inventory inventory = recording.fixture().inventory();
            Inferred expected = recording.fixture().infer(recording.fixture().flows(), LearnOptions.DEFAULT, inventory);
            for (int shuffle = 0; shuffle < 3; shuffle++) {
                List<Flow> flows = new ArrayList<>(recording.fixture().flows());
                Collections.shuffle(flows, new Random(seed * 31 + shuffle));
                Inferred actual = recording.fixture().infer(flows, LearnOptions.DEFAULT, inventory);
                assertThat(actual).as("seed %s, shuffle %s", seed, shuffle).isEqualTo(expected);
            }
        }
    }
}
