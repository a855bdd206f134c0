package io.policap.infer.intent;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The other end of a rule, in the order in which rules are written. */
public sealed interface Peer extends Comparable<Peer> {
    /** The place of the kind of peer in the output, and the peer's own order within it. */
    String sortKey();

    @Override
    default int compareTo(Peer other) {
        return sortKey().compareTo(other.sortKey());
    }

    /**
     * The pods of one workload; the namespace, and the cluster where it is another one, are always said (R7).
     *
     * @param key the workload
     * @param selection its selector within its namespace
     */
    record Workload(WorkloadKey key, Selection selection) implements Peer {
        public Workload {
            requireNonNull(key, "key");
            requireNonNull(selection, "selection");
        }

        @Override
        public String sortKey() {
            return "1" + key;
        }
    }

    /** Every pod of the cluster, in any namespace: who may ask the cluster's resolver (R10). */
    record EveryPod() implements Peer {
        @Override
        public String sortKey() {
            return "0";
        }
    }

    /**
     * The API server (R11).
     *
     * @param addresses the endpoint addresses of {@code default/kubernetes}, for kinds without an entity, sorted
     */
    record ApiServer(List<Ip> addresses) implements Peer {
        public ApiServer {
            addresses = addresses.stream().distinct().sorted().toList();
        }

        @Override
        public String sortKey() {
            return "2";
        }
    }

    /**
     * Nodes: all of them, or those of the control plane (R5).
     *
     * @param controlPlane whether only control-plane nodes are meant; then the API server may be the caller too
     * @param addresses every address these nodes may speak from, for kinds without an entity, sorted
     */
    record Nodes(boolean controlPlane, List<Ip> addresses) implements Peer {
        public Nodes {
            addresses = addresses.stream().distinct().sorted().toList();
        }

        @Override
        public String sortKey() {
            return controlPlane ? "3" : "4";
        }
    }

    /** Cilium's Ingress and Gateway proxy, which only kinds with entities can name (R11). */
    record IngressProxy() implements Peer {
        @Override
        public String sortKey() {
            return "45";
        }
    }

    /**
     * Anyone: the outside and every node, because a service exposes the port (R9).
     *
     * @param podRanges the cluster's pod ranges, not meant by "outside", sorted
     * @param nodeAddresses every node address, sorted
     */
    record Anyone(List<Cidr> podRanges, List<Ip> nodeAddresses) implements Peer {
        public Anyone {
            podRanges = podRanges.stream().distinct().sorted().toList();
            nodeAddresses = nodeAddresses.stream().distinct().sorted().toList();
        }

        @Override
        public String sortKey() {
            return "6";
        }
    }

    /**
     * Servers outside the cluster by the DNS names that the subject asked for (R9); egress only.
     *
     * @param names the names, sorted
     * @param patterns patterns of names, sorted; not empty where there are no names
     * @param prefixes every address these names had during the recording, for kinds without names, merged without loss,
     *     sorted
     */
    record Names(SortedSet<String> names, SortedSet<String> patterns, List<Cidr> prefixes) implements Peer {
        public Names {
            names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
            patterns = Collections.unmodifiableSortedSet(new TreeSet<>(patterns));
            prefixes = prefixes.stream().distinct().sorted().toList();
            if (names.isEmpty() && patterns.isEmpty()) {
                throw new IllegalArgumentException("a peer without names would match nothing or everything");
            }
        }

        @Override
        public String sortKey() {
            return "5n" + names + patterns;
        }
    }

    /**
     * Addresses outside the cluster (R9).
     *
     * @param prefixes merged without loss, sorted, not empty
     */
    record Addresses(List<Cidr> prefixes) implements Peer {
        public Addresses {
            prefixes = prefixes.stream().distinct().sorted().toList();
            if (prefixes.isEmpty()) {
                throw new IllegalArgumentException("a peer without addresses would match nothing or everything");
            }
        }

        @Override
        public String sortKey() {
            return "5" + prefixes;
        }
    }
}
