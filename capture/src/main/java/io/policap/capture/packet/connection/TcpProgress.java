package io.policap.capture.packet.connection;

import static io.policap.capture.packet.connection.Entry.ACKNOWLEDGED;
import static io.policap.capture.packet.connection.Entry.ACKNOWLEDGES;
import static io.policap.capture.packet.connection.Entry.ANSWERED;
import static io.policap.capture.packet.connection.Entry.BASE;
import static io.policap.capture.packet.connection.Entry.DATA;
import static io.policap.capture.packet.connection.Entry.DIRECTED;
import static io.policap.capture.packet.connection.Entry.ESTABLISHED;
import static io.policap.capture.packet.connection.Entry.INITIAL;
import static io.policap.capture.packet.connection.Entry.INITIAL_KNOWN;
import static io.policap.capture.packet.connection.Entry.NEXT;
import static io.policap.capture.packet.connection.Entry.OPENED;
import static io.policap.capture.packet.connection.Entry.RESET;
import static io.policap.capture.packet.connection.Entry.SEEN;
import static io.policap.capture.packet.connection.Entry.STARTED;
import static io.policap.capture.packet.connection.Entry.half;
import static io.policap.capture.packet.connection.Entry.withHalf;

import io.policap.capture.packet.decode.PacketHeader;

/**
 * What the segments of a TCP connection prove about it (RFC 9293): who opened it, whether both ends completed the
 * handshake, whether bytes were carried.
 *
 * <p>Bytes are proven by a payload that was seen, or by sequence and acknowledgement numbers that are ahead of the
 * initial ones by at least two: SYN takes one, and a FIN that may have been missed another. So captures that hold only
 * packets with SYN, FIN or RST prove as much. Numbers more than 2 GiB ahead count as behind.
 */
final class TcpProgress {
    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int ACK = 0x10;
    static final int ENDS_OR_OPENS = FIN | SYN | RST;

    /** Opened, established, and bytes both ways: nothing is left to prove. */
    static final int SETTLED = DIRECTED | ESTABLISHED | DATA | DATA << 1;

    private TcpProgress() {}

    /** Whether the segment takes part in opening a connection. */
    static boolean isOpening(int flags) {
        return (flags & (SYN | RST)) == SYN;
    }

    /** Takes a distinct segment into account; gives the new state, which is not yet written. */
    static int add(long[] words, int at, int state, int side, PacketHeader header, long time) {
        int flags = header.flags;
        if ((flags & (SYN | RST)) == 0) {
            return segment(words, at, state, side, header);
        }
        int next;
        if ((flags & RST) != 0) {
            next = reset(words, at, state, side, header, time);
        } else if ((flags & ACK) != 0) {
            next = answer(words, at, state, side, header, time);
        } else {
            next = open(words, at, state, side, header, time);
        }
        return prove(words, at, next);
    }

    private static int segment(long[] words, int at, int before, int side, PacketHeader header) {
        int flags = header.flags;
        int state = before | (SEEN << side) | ((flags & FIN) != 0 ? Entry.FIN << side : 0);
        if ((state & SETTLED) == SETTLED) {
            return state;
        }
        int sequence = header.sequence;
        int end = sequence + header.payload + (flags & FIN);
        if ((state & ((INITIAL_KNOWN | BASE) << side)) == 0) {
            words[at + INITIAL] = withHalf(words[at + INITIAL], side, sequence - 1);
            words[at + NEXT] = withHalf(words[at + NEXT], side, end);
            state |= BASE << side;
            if (header.payload > 0) {
                state |= DATA << side;
            }
        } else if (end - half(words[at + NEXT], side) > 0) {
            words[at + NEXT] = withHalf(words[at + NEXT], side, end);
            // What carries nothing new may be the garbage byte of a keepalive.
            if (header.payload > 0) {
                state |= DATA << side;
            }
        }
        if ((flags & ACK) != 0) {
            int acknowledged = header.acknowledgement;
            if ((state & (ACKNOWLEDGES << side)) == 0 || acknowledged - half(words[at + ACKNOWLEDGED], side) > 0) {
                words[at + ACKNOWLEDGED] = withHalf(words[at + ACKNOWLEDGED], side, acknowledged);
                state |= ACKNOWLEDGES << side;
            }
        }
        return prove(words, at, state);
    }

    private static int open(long[] words, int at, int before, int side, PacketHeader header, long time) {
        int state = before;
        if ((state & DIRECTED) == 0 || Entry.client(state) == side) {
            state = Entry.directed(state, side) | OPENED;
        }
        return initial(words, at, state, side, header.sequence, time);
    }

    private static int answer(long[] words, int at, int before, int side, PacketHeader header, long time) {
        if ((before & DIRECTED) != 0 && Entry.client(before) == side) {
            // Both opened at once; the other end's SYN/ACK is the one that counts.
            return before;
        }
        int other = 1 - side;
        int state = before;
        if ((state & (ANSWERED | ESTABLISHED)) == ANSWERED) {
            // The server lost its state and answers again by another number, as SYN cookies do.
            state &= ~(INITIAL_KNOWN << side);
        }
        state = initial(words, at, Entry.directed(state, other) | ANSWERED, side, header.sequence, time);
        if ((state & (INITIAL_KNOWN << other)) == 0) {
            words[at + INITIAL] = withHalf(words[at + INITIAL], other, header.acknowledgement - 1);
            if ((state & (BASE << other)) == 0) {
                words[at + NEXT] = withHalf(words[at + NEXT], other, header.acknowledgement);
            }
            state = (state & ~(BASE << other)) | (INITIAL_KNOWN << other);
        }
        return state;
    }

    private static int initial(long[] words, int at, int before, int side, int sequence, long time) {
        int state = before;
        if ((state & (INITIAL_KNOWN << side)) == 0) {
            words[at + INITIAL] = withHalf(words[at + INITIAL], side, sequence);
            if ((state & (BASE << side)) == 0) {
                words[at + NEXT] = withHalf(words[at + NEXT], side, sequence + 1);
            }
            state = (state & ~(BASE << side)) | (INITIAL_KNOWN << side);
        }
        if (words[at + STARTED + side] == 0) {
            words[at + STARTED + side] = time;
        }
        return state;
    }

    private static int reset(long[] words, int at, int before, int side, PacketHeader header, long time) {
        int state = before | (RESET << side);
        if ((state & ANSWERED) == 0) {
            boolean answersOpening =
                    (state & OPENED) != 0 && Entry.client(state) != side && (state & (SEEN << side)) == 0;
            if (answersOpening && words[at + STARTED + side] == 0) {
                words[at + STARTED + side] = time;
            }
            return state;
        }
        // A reset ends a sequence like a FIN; one without a state behind it has sequence number 0 or that it was asked.
        if (header.sequence != 0 && header.sequence - half(words[at + NEXT], side) > 0) {
            words[at + NEXT] = withHalf(words[at + NEXT], side, header.sequence);
        }
        boolean acknowledgesBytes = (header.flags & ACK) != 0
                && (state & (INITIAL_KNOWN << (1 - side))) != 0
                && header.acknowledgement - half(words[at + INITIAL], 1 - side) > 2;
        return acknowledgesBytes ? state | (DATA << (1 - side)) : state;
    }

    private static int prove(long[] words, int at, int before) {
        int state = before;
        if ((state & DIRECTED) == 0 || (state & SETTLED) == SETTLED) {
            return state;
        }
        int client = Entry.client(state);
        state = proveData(words, at, state, client);
        state = proveData(words, at, state, 1 - client);
        if ((state & ESTABLISHED) == 0 && isEstablished(words, at, state, client)) {
            state |= ESTABLISHED;
        }
        return state;
    }

    private static int proveData(long[] words, int at, int state, int side) {
        if ((state & (DATA << side)) != 0 || (state & ((INITIAL_KNOWN | BASE) << side)) == 0) {
            return state;
        }
        int initial = half(words[at + INITIAL], side);
        int next = half(words[at + NEXT], side);
        if (next - initial > 2) {
            return state | (DATA << side);
        }
        if ((state & (ACKNOWLEDGES << (1 - side))) == 0) {
            return state;
        }
        int acknowledged = half(words[at + ACKNOWLEDGED], 1 - side);
        // Without the SYN/ACK an old connection's acknowledgement may mean anything, unless it was sent for what was
        // seen.
        boolean plausible = (state & ANSWERED) != 0 || acknowledged - next <= 0;
        return plausible && acknowledged - initial > 2 ? state | (DATA << side) : state;
    }

    /** Whether packets of both ends prove that the handshake was completed. */
    private static boolean isEstablished(long[] words, int at, int state, int client) {
        int server = 1 - client;
        boolean clientAcknowledges = (state & (ACKNOWLEDGES << client)) != 0;
        boolean serverAcknowledges = (state & (ACKNOWLEDGES << server)) != 0;
        int ofClient = half(words[at + ACKNOWLEDGED], client);
        int ofServer = half(words[at + ACKNOWLEDGED], server);
        long initial = words[at + INITIAL];
        if ((state & ANSWERED) != 0) {
            if (clientAcknowledges && ofClient - half(initial, server) > 0) {
                return true;
            }
            // The client's part was not captured, but the server went on.
            boolean serverSentData = (state & (SEEN << server)) != 0 && (state & (DATA << server)) != 0;
            return (state & OPENED) != 0
                    && (serverSentData || (serverAcknowledges && ofServer - half(initial, client) > 2));
        }
        // The SYN/ACK was not captured: the server acknowledges exactly what the client sent.
        return clientAcknowledges
                && serverAcknowledges
                && ofServer - half(initial, client) > 0
                && ofServer - half(words[at + NEXT], client) <= 0;
    }

    /** Whether it is a connection that was opened and answered, and whose client is proven to have sent no byte by now. */
    static boolean isClientSilent(int state) {
        int client = Entry.client(state);
        return (state & ESTABLISHED) != 0
                && (state & (INITIAL_KNOWN << client)) != 0
                && (state & (DATA << client)) == 0;
    }

    /** Whether bytes of one side were seen or follow from numbers, where nobody saw the connection's start. */
    static boolean midStreamData(long[] words, int at, int state, int side) {
        return (state & (DATA << side)) != 0
                || ((state & (BASE << side)) != 0
                        && half(words[at + NEXT], side) - half(words[at + INITIAL], side) > 2);
    }

    /** Whether the other side acknowledged something that this side sent after its first packet seen began. */
    static boolean midStreamAcknowledged(long[] words, int at, int state, int side) {
        return (state & (BASE << side)) != 0
                && (state & (ACKNOWLEDGES << (1 - side))) != 0
                && half(words[at + ACKNOWLEDGED], 1 - side) - half(words[at + INITIAL], side) > 1;
    }
}
