package io.policap.bench.hubble;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Something bad that happens in a soak run.
 *
 * @param atFlow after how many flows
 * @param lasts after how many more flows it is over, where it lasts
 * @param node which node it happens to, where it happens to one
 */
record SoakEvent(long atFlow, Kind kind, long lasts, int node) {
    /** What can happen. */
    enum Kind {
        /** The client is killed with SIGKILL and started again. */
        KILL,
        /** The connection breaks in the middle of a message. */
        CUT_IN_MESSAGE,
        /** The connection is reset wherever it stands. */
        CUT,
        /** The relay is gone for a while; the agents go on. */
        OUTAGE,
        /** The relay does not reach a node for a while; its agent goes on. */
        NODE_AWAY,
        /** The agent of a node is started again: its ring is empty, and it was away for a while. */
        NODE_RESTART,
        /** As NODE_RESTART, and the ring is smaller from then on, until the next restart. */
        NODE_RESTART_SMALLER
    }

    /** What happens in a run, in its order. */
    static List<SoakEvent> plan(SoakOptions options, int nodes) {
        SplittableRandom random = new SplittableRandom(options.seed());
        List<SoakEvent> events = new ArrayList<>();
        Kind[] kinds = Kind.values();
        for (int i = 0; i < options.kills(); i++) {
            events.add(new SoakEvent(moment(options, random), Kind.KILL, 0, 0));
        }
        for (int i = 0; i < options.disconnects(); i++) {
            // Each kind in turn, so that a short run has some of all.
            Kind kind = kinds[1 + i % (kinds.length - 1)];
            long lasts = options.rate() / 10 + random.nextLong(options.rate());
            events.add(new SoakEvent(moment(options, random), kind, lasts, random.nextInt(nodes)));
        }
        events.sort(Comparator.comparingLong(SoakEvent::atFlow));
        return events;
    }

    /** Not at the very begin, where nothing has been learned, nor at the very end, where nothing follows. */
    private static long moment(SoakOptions options, SplittableRandom random) {
        return random.nextLong(options.flows() / 50, options.flows() - options.flows() / 50);
    }
}
