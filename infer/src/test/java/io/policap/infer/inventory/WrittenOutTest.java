package io.policap.infer.inventory;

import static io.policap.infer.inventory.Pods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds what is written out by hand, for speed, to what the language would have made of it. */
class WrittenOutTest {
    private static final List<String> TEXTS = List.of("", "a", "b");
    private static final List<Ip> IPS = List.of(Ip.parse("10.0.0.1"), Ip.parse("10.0.0.2"), Ip.parse("fd00::1"));

    private record PlainKey(String cluster, String namespace, String kind, String name) {}

    private static final Comparator<WorkloadKey> BY_PARTS = Comparator.comparing(WorkloadKey::cluster)
            .thenComparing(WorkloadKey::namespace)
            .thenComparing(WorkloadKey::name)
            .thenComparing(WorkloadKey::kind);

    @Test
    void workloadKeysAreEqualAndOrderedByTheirParts() {
        List<WorkloadKey> all = new ArrayList<>();
        for (int i = 0; i < 81; i++) {
            all.add(new WorkloadKey(
                    TEXTS.get(i % 3), TEXTS.get(i / 3 % 3), TEXTS.get(i / 9 % 3), new String(TEXTS.get(i / 27))));
        }
        for (WorkloadKey left : all) {
            PlainKey plain = new PlainKey(left.cluster(), left.namespace(), left.kind(), left.name());
            assertThat(left.hashCode()).isEqualTo(plain.hashCode());
            assertThat(left).isNotEqualTo(plain);
            for (WorkloadKey right : all) {
                assertThat(left.equals(right))
                        .isEqualTo(plain.equals(
                                new PlainKey(right.cluster(), right.namespace(), right.kind(), right.name())));
                assertThat(Integer.signum(left.compareTo(right)))
                        .isEqualTo(Integer.signum(BY_PARTS.compare(left, right)));
            }
        }
    }

    private record PlainNode(
            String cluster,
            String name,
            Labels labels,
            List<Ip> addresses,
            List<Ip> cniAddresses,
            List<Cidr> podCidrs,
            boolean controlPlane) {
        static PlainNode of(NodeRecord node) {
            return new PlainNode(
                    node.cluster(),
                    node.name(),
                    node.labels(),
                    node.addresses(),
                    node.cniAddresses(),
                    node.podCidrs(),
                    node.controlPlane());
        }
    }

    private static List<NodeRecord> nodes() {
        List<NodeRecord> nodes = new ArrayList<>();
        for (int differs = 0; differs < 8; differs++) {
            nodes.add(new NodeRecord(
                    differs == 1 ? "east" : "default",
                    differs == 2 ? "n2" : "n1",
                    differs == 3 ? Labels.of(Map.of("a", "b")) : Labels.NONE,
                    differs == 4 ? IPS : IPS.subList(0, 1),
                    differs == 5 ? IPS : List.of(),
                    differs == 6 ? List.of(Cidr.parse("10.244.0.0/24")) : List.of(),
                    differs == 7));
        }
        return nodes;
    }

    @Test
    void nodesAreEqualByTheirPartsAndShowThem() {
        List<NodeRecord> same = nodes();
        for (NodeRecord left : nodes()) {
            assertThat(left.toString()).isEqualTo(PlainNode.of(left).toString().replace("PlainNode", "NodeRecord"));
            for (NodeRecord right : same) {
                boolean equal = PlainNode.of(left).equals(PlainNode.of(right));
                assertThat(left.equals(right)).isEqualTo(equal);
                assertThat(!equal || left.hashCode() == right.hashCode()).isTrue();
            }
        }
    }

    @Test
    void aNodeThatIsCoveredAddsNothing() {
        for (NodeRecord known : nodes()) {
            for (NodeRecord told : nodes()) {
                if (known.name().equals(told.name()) && known.cluster().equals(told.cluster())) {
                    // A version of its own takes the long way, and an empty one comes before any other.
                    Inventory longWay = new InventoryBuilder()
                            .addNode(known, "2")
                            .addNode(told, "1")
                            .build();
                    Inventory shortWay = new InventoryBuilder()
                            .addNode(known, "2")
                            .addNode(told, "")
                            .build();
                    assertThat(shortWay.nodes()).isEqualTo(longWay.nodes());
                    assertThat(known.covers(told))
                            .isEqualTo(longWay.nodes().equals(List.of(known)) && !isHidden(known, told));
                }
            }
        }
    }

    // Labels of a newer version hide others, which then are not covered, as versions are not known there.
    private static boolean isHidden(NodeRecord known, NodeRecord told) {
        return !told.labels().isEmpty() && !told.labels().equals(known.labels());
    }

    @Test
    void containerPortsAreOrderedByProtocolNumberNameAndHostPort() {
        List<ContainerPort> sorted = List.of(
                new ContainerPort("z", 80, Protocol.TCP, 9),
                new ContainerPort("a", 81, Protocol.TCP, 1),
                new ContainerPort("a", 81, Protocol.TCP, 2),
                new ContainerPort("b", 81, Protocol.TCP, 1),
                new ContainerPort("a", 1, Protocol.UDP, 1));
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = 0; j < sorted.size(); j++) {
                assertThat(Integer.signum(sorted.get(i).compareTo(sorted.get(j))))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void sortedCopiesAreThoseOfASortedSet() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            List<Integer> left = random.ints(random.nextInt(5), 0, 4).boxed().toList();
            List<Integer> right = random.ints(random.nextInt(5), 0, 4).boxed().toList();
            TreeSet<Integer> all = new TreeSet<>(left);
            assertThat(SortedCopies.of(left)).as("seed %d", seed).containsExactlyElementsOf(all);
            all.addAll(right);
            assertThat(SortedCopies.of(left, right)).as("seed %d", seed).containsExactlyElementsOf(all);
        }
    }

    @Test
    void aStartThatIsNotKnownHasTheTextOfItsInstant() {
        for (PodRecord pod :
                List.of(pod("a").record(), pod("a").from("10:00:00").record())) {
            assertThat(InventoryBuilder.startText(pod))
                    .isEqualTo(pod.lifetime().from().toString());
        }
    }
}
