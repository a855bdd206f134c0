package io.policap.infer.baseline;

import static java.util.Objects.requireNonNull;

import io.policap.infer.flow.AppProtocol;
import io.policap.infer.http.HttpPaths;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the connections of one class carried.
 *
 * @param connections how many connections of captures carried what, of those that carried anything
 * @param records how many of Hubble's L7 records told of what
 * @param incomplete how many connections of captures were not read to their end
 * @param buckets the ten-minute intervals in which requests were seen, or connections were read whole
 * @param paths what was asked for over HTTP
 */
public record ContentEvidence(
        SortedMap<AppProtocol, Long> connections,
        SortedMap<AppProtocol, Long> records,
        long incomplete,
        List<BucketRun> buckets,
        HttpPaths paths) {
    /** Nobody looked. */
    public static final ContentEvidence NONE =
            new ContentEvidence(new TreeMap<>(), new TreeMap<>(), 0, List.of(), HttpPaths.NONE);

    public ContentEvidence {
        connections = Collections.unmodifiableSortedMap(new TreeMap<>(connections));
        records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
        buckets = List.copyOf(buckets);
        requireNonNull(paths, "paths");
    }

    /** Both together, as if one baseline had seen them. */
    public ContentEvidence plus(ContentEvidence other) {
        ContentTally tally = new ContentTally();
        tally.add(this);
        tally.add(other);
        return tally.snapshot();
    }

    /** How often it was seen that a connection carried this. */
    public long count(AppProtocol protocol) {
        return Counts.plus(connections.getOrDefault(protocol, 0L), records.getOrDefault(protocol, 0L));
    }
}
