package io.policap.infer.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.PodKey;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import org.jspecify.annotations.Nullable;

/** One end of a connection as the baseline keeps it: known well enough to be joined to a workload now or later. */
public sealed interface Party extends Comparable<Party> {
    /** A text that names the party and orders parties. */
    String sortKey();

    @Override
    default int compareTo(Party other) {
        if (this == other) {
            return 0;
        }
        int byKind = Integer.compare(kind(), other.kind());
        if (byKind != 0) {
            return byKind;
        }
        if (this instanceof Address
                && ((Address) this).isV4()
                && other instanceof Address
                && ((Address) other).isV4()) {
            return ((Address) this).compareText((Address) other);
        }
        int byText = sortKey().compareTo(other.sortKey());
        return byText != 0 ? byText : compareSameText(other);
    }

    /** The place of this kind of party among all, as the beginnings of their texts have it. */
    int kind();

    /** The order of parties whose texts are the same though they differ: hostile labels can bring that about. */
    private int compareSameText(Party other) {
        if (this instanceof Pods && other instanceof Pods) {
            Pods left = (Pods) this;
            Pods right = (Pods) other;
            int byCluster = left.cluster.compareTo(right.cluster);
            int byNamespace = byCluster != 0 ? byCluster : left.namespace.compareTo(right.namespace);
            return byNamespace != 0 ? byNamespace : left.labels.compareTo(right.labels);
        }
        if (this instanceof NamedPod && other instanceof NamedPod) {
            return ((NamedPod) this).key.compareTo(((NamedPod) other).key);
        }
        return 0;
    }

    /**
     * Pods of one namespace that share their labels.
     *
     * @param labels the labels without those that differ between replicas; as Cilium's identity has them where it
     *     reported the pod, else all of them
     */
    record Pods(String cluster, String namespace, Labels labels, String sortKey) implements Party {
        public Pods {
            requireNonNull(cluster, "cluster");
            requireNonNull(namespace, "namespace");
            requireNonNull(labels, "labels");
        }

        public static Pods of(String cluster, String namespace, Labels labels) {
            return new Pods(cluster, namespace, labels, "pods " + cluster + "/" + namespace + " " + labels);
        }

        // Asked for every connection: what a record has of its own runs as method handles until it is compiled.
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof Pods pods
                            && sortKey.equals(pods.sortKey)
                            && labels.equals(pods.labels)
                            && namespace.equals(pods.namespace)
                            && cluster.equals(pods.cluster));
        }

        @Override
        public int hashCode() {
            return sortKey.hashCode();
        }

        @Override
        public int kind() {
            return 4;
        }
    }

    /** A pod of which only the name is known. */
    record NamedPod(PodKey key) implements Party {
        public NamedPod {
            requireNonNull(key, "key");
        }

        @Override
        public String sortKey() {
            return "pod " + key.cluster() + "/" + key;
        }

        @Override
        public int kind() {
            return 3;
        }
    }

    /**
     * A node, or a pod on its network.
     *
     * @param address the address it used
     * @param own whether it is the node on which the other end runs
     * @param apiServer whether the source called it the API server
     */
    record Node(Ip address, boolean own, boolean apiServer) implements Party {
        public Node {
            requireNonNull(address, "address");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Node node
                    && address.equals(node.address)
                    && own == node.own
                    && apiServer == node.apiServer;
        }

        @Override
        public int hashCode() {
            return address.hashCode();
        }

        @Override
        public String sortKey() {
            return "node " + address + (own ? " own" : "") + (apiServer ? " api-server" : "");
        }

        @Override
        public int kind() {
            return 2;
        }
    }

    /** Cilium's Ingress and Gateway proxy, on whatever node: its identity is {@code reserved:ingress} everywhere. */
    record IngressProxy() implements Party {
        @Override
        public String sortKey() {
            return "ingress-proxy";
        }

        @Override
        public int kind() {
            return 1;
        }
    }

    /**
     * An address, or the prefix that many addresses were folded into.
     *
     * @param block the address as /32 or /128, or the prefix
     * @param outside whether the source said, or the inventory proves, that it is outside the cluster
     */
    record Address(Cidr block, boolean outside) implements Party {
        public Address {
            requireNonNull(block, "block");
        }

        public static Address of(Ip address, boolean outside) {
            return new Address(Cidr.of(address), outside);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Address end && outside == end.outside && block.equals(end.block);
        }

        @Override
        public int hashCode() {
            return block.hashCode();
        }

        @Override
        public String sortKey() {
            return "address " + block + (outside ? " outside" : "");
        }

        /** Whether it is a single IPv4 address, as most are. */
        private boolean isV4() {
            return !block.v6() && block.isSingle();
        }

        /** The order of the texts of two single IPv4 addresses, without making them. */
        private int compareText(Address other) {
            long mine = block.network().low();
            long others = other.block.network().low();
            for (int shift = 24; shift >= 0 && mine != others; shift -= Byte.SIZE) {
                int order = place((int) (mine >>> shift) & 255) - place((int) (others >>> shift) & 255);
                if (order != 0) {
                    return order;
                }
            }
            return Boolean.compare(outside, other.outside);
        }

        /** The place of a number of up to three digits among all in the order of their texts; what follows sorts before digits. */
        private static int place(int octet) {
            return octet < 10 ? octet * 400 : octet < 100 ? octet * 40 + 1 : octet * 4 + 2;
        }

        @Override
        public int kind() {
            return 0;
        }
    }
}
