package io.policap.infer.http;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Requests whose paths differ in nothing but their identifiers.
 *
 * @param method the method, as sent
 * @param segments what was seen in each place of the path; none for the path {@code *}
 * @param requests how many requests were seen
 * @param headers the names of the headers that each of them had, lower case; absent where only responses were seen
 */
public record PathLeaf(String method, List<Segment> segments, long requests, Optional<SortedSet<String>> headers)
        implements Comparable<PathLeaf> {
    /** Segments of the longest path that is kept. */
    public static final int MOST_SEGMENTS = 32;

    public PathLeaf {
        requireNonNull(method, "method");
        segments = List.copyOf(segments);
        headers = headers.map(names -> Collections.unmodifiableSortedSet(new TreeSet<>(names)));
        if (segments.size() > MOST_SEGMENTS || requests < 0) {
            throw new IllegalArgumentException(segments.size() + " segments, " + requests + " requests");
        }
        if (!RequestPath.isMethod(method)) {
            throw new IllegalArgumentException("not the method of a request");
        }
    }

    /** What tells these requests from others. */
    List<Segment.Step> steps() {
        List<Segment.Step> steps = new ArrayList<>(segments.size());
        for (Segment segment : segments) {
            steps.add(segment.step());
        }
        return steps;
    }

    /** Some of the paths that were seen, or that stand for those of which no value is kept; at most {@code most}. */
    public List<String> paths(int most) {
        if (segments.isEmpty()) {
            return List.of("*");
        }
        TreeSet<String> paths = new TreeSet<>();
        for (int turn = 0; turn < most; turn++) {
            StringBuilder path = new StringBuilder();
            for (Segment segment : segments) {
                path.append('/').append(value(segment, turn));
            }
            paths.add(path.toString());
        }
        return List.copyOf(paths);
    }

    private static String value(Segment segment, int turn) {
        if (segment instanceof Segment.Exact exact) {
            return exact.text();
        }
        SortedSet<String> values = ((Segment.Values) segment).values();
        return values.isEmpty() ? segment.kind().example() : List.copyOf(values).get(turn % values.size());
    }

    @Override
    public int compareTo(PathLeaf other) {
        int byMethod = method.compareTo(other.method);
        int length = Math.min(segments.size(), other.segments.size());
        for (int i = 0; byMethod == 0 && i < length; i++) {
            int bySegment =
                    segments.get(i).step().compareTo(other.segments.get(i).step());
            if (bySegment != 0) {
                return bySegment;
            }
        }
        return byMethod != 0 ? byMethod : Integer.compare(segments.size(), other.segments.size());
    }
}
