package io.policap.infer.decision;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Cidr;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.policy.cilium.FqdnSelector;

/** What people call an end of a connection, as {@code policap can} takes it. */
public sealed interface EndName {
    /** The end as it is written in a file of decisions. */
    String text();

    /** A workload. */
    record Workload(WorkloadName workload) implements EndName {
        public Workload {
            requireNonNull(workload, "workload");
        }

        @Override
        public String text() {
            return workload.toString();
        }
    }

    /** Addresses outside the cluster; a single one is its own /32 or /128. */
    record Block(Cidr cidr) implements EndName {
        public Block {
            requireNonNull(cidr, "cidr");
        }

        @Override
        public String text() {
            return cidr.toString();
        }
    }

    /** A DNS name outside the cluster, or a pattern of names with {@code *}; lower case, without a dot at the end. */
    record DnsName(FqdnSelector selector) implements EndName {
        public DnsName {
            requireNonNull(selector, "selector");
        }

        @Override
        public String text() {
            return selector.text();
        }
    }

    /** One of Cilium's entities. */
    record Entity(CiliumEntity entity) implements EndName {
        public Entity {
            requireNonNull(entity, "entity");
        }

        @Override
        public String text() {
            return entity.text();
        }
    }
}
