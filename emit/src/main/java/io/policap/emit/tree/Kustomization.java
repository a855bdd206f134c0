package io.policap.emit.tree;

import java.util.SortedSet;

/** The list of a stage's files, for {@code kubectl apply -k}. */
final class Kustomization {
    private Kustomization() {}

    /** The text for resources given relative to the stage; names of the tree never need quotes. */
    static String of(SortedSet<String> resources) {
        StringBuilder text = new StringBuilder("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n");
        if (resources.isEmpty()) {
            return text.append("resources: []\n").toString();
        }
        text.append("resources:\n");
        resources.forEach(resource -> text.append("  - ").append(resource).append('\n'));
        return text.toString();
    }
}
