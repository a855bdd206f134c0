package io.policap.cli.learn;

import static java.util.Objects.requireNonNull;

import io.policap.infer.replay.ReplayResult;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of one kind of policy.
 *
 * @param allow policies of the first stage
 * @param defaultDeny policies of the second stage
 * @param withheld workloads and namespaces that got none because they are not ready, in words
 * @param replay the proof
 * @param wider permissions that are wider than what was seen on purpose, counted by mark
 * @param open edges that people decided against and these policies let pass, in words
 * @param files the files to write, by path below the output directory
 */
public record KindResult(
        int allow,
        int defaultDeny,
        List<String> withheld,
        ReplayResult replay,
        SortedMap<String, Long> wider,
        List<String> open,
        SortedMap<String, String> files) {
    public KindResult {
        withheld = List.copyOf(withheld);
        requireNonNull(replay, "replay");
        open = List.copyOf(open);
        wider = Collections.unmodifiableSortedMap(new TreeMap<>(wider));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
}
