package io.policap.capture.packet.join;

/** Disjoint sets of the numbers below a size. */
final class Unions {
    private final int[] parents;
    private final boolean[] joined;

    Unions(int size) {
        parents = new int[size];
        joined = new boolean[size];
        for (int i = 0; i < size; i++) {
            parents[i] = i;
        }
    }

    /** The smallest number of the set that a number is in. */
    int root(int number) {
        int at = number;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    void join(int one, int other) {
        joined[one] = true;
        joined[other] = true;
        int left = root(one);
        int right = root(other);
        parents[Math.max(left, right)] = Math.min(left, right);
    }

    /** Whether a number was never joined with another. */
    boolean isAlone(int number) {
        return !joined[number];
    }
}
