package io.policap.infer.policy.kubernetes;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.net.Cidr;
import java.util.List;
import java.util.Optional;

/** A peer of a NetworkPolicy rule: pods by their labels, or a block of addresses. */
public sealed interface NetworkPolicyPeer {
    /**
     * Pods by labels: of the policy's own namespace without a namespace selector, of the namespaces selected with one;
     * all their pods without a pod selector.
     *
     * @param podSelector selects pods, absent for all pods
     * @param namespaceSelector selects namespaces, absent for the policy's own
     */
    record Selected(Optional<LabelSelector> podSelector, Optional<LabelSelector> namespaceSelector)
            implements NetworkPolicyPeer {
        public Selected {
            if (podSelector.isEmpty() && namespaceSelector.isEmpty()) {
                throw new IllegalArgumentException("a peer needs podSelector, namespaceSelector or ipBlock");
            }
        }

        /** Pods of the policy's own namespace. */
        public static Selected pods(LabelSelector podSelector) {
            return new Selected(Optional.of(podSelector), Optional.empty());
        }

        /** Pods of the namespaces selected. */
        public static Selected pods(LabelSelector podSelector, LabelSelector namespaceSelector) {
            return new Selected(Optional.of(podSelector), Optional.of(namespaceSelector));
        }
    }

    /**
     * Addresses of a prefix without those of some of its parts.
     *
     * @param cidr the prefix
     * @param except prefixes inside it that are left out, as written
     */
    record IpBlock(Cidr cidr, List<Cidr> except) implements NetworkPolicyPeer {
        public IpBlock {
            except = List.copyOf(except);
            for (Cidr hole : except) {
                // The API server refuses equality too: an exception has to be strictly inside.
                if (!cidr.contains(hole) || cidr.length() == hole.length()) {
                    throw new IllegalArgumentException("except " + hole + " is not strictly inside " + cidr);
                }
            }
        }
    }
}
