package io.policap.capture.packet.connection;

import static io.policap.capture.packet.connection.Entry.ACKNOWLEDGED;
import static io.policap.capture.packet.connection.Entry.ACKNOWLEDGES;
import static io.policap.capture.packet.connection.Entry.ANSWERED;
import static io.policap.capture.packet.connection.Entry.BASE;
import static io.policap.capture.packet.connection.Entry.DIRECTED;
import static io.policap.capture.packet.connection.Entry.ESTABLISHED;
import static io.policap.capture.packet.connection.Entry.FIRST;
import static io.policap.capture.packet.connection.Entry.INITIAL;
import static io.policap.capture.packet.connection.Entry.INITIAL_KNOWN;
import static io.policap.capture.packet.connection.Entry.OPENED;
import static io.policap.capture.packet.connection.Entry.SEEN;
import static io.policap.capture.packet.connection.Entry.half;

import io.policap.capture.packet.decode.PacketHeader;

/** Tells the opening of another connection with the same addresses and ports from one seen again or late. */
final class PortReuse {
    /** How much later than the packets that follow it an opening may be captured: a second, in nanoseconds. */
    static final long OVERTAKEN = 1_000_000_000L;

    /** How many bytes may have overtaken it. */
    private static final int OVERTAKING_BYTES = 1 << 20;

    /** How many bytes a SYN may carry that its SYN/ACK acknowledges (RFC 7413). */
    private static final int FAST_OPEN_BYTES = 1 << 16;

    private PortReuse() {}

    /** Whether a packet begins another connection than the one recorded. */
    static boolean isBegun(long[] words, int at, int side, PacketHeader header, long time) {
        return switch (header.protocol) {
            case PacketHeader.TCP -> TcpProgress.isOpening(header.flags) && byTcp(words, at, side, header, time);
            case PacketHeader.SCTP -> SctpProgress.isOpening(header.flags) && bySctp(words, at, side, header, time);
            default -> false;
        };
    }

    /** Whether a TCP segment with SYN begins another connection than the one recorded. */
    private static boolean byTcp(long[] words, int at, int side, PacketHeader header, long time) {
        int state = Entry.state(words, at);
        boolean answers = (header.flags & TcpProgress.ACK) != 0;
        if ((state & DIRECTED) == 0) {
            return time - words[at + FIRST] > OVERTAKEN || !continues(words, at, state, side, header, answers);
        }
        int client = Entry.client(state);
        long initial = words[at + INITIAL];
        if (client == side) {
            return half(initial, side) != header.sequence;
        }
        if (!answers) {
            // Both may open at once (RFC 9293, 3.5), before either answers.
            return (state & (ANSWERED | SEEN | SEEN << 1)) != 0 || time - words[at + FIRST] > OVERTAKEN;
        }
        if ((state & INITIAL_KNOWN << side) != 0 && half(initial, side) == header.sequence) {
            return false;
        }
        int beyond = header.acknowledgement - half(initial, client) - 1;
        return beyond < 0 || beyond >= FAST_OPEN_BYTES;
    }

    private static boolean continues(long[] words, int at, int state, int side, PacketHeader header, boolean answers) {
        int other = 1 - side;
        int begins = header.sequence + 1;
        boolean own = (state & BASE << side) != 0 && isShortlyAfter(half(words[at + INITIAL], side) + 1, begins);
        boolean acknowledged =
                (state & ACKNOWLEDGES << other) != 0 && isShortlyAfter(half(words[at + ACKNOWLEDGED], other), begins);
        boolean opened = answers
                && (state & BASE << other) != 0
                && isShortlyAfter(half(words[at + INITIAL], other) + 1, header.acknowledgement);
        return own || acknowledged || opened;
    }

    private static boolean isShortlyAfter(int number, int begins) {
        int after = number - begins;
        return after >= 0 && after < OVERTAKING_BYTES;
    }

    /** Whether an INIT or INIT-ACK begins another association than the one recorded. */
    private static boolean bySctp(long[] words, int at, int side, PacketHeader header, long time) {
        int state = Entry.state(words, at);
        boolean opens = header.flags == SctpProgress.INIT;
        if ((state & (DIRECTED | OPENED)) == 0) {
            return time - words[at + FIRST] > OVERTAKEN;
        }
        if ((Entry.client(state) == side) != opens) {
            return true;
        }
        boolean sameTag = (state & INITIAL_KNOWN << side) == 0 || half(words[at + INITIAL], side) == header.sequence;
        return !sameTag && (opens || (state & ESTABLISHED) != 0);
    }
}
