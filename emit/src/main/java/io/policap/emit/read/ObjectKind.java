package io.policap.emit.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an object says it is.
 *
 * @param apiVersion group and version, empty where not written
 * @param kind its kind, empty where not written
 */
public record ObjectKind(String apiVersion, String kind) {
    private static final Set<String> CILIUM =
            Set.of("CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "CiliumCIDRGroup");

    static ObjectKind of(Node.Mapping node) {
        return new ObjectKind(text(node, "apiVersion"), text(node, "kind"));
    }

    private static String text(Node.Mapping node, String field) {
        return node.fields().get(field) instanceof Node.Text text ? text.value() : "";
    }

    /** Whether it is a list of objects: {@code List}, {@code NetworkPolicyList}, ... */
    boolean isList() {
        return kind.endsWith("List");
    }

    /** An item of the list; the API leaves out the kind of items where the list's kind tells it. */
    Node completed(Node item) {
        String itemKind = kind.substring(0, kind.length() - "List".length());
        if (!(item instanceof Node.Mapping mapping)
                || itemKind.isEmpty()
                || mapping.fields().containsKey("kind")) {
            return item;
        }
        Map<String, Node> fields = new LinkedHashMap<>(mapping.fields());
        fields.put("kind", new Node.Text(mapping.line(), itemKind));
        fields.putIfAbsent("apiVersion", new Node.Text(mapping.line(), apiVersion));
        return new Node.Mapping(mapping.line(), fields, mapping.keyLines());
    }

    /** The API group, empty for the core group. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** Whether it is one of the kinds that are read. */
    public boolean isRead() {
        boolean kubernetes = group().equals("networking.k8s.io") || group().equals("extensions");
        return (kubernetes && kind.equals("NetworkPolicy")) || (group().equals("cilium.io") && CILIUM.contains(kind));
    }

    /** Whether it is a policy of a kind that is not read. */
    boolean isOtherPolicy() {
        return kind.endsWith("NetworkPolicy") || kind.endsWith("NetworkPolicySet");
    }
}
