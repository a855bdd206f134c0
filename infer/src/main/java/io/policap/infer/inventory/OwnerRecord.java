package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Labels;
import java.util.Optional;

/**
 * A topmost owner of pods: Deployment, StatefulSet, DaemonSet, CronJob, Job, or a custom kind.
 *
 * @param key its name
 * @param selector its {@code spec.selector}, absent where it has none or its object was not given
 * @param templateLabels the labels of its pod template, all of them; empty where not known
 */
public record OwnerRecord(WorkloadKey key, Optional<LabelSelector> selector, Labels templateLabels) {
    public OwnerRecord {
        requireNonNull(key, "key");
        requireNonNull(selector, "selector");
        requireNonNull(templateLabels, "templateLabels");
    }
}
