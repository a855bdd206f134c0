package io.policap.infer.learn.workload;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.connection.Party;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.inventory.WorkloadKey;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Brings the names of the own cluster together: the inventory does not name it, Hubble may.
 *
 * <p>The own cluster is the one whose pods were endpoints of reporting nodes; where these are several, names stay as
 * they are.
 *
 * @param own the own cluster's name as flows spell it
 * @param canonical the name that stands for it in results
 */
record ClusterNames(String own, String canonical) {
    static ClusterNames of(BaselineSnapshot snapshot) {
        SortedSet<String> local = new TreeSet<>();
        SortedSet<String> all = new TreeSet<>();
        for (PodSighting sighting : snapshot.pods().keySet()) {
            all.add(sighting.pod().cluster());
            if (sighting.identity() && !sighting.node().isEmpty()) {
                local.add(sighting.pod().cluster());
            }
        }
        SortedSet<String> candidates = local.isEmpty() ? all : local;
        candidates.remove(WorkloadKey.DEFAULT_CLUSTER);
        String canonical = snapshot.cluster();
        return new ClusterNames(candidates.size() == 1 ? candidates.first() : canonical, canonical);
    }

    String canonical(String cluster) {
        return cluster.equals(own) ? canonical : cluster;
    }

    PodKey canonical(PodKey pod) {
        String cluster = canonical(pod.cluster());
        return cluster.equals(pod.cluster()) ? pod : new PodKey(cluster, pod.namespace(), pod.name());
    }

    Party.Pods canonical(Party.Pods party) {
        String cluster = canonical(party.cluster());
        return cluster.equals(party.cluster()) ? party : Party.Pods.of(cluster, party.namespace(), party.labels());
    }
}
