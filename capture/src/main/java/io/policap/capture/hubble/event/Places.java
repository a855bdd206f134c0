package io.policap.capture.hubble.event;

import io.policap.infer.flow.Place;

/**
 * Where the events of one source are, by the number of their line as their reader counts it.
 *
 * <p>A reader that begins in the middle of a file counts from there, and has to wait for the others to know the line's
 * number in the file: so it is asked for only where somebody will read it.
 */
public interface Places {
    /** The place of a flow: exact, or the source as a whole. */
    Place ofFlow(long line);

    /** The exact place, for a message. */
    Place ofIssue(long line);

    /** The places of a source that is read from its beginning. */
    static Places exact(String source) {
        return new Places() {
            @Override
            public Place ofFlow(long line) {
                return new Place(source, line);
            }

            @Override
            public Place ofIssue(long line) {
                return new Place(source, line);
            }
        };
    }

    /** One place for everything. */
    static Places only(Place place) {
        return new Places() {
            @Override
            public Place ofFlow(long line) {
                return place;
            }

            @Override
            public Place ofIssue(long line) {
                return place;
            }
        };
    }
}
