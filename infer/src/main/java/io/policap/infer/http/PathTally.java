package io.policap.infer.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The paths that were asked for while they are collected, with bounded memory.
 *
 * <p>Paths that differ in identifiers only are one leaf. Where there are more leaves than the limit, names are no longer
 * told apart from the fourth segment on, then from the third, the second, the first; where that does not help, nothing is
 * kept but that there were too many. How many leaves a set of requests makes at each of these levels can only grow with
 * the set, so that the result depends on the set alone: on no order, and on no merge.
 */
public final class PathTally {
    /** From which segment on names are kept together, at each level. */
    private static final int[] NAMES_FOLD_FROM = {PathLeaf.MOST_SEGMENTS, 3, 2, 1, 0};

    private static final int MOST_HEADERS = 32;
    private static final int LONGEST_HEADER = 64;
    private static final int LEAF_COST = 240;
    private static final int STEP_COST = 72;
    private static final int NAME_COST = 104;

    private record Key(String method, List<Segment.Step> steps) {}

    private static final class Leaf {
        private final @Nullable SegmentSet[] sets;
        private long requests;
        /** Null until a request was seen. */
        private @Nullable TreeSet<String> headers;

        private Leaf(int segments) {
            this.sets = new @Nullable SegmentSet[segments];
        }
    }

    private final EnumSet<PathGap> gaps = EnumSet.noneOf(PathGap.class);
    private Map<Key, Leaf> leaves = new HashMap<>();
    private int level;
    private long cost;

    /** Takes in a request, seen so many times. */
    public void request(String method, String path, boolean grpc, Collection<String> headerNames, long count) {
        Leaf leaf = leaf(method, path, grpc);
        if (leaf != null) {
            leaf.requests = plus(leaf.requests, count);
            if (leaf.headers == null || !leaf.headers.isEmpty()) {
                headers(leaf, offered(headerNames));
            }
        }
    }

    /** Takes in a response, which shows that its path was asked for. */
    public void response(String method, String path) {
        leaf(method, path, false);
    }

    /** Takes in what another tally had collected. */
    public void add(HttpPaths others) {
        others.gaps().forEach(this::gap);
        if (others.level() > level) {
            level = others.level();
            refold();
        }
        for (PathLeaf other : others.leaves()) {
            if (isFull()) {
                return;
            }
            List<Segment.Step> steps = other.steps();
            List<SegmentSet> sets = new ArrayList<>();
            for (Segment segment : other.segments()) {
                SegmentSet set = new SegmentSet(segment.kind());
                if (segment instanceof Segment.Values values) {
                    set.add(values.values(), values.more());
                }
                sets.add(set);
            }
            Leaf leaf = put(other.method(), steps, sets);
            if (leaf != null) {
                leaf.requests = plus(leaf.requests, other.requests());
                if (other.headers().isPresent()) {
                    headers(leaf, other.headers().get());
                }
            }
        }
    }

    /** Notes that not all requests are known. */
    public void gap(PathGap gap) {
        gaps.add(gap);
        if (isFull()) {
            forget();
        }
    }

    private boolean isFull() {
        return gaps.contains(PathGap.TOO_MANY) || gaps.contains(PathGap.NO_ROOM);
    }

    private void forget() {
        leaves = new HashMap<>();
        cost = 0;
    }

    private @Nullable Leaf leaf(String method, String path, boolean grpc) {
        if (isFull()) {
            return null;
        }
        // By Hubble's redaction a part of a path may be gone; which, nobody can tell.
        if (path.contains("HUBBLE_REDACTED") || method.contains("HUBBLE_REDACTED")) {
            gap(PathGap.REDACTED);
            return null;
        }
        if (!RequestPath.isMethod(method) || !RequestPath.isPath(path)) {
            gap(PathGap.UNKNOWN);
            return null;
        }
        List<String> segments = RequestPath.segments(path);
        boolean call = grpc || RequestPath.isCall(method, segments);
        List<Segment.Step> steps = new ArrayList<>(segments.size());
        List<SegmentSet> sets = new ArrayList<>(segments.size());
        for (String segment : segments) {
            PathKind kind = call && !segment.isEmpty() ? PathKind.CALL : SegmentForms.kindOf(segment);
            SegmentSet set = new SegmentSet(kind);
            if (!kind.isName()) {
                set.add(segment);
            }
            String extension = kind == PathKind.FILE ? SegmentForms.extension(segment) : "";
            steps.add(new Segment.Step(kind, kind.isName() ? segment : extension, !kind.isName()));
            sets.add(set);
        }
        return put(method, steps, sets);
    }

    /** The leaf of these segments at the level at which leaves are kept, with their values; null where it has no room. */
    private @Nullable Leaf put(String method, List<Segment.Step> steps, List<SegmentSet> sets) {
        Leaf leaf = insert(method, steps, sets);
        while (leaves.size() > HttpPaths.MOST_LEAVES) {
            if (level == HttpPaths.LAST_LEVEL) {
                gap(PathGap.TOO_MANY);
                return null;
            }
            level++;
            refold();
            leaf = leaves.get(key(method, steps));
        }
        return leaf;
    }

    private Leaf insert(String method, List<Segment.Step> steps, List<SegmentSet> sets) {
        Key key = key(method, steps);
        Leaf leaf = leaves.get(key);
        if (leaf == null) {
            leaf = new Leaf(steps.size());
            leaves.put(key, leaf);
            cost += LEAF_COST + method.length();
            for (Segment.Step step : key.steps) {
                cost += STEP_COST + step.text().length();
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            Segment.Step step = steps.get(i);
            if (key.steps.get(i).folded()) {
                SegmentSet set = leaf.sets[i];
                if (set == null) {
                    set = new SegmentSet(step.kind());
                    leaf.sets[i] = set;
                }
                cost += step.folded() ? set.add(sets.get(i)) : set.add(step.text());
            }
        }
        return leaf;
    }

    private Key key(String method, List<Segment.Step> steps) {
        int from = NAMES_FOLD_FROM[level];
        if (from >= steps.size()) {
            return new Key(method, steps);
        }
        List<Segment.Step> folded = new ArrayList<>(steps);
        for (int i = from; i < folded.size(); i++) {
            Segment.Step step = folded.get(i);
            if (step.kind() == PathKind.WORD || step.kind() == PathKind.OTHER) {
                folded.set(i, new Segment.Step(step.kind(), "", true));
            }
        }
        return new Key(method, folded);
    }

    private void refold() {
        Map<Key, Leaf> finer = leaves;
        forget();
        finer.forEach((key, leaf) -> {
            List<SegmentSet> sets = new ArrayList<>();
            for (int i = 0; i < key.steps.size(); i++) {
                SegmentSet set = leaf.sets[i];
                sets.add(set == null ? new SegmentSet(key.steps.get(i).kind()) : set);
            }
            Leaf coarser = insert(key.method, key.steps, sets);
            coarser.requests = plus(coarser.requests, leaf.requests);
            if (leaf.headers != null) {
                headers(coarser, leaf.headers);
            }
        });
    }

    private void headers(Leaf leaf, Collection<String> names) {
        if (leaf.headers != null) {
            leaf.headers.retainAll(names);
            return;
        }
        leaf.headers = new TreeSet<>(names);
        for (String name : names) {
            cost += NAME_COST + name.length();
        }
    }

    /** Of the names of headers those that may be a rule: lower case, and never one that carries credentials. */
    private static TreeSet<String> offered(Collection<String> names) {
        TreeSet<String> offered = new TreeSet<>();
        for (String name : names) {
            if (name.length() <= LONGEST_HEADER && HeaderNames.mayBeARule(name)) {
                offered.add(HeaderNames.canonical(name));
            }
        }
        while (offered.size() > MOST_HEADERS) {
            offered.pollLast();
        }
        return offered;
    }

    private static long plus(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** About how many bytes it holds. */
    public long cost() {
        return cost;
    }

    /** What was collected. */
    public HttpPaths paths() {
        PathLeaf[] sorted = new PathLeaf[leaves.size()];
        int next = 0;
        for (Map.Entry<Key, Leaf> entry : leaves.entrySet()) {
            List<Segment> segments = new ArrayList<>(entry.getKey().steps.size());
            for (int i = 0; i < entry.getKey().steps.size(); i++) {
                Segment.Step step = entry.getKey().steps.get(i);
                SegmentSet set = entry.getValue().sets[i];
                segments.add(set == null ? new Segment.Exact(step.kind(), step.text()) : set.segment(step.text()));
            }
            sorted[next++] = new PathLeaf(
                    entry.getKey().method,
                    segments,
                    entry.getValue().requests,
                    Optional.ofNullable(entry.getValue().headers));
        }
        return new HttpPaths(level, List.of(sorted), gaps);
    }
}
