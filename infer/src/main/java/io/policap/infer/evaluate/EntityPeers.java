package io.policap.infer.evaluate;

import io.policap.infer.net.Ip;
import io.policap.infer.policy.cilium.CiliumEntity;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Matches parties against the entities of Cilium's rules. */
final class EntityPeers {
    private static final Set<CiliumEntity> CLUSTER = EnumSet.of(
            CiliumEntity.HOST,
            CiliumEntity.REMOTE_NODE,
            CiliumEntity.INIT,
            CiliumEntity.INGRESS,
            CiliumEntity.HEALTH,
            CiliumEntity.UNMANAGED,
            CiliumEntity.KUBE_APISERVER);

    private EntityPeers() {}

    static boolean matches(CiliumEntity entity, Party party, String cluster) {
        switch (entity) {
            case ALL:
                return true;
            case NONE:
                return false;
            case WORLD:
                return party.isWorld();
            case WORLD_IPV4:
                return isWorld(party, entity, false);
            case WORLD_IPV6:
                return isWorld(party, entity, true);
            case CLUSTER:
                return !Collections.disjoint(party.reserved(), CLUSTER)
                        || cluster.equals(party.identityLabels().get(Party.CLUSTER));
            case CLUSTER_MESH:
                return !Collections.disjoint(party.reserved(), CLUSTER)
                        || party.pod().isPresent();
            case HOST:
            case REMOTE_NODE:
            case KUBE_APISERVER:
            case INGRESS:
            case HEALTH:
            case INIT:
            case UNMANAGED:
                return party.reserved().contains(entity);
        }
        throw new AssertionError(entity);
    }

    private static boolean isWorld(Party party, CiliumEntity family, boolean v6) {
        if (party.reserved().contains(family)) {
            return true;
        }
        return party.reserved().contains(CiliumEntity.WORLD)
                && !party.addresses().isEmpty()
                && party.addresses().stream().allMatch((Ip address) -> address.v6() == v6);
    }
}
