package io.policap.capture.kubernetes.live;

import io.policap.capture.kubernetes.ApiKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a user has to be granted, as rules of a ClusterRole. */
final class ClusterRoles {
    private ClusterRoles() {}

    /** One rule, on one line, as it goes below {@code rules:}. */
    static String rule(String group, String resource, String... verbs) {
        return "- {apiGroups: [\"" + group + "\"], resources: [\"" + resource + "\"], verbs: [\""
                + String.join("\", \"", verbs) + "\"]}";
    }

    /** A ClusterRole for everything that {@code --kube} reads, the forward to the relay included. */
    static String everything() {
        Map<String, TreeSet<String>> groups = new TreeMap<>();
        for (WatchedKind watched : WatchedKind.all()) {
            for (ApiKind kind : watched.versions()) {
                groups.computeIfAbsent(kind.group(), group -> new TreeSet<>()).add(kind.resource());
            }
        }
        StringBuilder text = new StringBuilder("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\n"
                + "metadata:\n  name: policap\nrules:\n");
        groups.forEach((group, resources) -> text.append("- apiGroups: [\"")
                .append(group)
                .append("\"]\n  resources: [\"")
                .append(String.join("\", \"", resources))
                .append("\"]\n  verbs: [\"get\", \"list\", \"watch\"]\n"));
        return text.append("- apiGroups: [\"\"]\n  resources: [\"pods/portforward\"]\n  verbs: [\"get\", \"create\"]\n")
                .toString();
    }
}
