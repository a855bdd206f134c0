package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Optional;

/**
 * One version of a pod, as one object or watch event showed it.
 *
 * @param pod what it said; the workload is only a placeholder where a controller is given
 * @param controller the pod's controller, absent for a bare pod
 * @param version its {@code metadata.resourceVersion}, empty where it is not known
 */
public record PodSighting(PodRecord pod, Optional<OwnerReference> controller, String version) {
    /** Oldest first; a total order, so that the newest does not depend on the order of files. */
    static final Comparator<PodSighting> BY_AGE = Comparator.comparing(PodSighting::version, Versions.ORDER)
            .thenComparing(sighting -> sighting.pod.deleted())
            .thenComparing(sighting -> phaseRank(sighting.pod.phase()))
            .thenComparing(sighting -> sighting.pod.specKnown())
            .thenComparing(sighting -> sighting.pod.addresses().size())
            .thenComparing(sighting -> sighting.pod.labels())
            .thenComparing(PodSighting::toString);

    public PodSighting {
        requireNonNull(pod, "pod");
        requireNonNull(controller, "controller");
        requireNonNull(version, "version");
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
