package io.policap.infer.inventory;

/** The order of {@code metadata.resourceVersion}: numbers by value (they are decimal without sign), unknown first. */
final class Versions {
    private Versions() {}

    static int compare(String left, String right) {
        int byLength = Integer.compare(left.length(), right.length());
        return byLength != 0 ? byLength : left.compareTo(right);
    }
}
