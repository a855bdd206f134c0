package io.policap.infer.issue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A bounded collection of issues: each is counted, of each code only the first in order are kept.
 *
 * <p>What is kept depends on the set of issues only, not on the order they came in. Not safe for several threads.
 */
public final class Issues {
    /** Issues kept of each code. */
    public static final int KEPT_PER_CODE = 200;

    private final Map<IssueCode, TreeSet<Issue>> kept = new EnumMap<>(IssueCode.class);
    private final Map<IssueCode, Long> counts = new EnumMap<>(IssueCode.class);

    public void add(IssueCode code, String place, String message) {
        add(new Issue(code, place, message));
    }

    public void add(Issue issue) {
        counts.merge(issue.code(), 1L, Long::sum);
        TreeSet<Issue> same = kept.computeIfAbsent(issue.code(), code -> new TreeSet<>());
        same.add(issue);
        if (same.size() > KEPT_PER_CODE) {
            same.pollLast();
        }
    }

    public void addAll(Issues others) {
        others.counts.forEach((code, count) -> counts.merge(code, count, Long::sum));
        others.kept.forEach((code, issues) -> {
            TreeSet<Issue> same = kept.computeIfAbsent(code, c -> new TreeSet<>());
            same.addAll(issues);
            while (same.size() > KEPT_PER_CODE) {
                same.pollLast();
            }
        });
    }

    /** The issues kept, sorted by code, place and message. */
    public List<Issue> list() {
        List<Issue> all = new ArrayList<>();
        kept.values().forEach(all::addAll);
        Collections.sort(all);
        return List.copyOf(all);
    }

    /** How often each code was added, kept or not. */
    public SortedMap<IssueCode, Long> counts() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    public long count(IssueCode code) {
        return counts.getOrDefault(code, 0L);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }
}
