package io.policap.infer.http;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What was seen in one place of a path. */
public sealed interface Segment {
    /** The kind of what was seen there. */
    PathKind kind();

    /** What tells this place from others beside it, without the values that were seen in it. */
    Step step();

    /**
     * A name, as it was sent.
     *
     * @param kind a kind that is a name
     * @param text the segment
     */
    record Exact(PathKind kind, String text) implements Segment {
        public Exact {
            requireNonNull(text, "text");
            if (!kind.isName()) {
                throw new IllegalArgumentException("a segment of the kind " + kind + " is no name");
            }
            RequestPath.requireSegment(text);
        }

        @Override
        public Step step() {
            return new Step(kind, text, false);
        }
    }

    /**
     * Values of one kind.
     *
     * @param kind their kind
     * @param extension what they end with, for file names; empty for other kinds
     * @param values the first of them in order, at most as many as are kept of the kind; none of an opaque kind
     * @param more whether there were more
     */
    record Values(PathKind kind, String extension, SortedSet<String> values, boolean more) implements Segment {
        public Values {
            requireNonNull(kind, "kind");
            requireNonNull(extension, "extension");
            values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
            values.forEach(RequestPath::requireSegment);
            RequestPath.requireSegment(extension);
            if (kind == PathKind.EMPTY || kind == PathKind.CALL) {
                throw new IllegalArgumentException("segments of the kind " + kind + " are always exact");
            }
            if (values.size() > TemplateBudget.kept(kind) || (values.isEmpty() && !kind.isOpaque())) {
                throw new IllegalArgumentException(values.size() + " values of the kind " + kind);
            }
        }

        @Override
        public Step step() {
            return new Step(kind, extension, true);
        }
    }

    /**
     * What is compared of a segment.
     *
     * @param kind its kind
     * @param text the segment itself where it is exact, else the extension of file names
     * @param folded whether its values are kept together
     */
    record Step(PathKind kind, String text, boolean folded) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            int byKind = kind.compareTo(other.kind);
            int byForm = byKind != 0 ? byKind : Boolean.compare(folded, other.folded);
            return byForm != 0 ? byForm : text.compareTo(other.text);
        }
    }
}
