package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.net.Cidr;
import java.util.List;

/**
 * One {@code from...} or {@code to...} field of a Cilium rule that is present; an empty list in it matches nothing.
 *
 * <p>Each has a {@link #suffix} that follows {@code from} or {@code to} in the field's name.
 */
public sealed interface CiliumPeers {
    /** The field's name without {@code from} or {@code to}: {@code Endpoints}, {@code CIDR}, ... */
    String suffix();

    /** Endpoints by labels ({@code fromEndpoints}); keys as written. */
    record Endpoints(List<LabelSelector> selectors) implements CiliumPeers {
        public Endpoints {
            selectors = List.copyOf(selectors);
        }

        @Override
        public String suffix() {
            return "Endpoints";
        }
    }

    /** Addresses ({@code fromCIDR}). */
    record Cidrs(List<Cidr> cidrs) implements CiliumPeers {
        public Cidrs {
            cidrs = List.copyOf(cidrs);
        }

        @Override
        public String suffix() {
            return "CIDR";
        }
    }

    /** Addresses with exceptions, or groups of addresses ({@code fromCIDRSet}). */
    record CidrSets(List<CidrSet> sets) implements CiliumPeers {
        public CidrSets {
            sets = List.copyOf(sets);
        }

        @Override
        public String suffix() {
            return "CIDRSet";
        }
    }

    /** Entities ({@code fromEntities}). */
    record Entities(List<CiliumEntity> entities) implements CiliumPeers {
        public Entities {
            entities = List.copyOf(entities);
        }

        @Override
        public String suffix() {
            return "Entities";
        }
    }

    /** Nodes by labels ({@code fromNodes}); needs {@code --enable-node-selector-labels}. */
    record Nodes(List<LabelSelector> selectors) implements CiliumPeers {
        public Nodes {
            selectors = List.copyOf(selectors);
        }

        @Override
        public String suffix() {
            return "Nodes";
        }
    }

    /**
     * Groups of a cloud provider ({@code fromGroups}), of which only the number is kept: who belongs to them is known
     * to the provider only.
     *
     * @param count how many groups are listed
     */
    record Groups(int count) implements CiliumPeers {
        @Override
        public String suffix() {
            return "Groups";
        }
    }

    /** Outside addresses by the DNS names that led to them ({@code toFQDNs}). */
    record Fqdns(List<FqdnSelector> names) implements CiliumPeers {
        public Fqdns {
            names = List.copyOf(names);
        }

        @Override
        public String suffix() {
            return "FQDNs";
        }
    }

    /** The backends of services ({@code toServices}). */
    record Services(List<ServiceSelector> services) implements CiliumPeers {
        public Services {
            services = List.copyOf(services);
        }

        @Override
        public String suffix() {
            return "Services";
        }
    }

    /** What peers have to match besides ({@code fromRequires}), gone in Cilium 1.20. */
    record Requires(List<LabelSelector> selectors) implements CiliumPeers {
        public Requires {
            selectors = List.copyOf(selectors);
        }

        @Override
        public String suffix() {
            return "Requires";
        }
    }

    /** A service of {@code toServices}. */
    sealed interface ServiceSelector {
        /**
         * A service by name.
         *
         * @param namespace its namespace, empty for the policy's own
         * @param name its name
         */
        record Named(String namespace, String name) implements ServiceSelector {
            public Named {
                requireNonNull(namespace, "namespace");
                requireNonNull(name, "name");
            }
        }

        /**
         * Services by labels.
         *
         * @param namespace their namespace, empty for all
         * @param selector what their labels have to match
         */
        record Labelled(String namespace, LabelSelector selector) implements ServiceSelector {
            public Labelled {
                requireNonNull(namespace, "namespace");
                requireNonNull(selector, "selector");
            }
        }
    }
}
