package io.policap.capture.kubernetes;

import io.policap.infer.inventory.Lifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Derives from a pod's status when it had its addresses (R4).
 *
 * <p>It begins when the kubelet took the pod up ({@code status.startTime}), before that another pod may still have the
 * address; it ends when the last container finished, or at the deletion that was asked for. The API's times are cut to
 * seconds, so an end is taken as the end of its second.
 */
final class PodLifetimes {
    private static final Duration PRECISION = Duration.ofSeconds(1);

    private PodLifetimes() {}

    static Lifetime of(Fields pod, boolean deleted) {
        Fields metadata = pod.at("metadata");
        Fields status = pod.at("status");
        Optional<Instant> from = status.time("startTime");
        if (from.isEmpty()) {
            from = metadata.time("creationTimestamp");
        }
        Optional<Instant> asked = metadata.time("deletionTimestamp");
        String phase = status.text("phase");
        boolean over = phase.equals("Succeeded") || phase.equals("Failed");
        Optional<Instant> finished = Optional.empty();
        if (over || deleted || asked.isPresent()) {
            finished = finished(status);
        }
        if (over && finished.isEmpty() && asked.isEmpty()) {
            finished = lastTransition(status);
        }
        Instant to = earlier(ofSecond(finished), ofSecond(asked));
        return new Lifetime(from.orElse(Instant.MIN), to);
    }

    private static Instant earlier(Instant left, Instant right) {
        return left.isBefore(right) ? left : right;
    }

    private static Instant ofSecond(Optional<Instant> end) {
        return end.isPresent() ? end.get().plus(PRECISION) : Instant.MAX;
    }

    private static Optional<Instant> finished(Fields status) {
        List<Fields> containers = new ArrayList<>(status.each("containerStatuses"));
        if (containers.isEmpty()) {
            return Optional.empty();
        }
        Instant last = Instant.MIN;
        for (Fields container : containers) {
            Optional<Instant> end = container.at("state").at("terminated").time("finishedAt");
            if (end.isEmpty()) {
                return Optional.empty();
            }
            last = end.get().isAfter(last) ? end.get() : last;
        }
        return Optional.of(last);
    }

    // An evicted pod has no container statuses left, only the moment when it stopped being ready.
    private static Optional<Instant> lastTransition(Fields status) {
        return status.each("conditions").stream()
                .filter(condition -> condition.text("type").equals("Ready")
                        || condition.text("type").equals("ContainersReady"))
                .flatMap(condition -> condition.time("lastTransitionTime").stream())
                .max(Instant::compareTo);
    }
}
