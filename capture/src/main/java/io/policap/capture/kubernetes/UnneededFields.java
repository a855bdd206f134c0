package io.policap.capture.kubernetes;

import java.util.Set;

/**
 * What a policy never needs, so that it is not even held for the moment: the contents of secrets and config maps, managed
 * fields, and the copy that {@code kubectl apply} leaves in an annotation.
 */
final class UnneededFields {
    private static final Set<String> CONTENTS = Set.of("data", "stringData", "binaryData");

    private UnneededFields() {}

    /**
     * Whether a field is one of them.
     *
     * @param parent the name of the field that it is in, empty at the top
     * @param depth how many objects and lists it is in, 1 at the top
     */
    static boolean has(String parent, String name, int depth) {
        boolean top = depth == 1 || (depth == 2 && parent.equals("object"));
        return (top && CONTENTS.contains(name))
                || (depth <= 3 && name.equals("managedFields") && parent.equals("metadata"))
                || (parent.equals("annotations") && name.equals("kubectl.kubernetes.io/last-applied-configuration"));
    }
}
