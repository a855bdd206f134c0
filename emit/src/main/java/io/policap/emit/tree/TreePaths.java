package io.policap.emit.tree;

import java.util.Locale;

/** Where each file of the output tree stands, whatever hostile names are in it. */
public final class TreePaths {
    private static final int LONGEST = 200;
    private static final int HASH_SHOWN = 12;

    /** The first stage: what is allowed. */
    public static final String ALLOW = "1-allow";

    /** The second stage: everything else closed. */
    public static final String DEFAULT_DENY = "2-default-deny";

    private TreePaths() {}

    /** The file of a workload's policy. */
    public static String allow(String kind, String namespace, String fileName) {
        return kind + "/" + ALLOW + "/" + segment(namespace) + "/" + segment(fileName) + ".yaml";
    }

    /** The file of a namespace's default-deny. */
    public static String defaultDeny(String kind, String namespace) {
        return kind + "/" + DEFAULT_DENY + "/" + segment(namespace) + ".yaml";
    }

    /** The list of a stage's files for kustomize. */
    public static String kustomization(String kind, String stage) {
        return kind + "/" + stage + "/kustomization.yaml";
    }

    /** A name as one path segment: lower-case letters, digits, dots and dashes, never a dot or dash in front. */
    static String segment(String name) {
        StringBuilder safe = new StringBuilder();
        String lower = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length() && safe.length() < LONGEST; i++) {
            char c = lower.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            boolean inner = safe.length() > 0 && (c == '-' || (c == '.' && safe.charAt(safe.length() - 1) != '.'));
            safe.append(plain || inner ? c : '_');
        }
        String segment = safe.toString();
        boolean unchanged = segment.equals(name) && !segment.isEmpty() && !segment.equals("kustomization");
        return unchanged ? segment : "_" + segment + "-" + OwnedText.hash(name).substring(0, HASH_SHOWN);
    }
}
