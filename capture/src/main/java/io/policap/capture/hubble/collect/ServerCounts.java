package io.policap.capture.hubble.collect;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What one server has given so far.
 *
 * @param server its name
 * @param since when the state began, by the clock of this host
 * @param events delivered, flows and all others, those included that the collector made itself
 * @param flows of these
 * @param malformed of these, could not be read
 * @param duplicates recognised after a break and left out
 * @param lost events that were told to be lost, or counted so by the server's own counters
 * @param gaps intervals in which events were, or may have been, lost unread
 * @param reconnects streams that were opened after the first one
 * @param awaited nodes of which it is not known yet whether anything is missing since a break
 * @param lastEvent the time of the newest flow
 */
public record ServerCounts(
        String server,
        State state,
        Instant since,
        long events,
        long flows,
        long malformed,
        long duplicates,
        long lost,
        long gaps,
        long reconnects,
        int awaited,
        Optional<Instant> lastEvent) {
    /** How a server is at the moment. */
    public enum State {
        /** Asked for the first time, no answer yet. */
        CONNECTING,
        /** Its flows are being read. */
        CONNECTED,
        /** It failed and is asked again and again. */
        RETRYING,
        /** The run is over. */
        ENDED
    }

    public ServerCounts {
        requireNonNull(server, "server");
        requireNonNull(state, "state");
        requireNonNull(since, "since");
        requireNonNull(lastEvent, "lastEvent");
    }
}
