package io.policap.infer.inventory;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The topmost owners by name.
 *
 * <p>Where only the ReplicaSets of a Deployment were given, what they say of it is used: their selector and labels are
 * the Deployment's plus {@code pod-template-hash}.
 */
final class OwnerIndex {
    private static final Set<String> HASHES = Set.of("pod-template-hash", "rollouts-pod-template-hash");

    private final Map<WorkloadKey, OwnerRecord> owners = new TreeMap<>();

    OwnerIndex(List<OwnerObject> objects, Ownership ownership) {
        for (OwnerObject object : objects) {
            if (ownership.topOf(object).equals(object.record().key())) {
                owners.put(object.record().key(), object.record());
            }
        }
        for (OwnerObject object : objects) {
            WorkloadKey top = ownership.topOf(object);
            OwnerRecord record = object.record();
            if (record.key().kind().equals("ReplicaSet") && !top.equals(record.key())) {
                owners.putIfAbsent(
                        top,
                        new OwnerRecord(
                                top,
                                record.selector().map(OwnerIndex::withoutHash),
                                withoutHash(record.templateLabels())));
            }
        }
    }

    Optional<OwnerRecord> owner(WorkloadKey key) {
        return Optional.ofNullable(owners.get(key));
    }

    Set<WorkloadKey> keys() {
        return owners.keySet();
    }

    private static LabelSelector withoutHash(LabelSelector selector) {
        TreeMap<String, String> labels = new TreeMap<>(selector.matchLabels());
        labels.keySet().removeAll(HASHES);
        return new LabelSelector(
                labels,
                selector.matchExpressions().stream()
                        .filter(expression -> !HASHES.contains(expression.key()))
                        .toList());
    }

    private static Labels withoutHash(Labels labels) {
        TreeMap<String, String> kept = new TreeMap<>(labels.map());
        kept.keySet().removeAll(HASHES);
        return Labels.of(kept);
    }
}
