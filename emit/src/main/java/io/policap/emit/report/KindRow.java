package io.policap.emit.report;

import static java.util.Objects.requireNonNull;

import io.policap.infer.replay.ReplayResult;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One kind of policy with its proof.
 *
 * @param name the kind's name, as its tree is called
 * @param allow policies of the first stage
 * @param defaultDeny policies of the second stage
 * @param withheld workloads and namespaces that got none, in words
 * @param replay the proof
 * @param wider permissions wider than what was seen on purpose, by mark
 */
public record KindRow(
        String name,
        int allow,
        int defaultDeny,
        List<String> withheld,
        ReplayResult replay,
        SortedMap<String, Long> wider) {
    public KindRow {
        requireNonNull(name, "name");
        requireNonNull(replay, "replay");
        withheld = List.copyOf(withheld);
        wider = Collections.unmodifiableSortedMap(new TreeMap<>(wider));
    }
}
