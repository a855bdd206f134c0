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
     * @param fromClient whether any capture saw a packet from the client
     * @param fromServer whether any capture saw a packet from the server
     */
    static Exchange together(List<Leg> legs, Protocol protocol, boolean fromClient, boolean fromServer) {
        Exchange best = legs.get(0).exchange();
        boolean oneWay = false;
        boolean answered = false;
        for (Leg leg : legs) {
            best = moreTelling(best, leg.exchange());
            oneWay |= leg.exchange() == Exchange.ONE_WAY;
            answered |= leg.requestTime() != 0 && leg.answerTime() != 0 && leg.exchange() != Exchange.REFUSED;
        }
        if (best == Exchange.MID_STREAM && answered) {
            // One capture ended or lost packets after the handshake, the other began after it and saw the data.
            return Exchange.SERVED;
        }
        boolean nothingBetter = best == Exchange.UNANSWERED || best == Exchange.ONE_WAY;
        if (nothingBetter && oneWay && fromClient && fromServer) {
            // Each capture saw one direction, as with routes that differ there and back.
            return protocol == Protocol.TCP ? Exchange.MID_STREAM : Exchange.SERVED;
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
            case UNANSWERED -> 6;
            case ONE_WAY -> 7;
        };
    }
}
