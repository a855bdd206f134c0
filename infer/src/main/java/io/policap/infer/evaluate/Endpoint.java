package io.policap.infer.evaluate;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.ContainerPort;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.cilium.CiliumEntity;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** One end of a connection, with all that a policy may ask about it. */
public sealed interface Endpoint {
    /**
     * A pod.
     *
     * @param cluster its cluster
     * @param namespace its namespace
     * @param name its name
     * @param labels all of its labels
     * @param namespaceLabels all labels of its namespace, {@code kubernetes.io/metadata.name} among them
     * @param serviceAccount its service account, empty where it is not known
     * @param addresses the addresses that the connection may use; a block has to cover all of them
     * @param ports what its containers declare
     * @param node its node, empty where it is not known
     * @param hostNetwork whether it is on its node's network, so that policies see the node
     */
    record Pod(
            String cluster,
            String namespace,
            String name,
            Labels labels,
            Labels namespaceLabels,
            String serviceAccount,
            List<Ip> addresses,
            List<ContainerPort> ports,
            String node,
            boolean hostNetwork)
            implements Endpoint {
        public Pod {
            requireNonNull(cluster, "cluster");
            requireNonNull(namespace, "namespace");
            requireNonNull(name, "name");
            requireNonNull(labels, "labels");
            requireNonNull(namespaceLabels, "namespaceLabels");
            requireNonNull(serviceAccount, "serviceAccount");
            requireNonNull(node, "node");
            addresses = List.copyOf(addresses);
            ports = List.copyOf(ports);
        }

        /** Whether both are the same pod. */
        public boolean isSamePod(Pod other) {
            return name.equals(other.name) && namespace.equals(other.namespace) && cluster.equals(other.cluster);
        }

        @Override
        public String toString() {
            return namespace + "/" + name;
        }
    }

    /**
     * An address outside the cluster.
     *
     * @param ip the address
     * @param names the DNS names that led to it, without trailing dots, in lower case
     */
    record Address(Ip ip, SortedSet<String> names) implements Endpoint {
        public Address {
            requireNonNull(ip, "ip");
            TreeSet<String> normal = new TreeSet<>();
            for (String name : names) {
                normal.add(FqdnMatcher.normal(name));
            }
            names = Collections.unmodifiableSortedSet(normal);
        }

        public static Address of(Ip ip) {
            return new Address(ip, new TreeSet<>());
        }

        @Override
        public String toString() {
            return names.isEmpty() ? ip.toString() : ip + " " + names;
        }
    }

    /**
     * A reserved identity of Cilium: a node, the API server, the world at no particular address, ...
     *
     * @param entities the reserved labels it carries together; {@link CiliumEntity#HOST} is the other end's own node
     * @param addresses its addresses, empty where they are not known
     */
    record Reserved(Set<CiliumEntity> entities, List<Ip> addresses) implements Endpoint {
        public Reserved {
            if (entities.isEmpty()) {
                throw new IllegalArgumentException("a reserved identity without a label");
            }
            entities = Collections.unmodifiableSet(EnumSet.copyOf(entities));
            addresses = List.copyOf(addresses);
        }

        /** The identity of an entity; the API server inside the cluster is a remote node as well (identity 7). */
        public static Reserved of(CiliumEntity entity, List<Ip> addresses) {
            return entity == CiliumEntity.KUBE_APISERVER
                    ? new Reserved(EnumSet.of(entity, CiliumEntity.REMOTE_NODE), addresses)
                    : new Reserved(EnumSet.of(entity), addresses);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (CiliumEntity entity : entities) {
                text.append(text.length() == 0 ? "reserved:" : "+").append(entity.text());
            }
            return text.toString();
        }
    }
}
