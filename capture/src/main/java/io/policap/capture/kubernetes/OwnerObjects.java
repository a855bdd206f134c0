package io.policap.capture.kubernetes;

import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.inventory.OwnerObject;
import io.policap.infer.inventory.OwnerRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Labels;
import io.policap.infer.label.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what owns pods: the kinds of apps and batch, ReplicationController, and any other kind with a pod template, such
 * as Argo's Rollout.
 */
final class OwnerObjects {
    static final Set<String> KINDS = Set.of(
            "Deployment",
            "ReplicaSet",
            "StatefulSet",
            "DaemonSet",
            "Job",
            "CronJob",
            "ReplicationController",
            "DeploymentConfig",
            "Rollout");

    private OwnerObjects() {}

    /** Whether an object of a kind that is not known owns pods: it has a pod template. */
    static boolean hasTemplate(Fields object) {
        return object.has("spec")
                && object.at("spec").has("template")
                && object.at("spec").at("template").at("spec").has("containers");
    }

    static void read(String cluster, String kind, Fields object, ObjectMeta meta, InventoryBuilder builder) {
        Fields spec = object.at("spec");
        Fields template =
                kind.equals("CronJob") ? spec.at("jobTemplate").at("spec").at("template") : spec.at("template");
        Labels labels = template.at("metadata").labels("labels");
        WorkloadKey key = new WorkloadKey(cluster, meta.namespace(), kind, meta.name());
        OwnerRecord record = new OwnerRecord(key, selector(kind, spec), labels);
        builder.addOwner(new OwnerObject(record, meta.uid(), meta.controller()), meta.version());
    }

    private static Optional<LabelSelector> selector(String kind, Fields spec) {
        if (!spec.has("selector")) {
            return Optional.empty();
        }
        if (kind.equals("ReplicationController") || kind.equals("DeploymentConfig")) {
            return Optional.of(LabelSelector.of(spec.labels("selector").map()));
        }
        Fields selector = spec.at("selector");
        List<Requirement> requirements = new ArrayList<>();
        for (Fields expression : selector.each("matchExpressions")) {
            Optional<Requirement> requirement = requirement(expression);
            if (requirement.isEmpty()) {
                // Half a selector would select too much.
                return Optional.empty();
            }
            requirements.add(requirement.get());
        }
        return Optional.of(new LabelSelector(selector.labels("matchLabels").map(), requirements));
    }

    private static Optional<Requirement> requirement(Fields expression) {
        String operator = expression.text("operator");
        for (Requirement.Operator known : Requirement.Operator.values()) {
            if (known.text().equals(operator)) {
                try {
                    return Optional.of(
                            new Requirement(expression.text("key"), known, new TreeSet<>(expression.texts("values"))));
                } catch (IllegalArgumentException e) {
                    expression.report().malformed("a selector's " + operator + " has the wrong number of values");
                    return Optional.empty();
                }
            }
        }
        expression.report().malformed("'" + ObjectReport.shown(operator) + "' is no operator of a selector");
        return Optional.empty();
    }
}
