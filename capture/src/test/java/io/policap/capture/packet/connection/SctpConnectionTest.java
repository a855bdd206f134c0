package io.policap.capture.packet.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.flow.Exchange;
import org.junit.jupiter.api.Test;

class SctpConnectionTest {
    private static final int DATA = 0;
    private static final int INIT = 1;
    private static final int INIT_ACK = 2;
    private static final int SACK = 3;
    private static final int HEARTBEAT = 4;
    private static final int HEARTBEAT_ACK = 5;
    private static final int ABORT = 6;
    private static final int COOKIE_ECHO = 10;
    private static final int COOKIE_ACK = 11;

    private final Packets packets = new Packets();

    @Test
    void anAssociationThatCarriesDataIsServed() {
        packets.sctp(true, INIT, 11).sctp(false, INIT_ACK, 22).sctp(true, COOKIE_ECHO, 0);
        Leg leg = packets.sctp(false, COOKIE_ACK, 0).sctp(true, DATA, 0).leg();

        assertThat(leg.exchange()).isEqualTo(Exchange.SERVED);
        assertThat(leg.fingerprint()).isEqualTo(11L << 32 | 22);
        assertThat(leg.clientPort()).isEqualTo(40000);
    }

    @Test
    void dataBundledBehindAnotherChunkAreProvenByTheirAcknowledgement() {
        packets.sctp(true, INIT, 11).sctp(false, INIT_ACK, 22).sctp(true, COOKIE_ECHO, 0);

        assertThat(packets.sctp(false, SACK, 0).leg().exchange()).isEqualTo(Exchange.SERVED);
    }

    @Test
    void openingsThatLeadToNothingAreToldApart() {
        assertThat(packets.sctp(true, INIT, 11).leg().exchange()).isEqualTo(Exchange.UNANSWERED);
        assertThat(new Packets()
                        .sctp(true, INIT, 11)
                        .sctp(false, ABORT, 0)
                        .leg()
                        .exchange())
                .isEqualTo(Exchange.REFUSED);
        assertThat(new Packets()
                        .sctp(true, INIT, 11)
                        .sctp(false, INIT_ACK, 2)
                        .leg()
                        .exchange())
                .isEqualTo(Exchange.HALF_OPEN);
        assertThat(new Packets()
                        .sctp(true, INIT, 11)
                        .sctp(false, INIT_ACK, 2)
                        .sctp(true, COOKIE_ECHO, 0)
                        .sctp(false, COOKIE_ACK, 0)
                        .leg()
                        .exchange())
                .isEqualTo(Exchange.HANDSHAKE_ONLY);
    }

    @Test
    void aCookieTellsTheDirectionWhereTheOpeningWasNotSeen() {
        Leg leg = packets.sctp(false, COOKIE_ACK, 0).sctp(true, DATA, 0).leg();

        assertThat(leg.directed()).isTrue();
        assertThat(leg.clientPort()).isEqualTo(40000);
        assertThat(leg.exchange()).isEqualTo(Exchange.SERVED);
    }

    @Test
    void withoutAStartBothWaysAreMidStream() {
        Leg leg = packets.sctp(true, DATA, 0).sctp(false, SACK, 0).leg();
        assertThat(leg.exchange()).isEqualTo(Exchange.MID_STREAM);
        assertThat(leg.directed()).isFalse();
        assertThat(new Packets()
                        .sctp(true, HEARTBEAT, 0)
                        .sctp(false, HEARTBEAT_ACK, 0)
                        .leg()
                        .exchange())
                .isEqualTo(Exchange.HANDSHAKE_ONLY);
        assertThat(new Packets().sctp(true, DATA, 0).leg().exchange()).isEqualTo(Exchange.ONE_WAY);
    }

    @Test
    void anInitByAnotherTagIsAnotherAssociation() {
        packets.sctp(true, INIT, 11).after(1).sctp(true, INIT, 11).after(1).sctp(true, INIT, 12);

        assertThat(packets.finish()).extracting(Leg::packets).containsExactly(2L, 1L);
    }
}
