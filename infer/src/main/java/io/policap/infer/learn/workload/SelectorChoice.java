package io.policap.infer.learn.workload;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Labels;
import io.policap.infer.label.ObjectNames;
import io.policap.infer.label.Requirement;
import io.policap.infer.label.VolatileLabels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chooses the smallest selector that matches all label sets of one workload and none of any other (R6).
 *
 * <p>Pure: the answer depends on the two collections and the owner's own selector only.
 */
final class SelectorChoice {
    /** The labels by which people name workloads, best first. */
    static final List<String> PREFERRED_KEYS = List.of(
            "app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component", "app", "k8s-app");

    private final Collection<Labels> own;
    private final Collection<Labels> others;

    /**
     * A choice for one workload.
     *
     * @param own the label sets that have to be matched, not empty
     * @param others the label sets of every other workload of the namespace
     */
    SelectorChoice(Collection<Labels> own, Collection<Labels> others) {
        this.own = List.copyOf(own);
        this.others = List.copyOf(others);
    }

    /** The selector, starting from the owner's own where it has one; empty where none exists. */
    Optional<LabelSelector> choose(Optional<LabelSelector> ownerSelector) {
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> shared = sharedLabels();
        Optional<LabelSelector> fromOwner = ownerSelector.flatMap(this::withoutVolatile);
        if (fromOwner.isPresent()) {
            Optional<LabelSelector> extended = extend(fromOwner.get(), shared);
            if (extended.isPresent()) {
                return extended;
            }
        }
        return extend(LabelSelector.ALL, shared);
    }

    private Optional<LabelSelector> withoutVolatile(LabelSelector selector) {
        TreeMap<String, String> labels = new TreeMap<>(selector.matchLabels());
        labels.keySet().removeIf(VolatileLabels::isVolatile);
        labels.entrySet().removeIf(label -> !isSound(label.getKey(), List.of(label.getValue())));
        List<Requirement> expressions = selector.matchExpressions().stream()
                .filter(requirement -> !VolatileLabels.isVolatile(requirement.key()))
                .filter(requirement -> isSound(requirement.key(), requirement.values()))
                .toList();
        LabelSelector kept = new LabelSelector(labels, expressions);
        return kept.isEmpty() || !matchesAllOwn(kept) ? Optional.empty() : Optional.of(kept);
    }

    private Optional<LabelSelector> extend(LabelSelector start, Map<String, String> shared) {
        TreeMap<String, String> labels = new TreeMap<>(start.matchLabels());
        LabelSelector selector = start;
        if (isExclusive(selector)) {
            return Optional.of(selector);
        }
        for (Map.Entry<String, String> label : shared.entrySet()) {
            labels.put(label.getKey(), label.getValue());
            selector = new LabelSelector(labels, start.matchExpressions());
            if (isExclusive(selector)) {
                return Optional.of(selector);
            }
        }
        return labels.isEmpty() ? Optional.empty() : withOneExpression(selector);
    }

    private Optional<LabelSelector> withOneExpression(LabelSelector selector) {
        List<Labels> overlapping = others.stream().filter(selector::matches).toList();
        TreeSet<String> keys = new TreeSet<>(overlapping.get(0).map().keySet());
        overlapping.forEach(labels -> keys.retainAll(labels.map().keySet()));
        keys.removeIf(VolatileLabels::isVolatile);
        for (String key : keys) {
            TreeSet<String> theirs = new TreeSet<>();
            overlapping.forEach(labels -> theirs.add(labels.map().get(key)));
            TreeSet<String> ours = new TreeSet<>();
            own.forEach(labels -> ours.add(labels.map().getOrDefault(key, "")));
            boolean absentHere = own.stream().noneMatch(labels -> labels.map().containsKey(key));
            boolean disjoint =
                    theirs.stream().noneMatch(ours::contains) && theirs.stream().allMatch(ObjectNames::isLabelValue);
            if (absentHere || disjoint) {
                Requirement expression = absentHere ? Requirement.doesNotExist(key) : Requirement.notIn(key, theirs);
                List<Requirement> expressions = new ArrayList<>(selector.matchExpressions());
                expressions.add(expression);
                LabelSelector candidate = new LabelSelector(selector.matchLabels(), expressions);
                if (isExclusive(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** Labels that all own label sets have in common and a selector may name, best first. */
    private Map<String, String> sharedLabels() {
        TreeMap<String, String> common = new TreeMap<>(own.iterator().next().map());
        own.forEach(labels -> common.entrySet().retainAll(labels.map().entrySet()));
        common.keySet().removeIf(VolatileLabels::isVolatile);
        common.entrySet().removeIf(label -> !isSound(label.getKey(), List.of(label.getValue())));
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String key : PREFERRED_KEYS) {
            String value = common.remove(key);
            if (value != null) {
                ordered.put(key, value);
            }
        }
        ordered.putAll(common);
        return ordered;
    }

    /** Whether the API server would take the label; others stand only in forged logs and objects. */
    private static boolean isSound(String key, Collection<String> values) {
        return ObjectNames.isLabelKey(key) && values.stream().allMatch(ObjectNames::isLabelValue);
    }

    private boolean matchesAllOwn(LabelSelector selector) {
        for (Labels labels : own) {
            if (!selector.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    private boolean isExclusive(LabelSelector selector) {
        if (selector.isEmpty() || !matchesAllOwn(selector)) {
            return false;
        }
        for (Labels labels : others) {
            if (selector.matches(labels)) {
                return false;
            }
        }
        return true;
    }
}
