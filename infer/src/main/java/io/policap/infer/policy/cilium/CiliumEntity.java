package io.policap.infer.policy.cilium;

import java.util.Optional;

/** The entities of {@code fromEntities} and {@code toEntities}, most of which are reserved identities too. */
public enum CiliumEntity {
    ALL("all"),
    WORLD("world"),
    WORLD_IPV4("world-ipv4"),
    WORLD_IPV6("world-ipv6"),
    CLUSTER("cluster"),
    CLUSTER_MESH("cluster-mesh"),
    HOST("host"),
    REMOTE_NODE("remote-node"),
    KUBE_APISERVER("kube-apiserver"),
    INGRESS("ingress"),
    HEALTH("health"),
    INIT("init"),
    UNMANAGED("unmanaged"),
    NONE("none");

    private final String text;

    CiliumEntity(String text) {
        this.text = text;
    }

    /** The entity as Cilium spells it, which is also the key of its {@code reserved:} label. */
    public String text() {
        return text;
    }

    /** The entity that is spelled so, if any; Cilium compares exactly. */
    public static Optional<CiliumEntity> of(String text) {
        for (CiliumEntity entity : values()) {
            if (entity.text.equals(text)) {
                return Optional.of(entity);
            }
        }
        return Optional.empty();
    }
}
