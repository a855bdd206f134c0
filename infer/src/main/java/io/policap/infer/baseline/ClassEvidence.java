package io.policap.infer.baseline;

import static java.util.Objects.requireNonNull;

import io.policap.infer.connection.Origin;
import io.policap.infer.connection.Sign;
import io.policap.infer.name.Contacts;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Everything that was seen of one connection class, or of one open question.
 *
 * @param observations one per observer, side and kind of source, sorted
 * @param buckets the ten-minute intervals in which it was seen
 * @param names DNS names by which clients knew the server, at most {@link #NAMES_KEPT}, the first in order
 * @param authenticated flow events with mutual authentication
 * @param contacts by what names clients reached the server, where that is an address
 */
public record ClassEvidence(
        List<Observation> observations,
        List<BucketRun> buckets,
        SortedSet<String> names,
        long authenticated,
        Contacts contacts) {
    /** Names kept of each class. */
    public static final int NAMES_KEPT = 16;

    static final SortedSet<String> NO_NAMES = Collections.unmodifiableSortedSet(new TreeSet<>());

    /** Evidence without contacts. */
    public ClassEvidence(
            List<Observation> observations, List<BucketRun> buckets, SortedSet<String> names, long authenticated) {
        this(observations, buckets, names, authenticated, Contacts.NONE);
    }

    public ClassEvidence {
        requireNonNull(observations, "observations");
        requireNonNull(contacts, "contacts");
        observations = observations.size() <= 1
                ? List.copyOf(observations)
                : observations.stream().sorted().toList();
        buckets = List.copyOf(buckets);
        names = names.isEmpty() ? NO_NAMES : Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /** The evidence of both together, as if one baseline had seen it. */
    public ClassEvidence plus(ClassEvidence other) {
        EvidenceTally tally = new EvidenceTally();
        tally.add(this);
        tally.add(other);
        return tally.snapshot();
    }

    /** Whether any of it comes from such a source. */
    public boolean has(Origin origin) {
        for (Observation observation : observations) {
            if (observation.origin() == origin) {
                return true;
            }
        }
        return false;
    }

    /** Whether anyone saw the server answer, other than by a reset or by a handshake without data. */
    public boolean isAnswered() {
        return sum(Sign.ANSWER) > 0 || sum(Sign.ANSWER_DATA) > 0 || sum(Sign.RESPONSE) > 0;
    }

    /** The sum of a sign over all observers. */
    public long sum(Sign sign) {
        long sum = 0;
        for (Observation observation : observations) {
            sum = Counts.plus(sum, observation.count(sign));
        }
        return sum;
    }

    /** The largest count of a sign that a single observer and side of one kind of source reported. */
    public long most(Origin origin, Sign sign) {
        long most = 0;
        for (Observation observation : observations) {
            if (observation.origin() == origin) {
                most = Math.max(most, observation.count(sign));
            }
        }
        return most;
    }

    /** The largest number of flow events, or connections, that a single observer and side reported. */
    public long mostTotal() {
        long most = 0;
        for (Observation observation : observations) {
            most = Math.max(most, observation.total());
        }
        return most;
    }

    /** All flow events and connections of all observers and sides. */
    public long total() {
        long sum = 0;
        for (Observation observation : observations) {
            sum = Counts.plus(sum, observation.total());
        }
        return sum;
    }

    /** When it was seen by anyone. */
    public Span span() {
        Span span = Span.NEVER;
        for (Observation observation : observations) {
            span = span.join(observation.span());
        }
        return span;
    }
}
