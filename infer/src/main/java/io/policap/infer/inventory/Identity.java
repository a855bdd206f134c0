package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Who an address belonged to at a time: the answer of {@link Inventory#resolve}. */
public sealed interface Identity {
    /** A pod that owned the address at that time. */
    record Pod(PodRecord pod) implements Identity {
        public Pod {
            requireNonNull(pod, "pod");
        }
    }

    /** A node, by one of its own or its CNI's addresses; hostNetwork pods are their node. */
    record Node(NodeRecord node) implements Identity {
        public Node {
            requireNonNull(node, "node");
        }
    }

    /** A service's virtual, load-balancer or external address. */
    record Service(ServiceRecord service) implements Identity {
        public Service {
            requireNonNull(service, "service");
        }
    }

    /** An address outside every range of the cluster. */
    record External() implements Identity {}

    /**
     * An address inside the cluster's ranges whose owner at that time is not known.
     *
     * @param candidates pods that own it at other times, sorted
     */
    record Unknown(List<PodRecord> candidates) implements Identity {
        public Unknown {
            candidates = candidates.stream().sorted().toList();
        }
    }
}
