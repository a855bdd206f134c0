package io.policap.infer.http;

import java.util.Collection;
import java.util.TreeSet;

/** The values of one kind in one place while they are collected: the first in order, whatever order they came in. */
final class SegmentSet {
    private static final int VALUE_COST = 104;

    private final PathKind kind;
    private final TreeSet<String> values = new TreeSet<>();
    private boolean more;

    SegmentSet(PathKind kind) {
        this.kind = kind;
    }

    /** Adds a value; returns by how much the set has grown in bytes, about. */
    int add(String value) {
        int kept = TemplateBudget.kept(kind);
        if (kept == 0 || !values.add(value)) {
            return 0;
        }
        int grown = VALUE_COST + value.length();
        if (values.size() > kept) {
            more = true;
            grown -= VALUE_COST + values.pollLast().length();
        }
        return grown;
    }

    int add(Collection<String> others, boolean andMore) {
        int grown = 0;
        for (String value : others) {
            grown += add(value);
        }
        more |= andMore;
        return grown;
    }

    int add(SegmentSet other) {
        return add(other.values, other.more);
    }

    SegmentSet copy() {
        SegmentSet copy = new SegmentSet(kind);
        copy.add(this);
        return copy;
    }

    int size() {
        return values.size();
    }

    boolean hasMore() {
        return more;
    }

    TreeSet<String> values() {
        return values;
    }

    /** Whether as many were seen as make a pattern of this kind. */
    boolean isPattern() {
        int threshold = TemplateBudget.threshold(kind);
        return threshold < Integer.MAX_VALUE && (more || values.size() >= threshold);
    }

    Segment.Values segment(String extension) {
        return new Segment.Values(kind, extension, values, more);
    }
}
