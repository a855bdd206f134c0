package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.List;

/**
 * A pod as the inventory knows it, over its whole life.
 *
 * @param key its name
 * @param uid its UID, empty where it is not known; two pods of one name over time differ in it
 * @param labels its newest labels, all of them
 * @param workload the topmost owner
 * @param node the node it was scheduled to, empty where it is not known
 * @param addresses its addresses, sorted; for a hostNetwork pod those of its node
 * @param hostNetwork whether it shares the node's network
 * @param phase {@code Running}, {@code Succeeded}, ..., empty where it is not known
 * @param lifetime when it owned its addresses
 * @param ports the ports its containers declare, sorted
 * @param probePorts the TCP ports that the kubelet probes, sorted
 * @param specKnown whether the spec was seen at all, so that absent ports mean none declared
 * @param serviceAccount the service account's name, empty where it is not known
 * @param deleted whether the pod is known to be gone
 */
public record PodRecord(
        PodKey key,
        String uid,
        Labels labels,
        WorkloadKey workload,
        String node,
        List<Ip> addresses,
        boolean hostNetwork,
        String phase,
        Lifetime lifetime,
        List<ContainerPort> ports,
        List<Integer> probePorts,
        boolean specKnown,
        String serviceAccount,
        boolean deleted)
        implements Comparable<PodRecord> {
    public PodRecord {
        requireNonNull(key, "key");
        requireNonNull(uid, "uid");
        requireNonNull(labels, "labels");
        requireNonNull(workload, "workload");
        requireNonNull(node, "node");
        requireNonNull(phase, "phase");
        requireNonNull(lifetime, "lifetime");
        requireNonNull(serviceAccount, "serviceAccount");
        addresses = SortedCopies.of(addresses);
        ports = SortedCopies.of(ports);
        probePorts = SortedCopies.of(probePorts);
    }

    /** Whether the pod can be selected by a policy now: alive and not on the node's network. */
    public boolean isRunning() {
        return !deleted && !phase.equals("Succeeded") && !phase.equals("Failed");
    }

    /** Whether a container declares this port. */
    public boolean declares(Protocol protocol, int port) {
        for (ContainerPort declared : ports) {
            if (declared.port() == port && declared.protocol() == protocol) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int compareTo(PodRecord other) {
        int byKey = key.compareTo(other.key);
        if (byKey != 0) {
            return byKey;
        }
        int byFrom = lifetime.from().compareTo(other.lifetime.from());
        return byFrom != 0 ? byFrom : uid.compareTo(other.uid);
    }
}
