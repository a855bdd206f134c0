package io.policap.infer.learn.edge;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** One end of an edge after everything that is known was joined. */
public sealed interface End {
    /**
     * Pods of a workload; more than one where their labels do not tell them apart.
     *
     * @param keys the workloads, not empty
     */
    record Workloads(SortedSet<WorkloadKey> keys) implements End {
        public Workloads {
            keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
        }

        public static Workloads of(WorkloadKey key) {
            return new Workloads(new TreeSet<>(Set.of(key)));
        }
    }

    /**
     * A node.
     *
     * @param address the address it used
     * @param own whether the other end runs on it
     * @param controlPlane whether it runs the control plane
     * @param apiServer whether the source called it the API server
     */
    record Node(Ip address, boolean own, boolean controlPlane, boolean apiServer) implements End {
        public Node {
            requireNonNull(address, "address");
        }
    }

    /** Cilium's Ingress and Gateway proxy. */
    record IngressProxy() implements End {}

    /**
     * Addresses outside the cluster.
     *
     * @param block the address, or the prefix that addresses were folded into
     * @param prefixes what a rule may name of the block: all but what is reserved; not empty
     */
    record Outside(Cidr block, List<Cidr> prefixes) implements End {
        public Outside {
            requireNonNull(block, "block");
            prefixes = List.copyOf(prefixes);
            if (prefixes.isEmpty()) {
                throw new IllegalArgumentException("nothing of " + block + " is outside");
            }
        }

        public Outside(Cidr block) {
            this(block, List.of(block));
        }
    }

    /**
     * An end that nobody can name: no rule may come of it.
     *
     * @param what the address or pod, for messages
     */
    record Unattributed(String what) implements End {
        public Unattributed {
            requireNonNull(what, "what");
        }
    }
}
