package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.Exchange;
import io.policap.infer.net.Protocol;
import java.util.List;

/** What several captures of one connection prove together about its outcome (R2). */
final class Exchanges {
    private Exchanges() {}

    /**
     * The outcome of one connection.
     *
     * @param directed whether all captures together know who opened it
     * @param fromClient whether any capture saw a packet from the client
     * @param fromServer whether any capture saw a packet from the server
     */
    static Exchange together(
            List<Leg> legs, Protocol protocol, boolean directed, boolean fromClient, boolean fromServer) {
        boolean answered = false;
        boolean onlyOpened = false;
        Exchange best = legs.get(0).exchange();
        for (Leg leg : legs) {
            best = moreTelling(best, leg.exchange());
            answered |= leg.requestTime() != 0 && leg.answerTime() != 0 && leg.exchange() != Exchange.REFUSED;
            onlyOpened |= leg.exchange() == Exchange.UNANSWERED;
        }
        return judged(best, answered, onlyOpened, protocol, directed, fromClient, fromServer);
    }

    /** The outcome of a connection that one leg alone shows, as {@link #together} has it. */
    static Exchange alone(HeldLegs held, int row) {
        Exchange seen = held.exchange(row);
        boolean answered = held.requestTime(row) != 0 && held.answerTime(row) != 0 && seen != Exchange.REFUSED;
        return judged(
                seen,
                answered,
                seen == Exchange.UNANSWERED,
                held.protocol(row),
                held.directed(row),
                held.clientPackets(row) > 0,
                held.serverPackets(row) > 0);
    }

    private static Exchange judged(
            Exchange best,
            boolean answered,
            boolean onlyOpened,
            Protocol protocol,
            boolean directed,
            boolean fromClient,
            boolean fromServer) {
        boolean datagrams = protocol != Protocol.TCP && protocol != Protocol.SCTP;
        if (best == Exchange.MID_STREAM && (answered || (datagrams && directed))) {
            // One capture saw the start and the other the data.
            return Exchange.SERVED;
        }
        if (best == Exchange.ONE_WAY && fromClient && fromServer) {
            // Each capture saw one direction, as with routes that differ there and back. What came back to a mere
            // opening may be no more than a reset.
            return onlyOpened ? Exchange.HALF_OPEN : datagrams && directed ? Exchange.SERVED : Exchange.MID_STREAM;
        }
        return best;
    }

    static Exchange moreTelling(Exchange left, Exchange right) {
        return rank(right) < rank(left) ? right : left;
    }

    /** Smaller is more telling: what one capture saw happen outweighs what another did not see. */
    private static int rank(Exchange exchange) {
        return switch (exchange) {
            case SERVED -> 0;
            case MID_STREAM -> 1;
            case HANDSHAKE_ONLY -> 2;
            case REFUSED -> 3;
            case UNREACHABLE -> 4;
            case HALF_OPEN -> 5;
            // A client that goes on has been answered somewhere.
            case ONE_WAY -> 6;
            case UNANSWERED -> 7;
        };
    }
}
