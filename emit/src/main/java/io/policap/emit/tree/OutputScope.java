package io.policap.emit.tree;

import java.util.Set;
import java.util.TreeSet;

/**
 * The part of an output directory that a run is about: files outside it are not its business.
 *
 * @param trees the trees written, empty for all
 * @param namespaces the namespaces written, empty for all
 */
public record OutputScope(Set<String> trees, Set<String> namespaces) {
    public static final OutputScope EVERYTHING = new OutputScope(Set.of(), Set.of());

    public OutputScope {
        trees = Set.copyOf(trees);
        namespaces = Set.copyOf(namespaces);
    }

    /** Whether a file of this path, below the directory and with forward slashes, belongs to the run. */
    boolean covers(String path) {
        String[] parts = path.split("/");
        boolean tree = trees.isEmpty() || trees.contains(parts[0]);
        if (!tree || namespaces.isEmpty() || parts.length < 3) {
            return tree;
        }
        Set<String> segments = new TreeSet<>();
        namespaces.forEach(name -> segments.add(TreePaths.segment(name)));
        String inStage = parts[2].endsWith(".yaml") ? parts[2].substring(0, parts[2].length() - 5) : parts[2];
        return segments.contains(inStage);
    }
}
