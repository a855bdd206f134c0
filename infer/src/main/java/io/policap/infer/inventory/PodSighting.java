package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One version of a pod, as one object or watch event showed it.
 *
 * @param pod what it said; the workload is only a placeholder where a controller is given
 * @param controller the pod's controller, absent for a bare pod
 * @param version its {@code metadata.resourceVersion}, empty where it is not known
 */
public record PodSighting(PodRecord pod, Optional<OwnerReference> controller, String version) {
    public PodSighting {
        requireNonNull(pod, "pod");
        requireNonNull(controller, "controller");
        requireNonNull(version, "version");
    }

    /** Oldest first; a total order, so that the newest does not depend on the order of files. */
    int compareAge(PodSighting other) {
        int[] steps = {
            Versions.compare(version, other.version),
            Boolean.compare(pod.deleted(), other.pod.deleted()),
            Integer.compare(phaseRank(pod.phase()), phaseRank(other.pod.phase())),
            Boolean.compare(pod.specKnown(), other.pod.specKnown()),
            Integer.compare(pod.addresses().size(), other.pod.addresses().size()),
            pod.labels().compareTo(other.pod.labels())
        };
        for (int step : steps) {
            if (step != 0) {
                return step;
            }
        }
        return toString().compareTo(other.toString());
    }

    private static int phaseRank(String phase) {
        switch (phase) {
            case "":
                return 0;
            case "Pending":
                return 1;
            case "Succeeded":
            case "Failed":
                return 3;
            default:
                return 2;
        }
    }
}
