package io.policap.capture.packet.connection;

import static io.policap.capture.packet.connection.Entry.ANSWERED;
import static io.policap.capture.packet.connection.Entry.DATA;
import static io.policap.capture.packet.connection.Entry.DIRECTED;
import static io.policap.capture.packet.connection.Entry.ESTABLISHED;
import static io.policap.capture.packet.connection.Entry.OPENED;
import static io.policap.capture.packet.connection.Entry.RESET;
import static io.policap.capture.packet.connection.Entry.SEEN;
import static io.policap.capture.packet.connection.Entry.UNREACHABLE;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.infer.flow.Exchange;

/**
 * What became of a connection (R2), judged when it is handed out.
 *
 * <p>Nothing is served without proof from both ends. Where packets of one end only were captured, beyond a mere opening,
 * that is {@link Exchange#ONE_WAY}, however much they acknowledge: a SYN/ACK whose client was never seen, a client that
 * goes on after a SYN and is not seen to be answered.
 */
final class Outcome {
    private Outcome() {}

    static Exchange of(long[] words, int at, boolean handshakesOnly) {
        int state = Entry.state(words, at);
        int protocol = ConnectionKey.protocol(words[at + Entry.META]);
        if (protocol != PacketHeader.TCP && protocol != PacketHeader.SCTP) {
            return datagrams(state);
        }
        if ((state & DIRECTED) != 0) {
            return directed(state, handshakesOnly && protocol == PacketHeader.TCP);
        }
        return protocol == PacketHeader.TCP ? midStreamTcp(words, at, state) : midStreamSctp(state);
    }

    /** In which list of {@link Recency} a connection with this state waits, unless it is one of datagrams. */
    static int waits(int state, boolean handshakesOnly) {
        boolean finished = (state & (Entry.FIN | Entry.FIN << 1)) == (Entry.FIN | Entry.FIN << 1);
        if (finished || (state & (Entry.RESET | Entry.RESET << 1)) != 0) {
            return Recency.FINISHED;
        }
        boolean open = (state & Entry.DIRECTED) == 0 || isEstablished(state, handshakesOnly);
        return open ? Recency.OPEN : Recency.CLOSED;
    }

    /**
     * Whether the handshake was completed; where only SYN, FIN and RST were captured, an answered SYN counts, unless the
     * client reset it without having exchanged a byte.
     */
    static boolean isEstablished(int state, boolean handshakesOnly) {
        if ((state & ESTABLISHED) != 0) {
            return true;
        }
        boolean answered = (state & (OPENED | ANSWERED)) == (OPENED | ANSWERED);
        boolean resetByClient = (state & (RESET << Entry.client(state))) != 0;
        return handshakesOnly && answered && (!resetByClient || hasData(state));
    }

    /** Whether this side is the client and the server has not answered. */
    static boolean awaitsAnswer(int state, int side) {
        int answers = ANSWERED | (SEEN << (1 - side)) | (RESET << (1 - side));
        return Entry.client(state) == side && (state & answers) == 0;
    }

    private static boolean hasData(int state) {
        return (state & (DATA | DATA << 1)) != 0;
    }

    private static Exchange directed(int state, boolean handshakesOnly) {
        if (isEstablished(state, handshakesOnly)) {
            return hasData(state) ? Exchange.SERVED : Exchange.HANDSHAKE_ONLY;
        }
        int client = Entry.client(state);
        int server = 1 - client;
        boolean clientWentOn = (state & (SEEN << client)) != 0;
        boolean opened = (state & OPENED) != 0;
        if ((state & ANSWERED) != 0) {
            boolean clientSeen = opened || clientWentOn || (state & (RESET << client)) != 0;
            return clientSeen ? Exchange.HALF_OPEN : Exchange.ONE_WAY;
        }
        if (!opened) {
            return Exchange.ONE_WAY;
        }
        if ((state & (SEEN << server)) != 0) {
            return Exchange.HALF_OPEN;
        }
        if ((state & (RESET << server)) != 0) {
            return Exchange.REFUSED;
        }
        if ((state & UNREACHABLE) != 0) {
            return Exchange.UNREACHABLE;
        }
        return clientWentOn ? Exchange.ONE_WAY : Exchange.UNANSWERED;
    }

    private static Exchange midStreamTcp(long[] words, int at, int state) {
        boolean data0 = TcpProgress.midStreamData(words, at, state, 0);
        boolean data1 = TcpProgress.midStreamData(words, at, state, 1);
        boolean carried = (data0 && data1)
                || (data0 && TcpProgress.midStreamAcknowledged(words, at, state, 0))
                || (data1 && TcpProgress.midStreamAcknowledged(words, at, state, 1));
        return carried ? Exchange.MID_STREAM : withoutBytes(state);
    }

    private static Exchange midStreamSctp(int state) {
        boolean both = (state & (SEEN | SEEN << 1)) == (SEEN | SEEN << 1);
        return both && hasData(state) ? Exchange.MID_STREAM : withoutBytes(state);
    }

    private static Exchange withoutBytes(int state) {
        boolean both = (state & (SEEN | SEEN << 1)) == (SEEN | SEEN << 1);
        boolean reset = (state & (RESET | RESET << 1)) != 0;
        return both && !reset ? Exchange.HANDSHAKE_ONLY : Exchange.ONE_WAY;
    }

    private static Exchange datagrams(int state) {
        if ((state & (SEEN | SEEN << 1)) == (SEEN | SEEN << 1)) {
            return (state & DIRECTED) != 0 ? Exchange.SERVED : Exchange.MID_STREAM;
        }
        return (state & UNREACHABLE) != 0 ? Exchange.UNREACHABLE : Exchange.ONE_WAY;
    }
}
