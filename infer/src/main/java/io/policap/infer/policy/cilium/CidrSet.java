package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.net.Cidr;
import java.util.List;

/** One item of {@code fromCIDRSet} or {@code toCIDRSet}. */
public sealed interface CidrSet {
    /**
     * A prefix without some of its parts.
     *
     * @param cidr the prefix
     * @param except prefixes inside it that are left out, as written
     */
    record Literal(Cidr cidr, List<Cidr> except) implements CidrSet {
        public Literal {
            except = List.copyOf(except);
            for (Cidr hole : except) {
                if (!cidr.contains(hole)) {
                    throw new IllegalArgumentException("except " + hole + " is not inside " + cidr);
                }
            }
        }
    }

    /** The addresses of the CiliumCIDRGroup of this name. */
    record GroupRef(String name) implements CidrSet {
        public GroupRef {
            requireNonNull(name, "name");
        }
    }

    /** The addresses of the CiliumCIDRGroups with these labels. */
    record GroupSelector(LabelSelector selector) implements CidrSet {
        public GroupSelector {
            requireNonNull(selector, "selector");
        }
    }
}
