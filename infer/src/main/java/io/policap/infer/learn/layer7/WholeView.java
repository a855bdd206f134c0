package io.policap.infer.learn.layer7;

import io.policap.infer.baseline.BucketRun;
import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.ContentEvidence;
import io.policap.infer.baseline.Observation;
import io.policap.infer.connection.Origin;
import io.policap.infer.connection.Side;
import io.policap.infer.connection.Sign;
import io.policap.infer.flow.AppProtocol;
import java.util.Optional;

/**
 * Whether every request of an edge can have been seen: a rule made of some of them would cut the others.
 *
 * <p>Of captures every connection that carried data has to be read to its end. Where Hubble saw the edge, requests have
 * to be known of every ten minutes in which it did; the ten minutes after some may do without, as connections that are
 * kept alive are closed then. Of connections that both saw no fewer may be captured than Hubble saw opened.
 */
final class WholeView {
    private WholeView() {}

    /** Whether captures hold the requests of half of all connections or more. */
    static boolean isMostlySeen(ClassEvidence evidence, ContentEvidence content) {
        long read = content.connections().getOrDefault(AppProtocol.HTTP, 0L) - content.incomplete();
        long there = 0;
        long opened = 0;
        for (Observation seen : evidence.observations()) {
            if (seen.origin() == Origin.PACKETS) {
                there += seen.count(Sign.ANSWER_DATA) + seen.count(Sign.REQUEST_DATA) + seen.count(Sign.ANSWER);
            } else if (seen.side() == Side.SERVER) {
                opened += seen.count(Sign.REQUEST);
            }
        }
        return read > 0 && read * 2 >= Math.max(there, opened);
    }

    /** Why not every request can have been seen, in words. */
    static Optional<String> missing(ClassEvidence evidence, ContentEvidence content) {
        long captured = content.connections().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        long carried = 0;
        long opened = 0;
        for (Observation seen : evidence.observations()) {
            if (seen.origin() == Origin.PACKETS) {
                carried += seen.count(Sign.ANSWER_DATA) + seen.count(Sign.REQUEST_DATA) + seen.count(Sign.ANSWER);
            } else if (seen.side() == Side.SERVER) {
                opened += seen.count(Sign.REQUEST);
            }
        }
        if (carried > captured) {
            return Optional.of("what " + connections(carried - captured) + " carried was not seen");
        }
        if (content.incomplete() > 0) {
            return Optional.of(connections(content.incomplete()) + " could not be read to their end");
        }
        if (!evidence.has(Origin.HUBBLE)) {
            return Optional.empty();
        }
        if (!content.records().containsKey(AppProtocol.HTTP) && opened > captured) {
            return Optional.of("Hubble saw " + opened + " opened, and captures " + connections(captured));
        }
        for (BucketRun run : evidence.buckets()) {
            if (!isCovered(run, content)) {
                return Optional.of("there was traffic at times at which no request of it was seen");
            }
        }
        return Optional.empty();
    }

    private static boolean isCovered(BucketRun run, ContentEvidence content) {
        long next = run.first();
        for (BucketRun seen : content.buckets()) {
            if (seen.first() <= next && next <= seen.last() + 1) {
                next = seen.last() + 2;
            }
        }
        return next > run.last();
    }

    private static String connections(long count) {
        return count + (count == 1 ? " connection" : " connections");
    }
}
