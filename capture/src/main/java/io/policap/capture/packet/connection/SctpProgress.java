package io.policap.capture.packet.connection;

import static io.policap.capture.packet.connection.Entry.ANSWERED;
import static io.policap.capture.packet.connection.Entry.DATA;
import static io.policap.capture.packet.connection.Entry.ESTABLISHED;
import static io.policap.capture.packet.connection.Entry.FIN;
import static io.policap.capture.packet.connection.Entry.INITIAL;
import static io.policap.capture.packet.connection.Entry.INITIAL_KNOWN;
import static io.policap.capture.packet.connection.Entry.OPENED;
import static io.policap.capture.packet.connection.Entry.RESET;
import static io.policap.capture.packet.connection.Entry.SEEN;
import static io.policap.capture.packet.connection.Entry.STARTED;
import static io.policap.capture.packet.connection.Entry.withHalf;

import io.policap.capture.packet.decode.PacketHeader;

/**
 * What the packets of an SCTP association prove about it (RFC 9260), from the first chunk of each.
 *
 * <p>A selective acknowledgement proves data of the other end: data bundled behind another chunk are not seen.
 */
final class SctpProgress {
    static final int INIT = 1;
    static final int INIT_ACK = 2;
    private static final int DATA_CHUNK = 0;
    private static final int SACK = 3;
    private static final int ABORT = 6;
    private static final int SHUTDOWN = 7;
    private static final int SHUTDOWN_ACK = 8;
    private static final int COOKIE_ECHO = 10;
    private static final int COOKIE_ACK = 11;
    private static final int SHUTDOWN_COMPLETE = 14;
    private static final int I_DATA = 64;

    private SctpProgress() {}

    static boolean isOpening(int chunk) {
        return chunk == INIT || chunk == INIT_ACK;
    }

    /** Takes a distinct packet into account; gives the new state, which is not yet written. */
    static int add(long[] words, int at, int before, int side, PacketHeader header, long time) {
        int other = 1 - side;
        int seen = before | (SEEN << side);
        int state =
                switch (header.flags) {
                    case INIT -> start(words, at, Entry.directed(before, side) | OPENED, side, header.sequence, time);
                    case INIT_ACK ->
                        start(words, at, Entry.directed(before, other) | ANSWERED, side, header.sequence, time);
                    case ABORT -> abort(words, at, before, side, time);
                    case DATA_CHUNK, I_DATA -> seen | (DATA << side);
                    case SACK -> seen | (DATA << other);
                    case COOKIE_ECHO -> Entry.directed(seen, side) | Entry.COOKIE_ECHO;
                    case COOKIE_ACK -> Entry.directed(seen, other) | Entry.COOKIE_ACK;
                    case SHUTDOWN, SHUTDOWN_ACK -> seen | (FIN << side);
                    case SHUTDOWN_COMPLETE -> seen | FIN | (FIN << 1);
                    default -> seen;
                };
        int client = Entry.client(state);
        boolean answered = (state & (ANSWERED | Entry.COOKIE_ACK)) != 0 && (state & (SEEN << client)) != 0;
        boolean accepted = (state & Entry.COOKIE_ECHO) != 0 && (state & (SEEN << (1 - client))) != 0;
        return answered || accepted ? state | ESTABLISHED : state;
    }

    private static int start(long[] words, int at, int before, int side, int tag, long time) {
        if (words[at + STARTED + side] == 0) {
            words[at + STARTED + side] = time;
        }
        if ((before & (INITIAL_KNOWN << side)) == 0 || (before & ESTABLISHED) == 0) {
            words[at + INITIAL] = withHalf(words[at + INITIAL], side, tag);
        }
        return before | (INITIAL_KNOWN << side);
    }

    private static int abort(long[] words, int at, int before, int side, long time) {
        if ((before & (OPENED | ANSWERED)) == OPENED
                && Entry.client(before) != side
                && words[at + STARTED + side] == 0) {
            words[at + STARTED + side] = time;
        }
        return before | (RESET << side);
    }
}
