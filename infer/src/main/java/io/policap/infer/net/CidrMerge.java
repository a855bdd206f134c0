package io.policap.infer.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Lossless merging of prefixes: the fewest prefixes that hold exactly the same addresses. */
public final class CidrMerge {
    private CidrMerge() {}

    /** The smallest sorted list of prefixes that covers exactly what these cover. */
    public static List<Cidr> merge(Collection<Cidr> prefixes) {
        List<Cidr> stack = new ArrayList<>();
        for (Cidr next : new TreeSet<>(prefixes)) {
            if (!stack.isEmpty() && stack.get(stack.size() - 1).contains(next)) {
                continue;
            }
            stack.add(next);
            joinSiblings(stack);
        }
        return List.copyOf(stack);
    }

    private static void joinSiblings(List<Cidr> stack) {
        while (stack.size() >= 2) {
            Cidr right = stack.get(stack.size() - 1);
            Cidr left = stack.get(stack.size() - 2);
            boolean siblings = left.length() == right.length()
                    && left.length() > 0
                    && left.v6() == right.v6()
                    && left.parent().equals(right.parent());
            if (!siblings) {
                return;
            }
            stack.remove(stack.size() - 1);
            stack.set(stack.size() - 1, left.parent());
        }
    }
}
