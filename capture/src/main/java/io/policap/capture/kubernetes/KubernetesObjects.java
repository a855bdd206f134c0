package io.policap.capture.kubernetes;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.inventory.NamespaceRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.label.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Takes one object as a tree to the reader of its kind: plain objects, lists inside a tree, and watch events. */
final class KubernetesObjects {
    private static final Set<String> EVENTS = Set.of("ADDED", "MODIFIED", "DELETED", "BOOKMARK", "ERROR");
    private static final String METADATA_NAME = "kubernetes.io/metadata.name";

    private final InventoryBuilder builder;
    private final Issues issues;
    private final String cluster;
    private final ReaderStats stats;

    KubernetesObjects(InventoryBuilder builder, Issues issues, String cluster, ReaderStats stats) {
        this.builder = requireNonNull(builder, "builder");
        this.issues = requireNonNull(issues, "issues");
        this.cluster = requireNonNull(cluster, "cluster");
        this.stats = requireNonNull(stats, "stats");
    }

    /**
     * Reads an object, each item of a list, or the object of a watch event.
     *
     * @param place where it is, {@code file:line}
     * @param tree the object
     * @param listKind the kind of the list that it is an item of, empty where it is none
     */
    void read(String place, Map<String, Object> tree, String listKind) {
        if (isEvent(tree)) {
            event(place, tree);
        } else {
            object(place, tree, listKind, false);
        }
    }

    /** Reads a single object, as it is now or as it was when it was deleted. */
    void read(String place, Map<String, Object> tree, boolean deleted) {
        object(place, tree, "", deleted);
    }

    /** Takes an object out that is no longer there; a pod stays known with its lifetime, an owner while it has pods. */
    void remove(ApiObject object, Instant by) {
        String namespace = object.namespace();
        String name = object.name();
        String version = object.version();
        switch (object.kind()) {
            case "Pod":
                builder.endPod(cluster, object.uid(), by);
                break;
            case "Service":
                builder.removeService(cluster, namespace, name, version);
                break;
            case "EndpointSlice":
                builder.removeEndpoints(cluster, namespace, "EndpointSlice/" + name, version);
                break;
            case "Ingress":
            case "Route":
                builder.removeIngress(cluster, namespace, object.kind() + "/" + name, version);
                break;
            case "Namespace":
                builder.removeNamespace(cluster, name, version);
                break;
            case "Node":
                builder.removeNode(cluster, name, version);
                break;
            default:
                removeOther(object);
        }
    }

    private void removeOther(ApiObject object) {
        String kind = object.kind();
        if (PolicyObjects.isPolicy(kind)) {
            PolicyObjects.remove(cluster, object, builder);
        } else if (IngressObjects.ROUTES.contains(kind)) {
            builder.removeIngress(cluster, object.namespace(), kind + "/" + object.name(), object.version());
        } else if (OwnerObjects.KINDS.contains(kind)) {
            builder.removeOwner(new WorkloadKey(cluster, object.namespace(), kind, object.name()));
        }
    }

    static boolean isEvent(Map<String, Object> tree) {
        return tree.get("type") instanceof String && tree.containsKey("object") && !tree.containsKey("kind");
    }

    private void event(String place, Map<String, Object> tree) {
        String type = String.valueOf(tree.get("type"));
        Object object = tree.get("object");
        if (!EVENTS.contains(type) || !(object instanceof Map<?, ?>)) {
            leaveOut(place, "watch event", "it is no event of a watch");
            return;
        }
        @SuppressWarnings("unchecked") // ObjectTree builds maps with text keys only
        Map<String, Object> content = (Map<String, Object>) object;
        if (type.equals("BOOKMARK")) {
            stats.addSkipped("Bookmark");
        } else if (type.equals("ERROR")) {
            leaveOut(place, "watch event", "the watch ended with an error; later changes are missing");
        } else {
            object(place, content, "", type.equals("DELETED"));
        }
    }

    private void object(String place, Map<String, Object> tree, String listKind, boolean deleted) {
        String kind = kind(tree, listKind);
        Fields plain = new Fields(tree, new ObjectReport(issues, place, "object"));
        if (kind.isEmpty()) {
            leaveOut(place, "object", "it has no kind");
            return;
        }
        if (kind.endsWith("List") && tree.get("items") instanceof List<?>) {
            items(place, (List<?>) tree.get("items"), kind);
            return;
        }
        String name = plain.at("metadata").text("name");
        String namespace = plain.at("metadata").text("namespace");
        ObjectReport report = new ObjectReport(issues, place, kind, namespace, name);
        Fields object = new Fields(tree, report);
        try {
            if (dispatch(kind, object, tree, deleted)) {
                stats.addRead(kind);
            } else {
                stats.addSkipped(ObjectReport.shown(kind));
            }
        } catch (MalformedObject e) {
            leaveOut(place, report.object(), e.reason());
        }
    }

    private void items(String place, List<?> items, String kind) {
        int index = 0;
        for (Object item : items) {
            String at = place + "#" + index++;
            if (item instanceof Map<?, ?>) {
                @SuppressWarnings("unchecked") // ObjectTree builds maps with text keys only
                Map<String, Object> tree = (Map<String, Object>) item;
                object(at, tree, kind, false);
            } else {
                leaveOut(at, "item", "it is not an object");
            }
        }
    }

    // Items of a typed list, PodList, do not repeat their kind; a pod is known by its containers.
    private static String kind(Map<String, Object> tree, String listKind) {
        Object kind = tree.get("kind");
        if (kind instanceof String) {
            return (String) kind;
        }
        if (listKind.endsWith("List") && listKind.length() > "List".length()) {
            return listKind.substring(0, listKind.length() - "List".length());
        }
        Object spec = tree.get("spec");
        return spec instanceof Map<?, ?> && ((Map<?, ?>) spec).containsKey("containers") ? "Pod" : "";
    }

    /** Whether the object says anything that an inventory keeps. */
    private boolean dispatch(String kind, Fields object, Map<String, Object> tree, boolean deleted)
            throws MalformedObject {
        if (kind.equals("Pod")) {
            // Most objects are pods.
            PodObjects.read(cluster, object, ObjectMeta.of(object), deleted, builder);
            return true;
        }
        if (kind.equals("Secret") || kind.equals("ConfigMap") || kind.equals("ServiceAccount")) {
            return false;
        }
        if (OwnerObjects.KINDS.contains(kind)) {
            OwnerObjects.read(cluster, kind, object, ObjectMeta.of(object), builder);
            return true;
        }
        if (PolicyObjects.isPolicy(kind)) {
            ObjectMeta meta = ObjectMeta.of(object);
            boolean evaluated = PolicyObjects.isEvaluated(object.text("apiVersion"), kind, object);
            if (evaluated) {
                PolicyObjects.read(cluster, kind, object, tree, meta, deleted, builder);
            }
            return evaluated;
        }
        if (IngressObjects.ROUTES.contains(kind)) {
            IngressObjects.readGatewayRoute(cluster, kind, object, ObjectMeta.of(object), builder);
            return true;
        }
        return dispatchOther(kind, object, deleted);
    }

    private boolean dispatchOther(String kind, Fields object, boolean deleted) throws MalformedObject {
        switch (kind) {
            case "Service":
                if (!object.text("apiVersion").contains("/")) {
                    ServiceObjects.readService(cluster, object, ObjectMeta.of(object), builder);
                    return true;
                }
                return false; // Knative's kind of the same name
            case "EndpointSlice":
                ServiceObjects.readSlice(cluster, object, ObjectMeta.of(object), builder);
                return true;
            case "Endpoints":
                ServiceObjects.readEndpoints(cluster, object, ObjectMeta.of(object), builder);
                return true;
            case "Ingress":
                IngressObjects.readIngress(cluster, object, ObjectMeta.of(object), builder);
                return true;
            case "Route":
                IngressObjects.readOpenShiftRoute(cluster, object, ObjectMeta.of(object), builder);
                return true;
            case "Namespace":
                readNamespace(ObjectMeta.of(object));
                return true;
            case "Node":
                NodeObjects.readNode(cluster, object, ObjectMeta.of(object), builder);
                return true;
            case "CiliumNode":
                NodeObjects.readCiliumNode(cluster, object, ObjectMeta.of(object), builder);
                return true;
            case "IPPool":
                NodeObjects.readPool(object, builder);
                return true;
            case "ServiceCIDR":
                NodeObjects.readServiceRange(object, builder);
                return true;
            default:
                if (!OwnerObjects.hasTemplate(object)) {
                    return false;
                }
                OwnerObjects.read(cluster, kind, object, ObjectMeta.of(object), builder);
                return true;
        }
    }

    private void readNamespace(ObjectMeta meta) {
        TreeMap<String, String> labels = new TreeMap<>(meta.labels().map());
        labels.put(METADATA_NAME, meta.name());
        builder.addNamespace(new NamespaceRecord(cluster, meta.name(), Labels.of(labels)), meta.version());
    }

    void leaveOut(String place, String object, String reason) {
        stats.addMalformed();
        issues.add(IssueCode.MALFORMED_OBJECT, place, object + " is left out: " + reason);
    }
}
