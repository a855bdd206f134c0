package io.policap.infer.inventory;

import io.policap.infer.label.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the topmost owner of a pod along its chain of controllers, or derives it from names where the objects in
 * between were not given.
 *
 * <p>The chain ends at the first Deployment, StatefulSet, DaemonSet or CronJob: what an operator puts above those does
 * not select pods. A mirror pod of a static pod is controlled by its Node; it is a bare pod named without the node's
 * name, so that the same static pod on several nodes is one workload.
 */
final class Ownership {
    private static final Set<String> TOP = Set.of("Deployment", "StatefulSet", "DaemonSet", "CronJob");
    private static final int MAX_CHAIN = 8;

    private final Map<String, OwnerObject> byUid = new HashMap<>();
    private final Map<WorkloadKey, OwnerObject> byName = new HashMap<>();

    Ownership(List<OwnerObject> objects) {
        for (OwnerObject object : objects) {
            byName.put(object.record().key(), object);
            if (!object.uid().isEmpty()) {
                byUid.put(object.record().key().cluster() + "/" + object.uid(), object);
            }
        }
    }

    WorkloadKey workloadOf(PodSighting sighting) {
        PodRecord pod = sighting.pod();
        if (sighting.controller().isEmpty()) {
            return pod.workload();
        }
        OwnerReference controller = sighting.controller().get();
        if (controller.kind().equals("Node")) {
            return key(pod, "Pod", withoutSuffix(pod.key().name(), controller.name()));
        }
        return top(pod, controller);
    }

    /** Every owner object on the way from a pod to the top. */
    List<WorkloadKey> chainOf(PodSighting sighting) {
        List<WorkloadKey> chain = new ArrayList<>();
        PodKey pod = sighting.pod().key();
        Optional<OwnerReference> controller = sighting.controller();
        while (controller.isPresent() && chain.size() < MAX_CHAIN) {
            OwnerReference up = controller.get();
            Optional<OwnerObject> object =
                    find(new WorkloadKey(pod.cluster(), pod.namespace(), up.kind(), up.name()), up.uid());
            object.ifPresent(owner -> chain.add(owner.record().key()));
            controller = object.flatMap(OwnerObject::controller);
        }
        return chain;
    }

    /** The topmost owner of an owner object: itself where nothing controls it. */
    WorkloadKey topOf(OwnerObject object) {
        WorkloadKey key = object.record().key();
        return climb(object).orElse(key);
    }

    private WorkloadKey top(PodRecord pod, OwnerReference controller) {
        WorkloadKey named = key(pod, controller.kind(), controller.name());
        Optional<OwnerObject> object = find(named, controller.uid());
        return object.isPresent()
                ? climb(object.get()).orElse(named)
                : derive(named, pod.labels()).orElse(named);
    }

    private Optional<WorkloadKey> climb(OwnerObject start) {
        OwnerObject current = start;
        for (int step = 0; step < MAX_CHAIN; step++) {
            WorkloadKey key = current.record().key();
            if (TOP.contains(key.kind()) || current.controller().isEmpty()) {
                return Optional.of(key);
            }
            OwnerReference up = current.controller().get();
            WorkloadKey upKey = new WorkloadKey(key.cluster(), key.namespace(), up.kind(), up.name());
            Optional<OwnerObject> next = find(upKey, up.uid());
            if (next.isEmpty()) {
                return Optional.of(upKey);
            }
            current = next.get();
        }
        return Optional.empty();
    }

    private Optional<OwnerObject> find(WorkloadKey key, String uid) {
        OwnerObject found = byUid.get(key.cluster() + "/" + uid);
        return Optional.ofNullable(found != null ? found : byName.get(key));
    }

    private static Optional<WorkloadKey> derive(WorkloadKey key, Labels podLabels) {
        String name = key.name();
        if (key.kind().equals("ReplicaSet")) {
            String rollout = podLabels.map().getOrDefault("rollouts-pod-template-hash", "");
            if (endsWith(name, rollout)) {
                return Optional.of(renamed(key, "Rollout", withoutSuffix(name, rollout)));
            }
            String hash = podLabels.map().getOrDefault("pod-template-hash", "");
            if (endsWith(name, hash)) {
                return Optional.of(renamed(key, "Deployment", withoutSuffix(name, hash)));
            }
        }
        if (key.kind().equals("Job")) {
            Matcher scheduled = Scheduled.NAME.matcher(name);
            if (scheduled.matches() && isSchedule(Long.parseLong(scheduled.group(2)))) {
                return Optional.of(renamed(key, "CronJob", scheduled.group(1)));
            }
        }
        return Optional.empty();
    }

    /** Made when there is the first Job. */
    private static final class Scheduled {
        static final Pattern NAME = Pattern.compile("(.+)-([0-9]{8}|[0-9]{10})");
    }

    // CronJobs name their Jobs by the scheduled time: minutes since 1970, before Kubernetes 1.21 seconds. The bounds
    // (2017 to 2046) keep a Job apart that somebody named by a date, migrate-20260101.
    private static boolean isSchedule(long number) {
        return (number >= 25_000_000L && number < 40_000_000L) || (number >= 1_483_228_800L && number < 2_400_000_000L);
    }

    private static boolean endsWith(String name, String suffix) {
        return !suffix.isEmpty() && name.length() > suffix.length() + 1 && name.endsWith("-" + suffix);
    }

    private static String withoutSuffix(String name, String suffix) {
        return endsWith(name, suffix) ? name.substring(0, name.length() - suffix.length() - 1) : name;
    }

    private static WorkloadKey renamed(WorkloadKey key, String kind, String name) {
        return new WorkloadKey(key.cluster(), key.namespace(), kind, name);
    }

    private static WorkloadKey key(PodRecord pod, String kind, String name) {
        return new WorkloadKey(pod.key().cluster(), pod.key().namespace(), kind, name);
    }
}
