package io.policap.capture.packet.connection;

import static io.policap.capture.packet.connection.Packets.ACK;
import static io.policap.capture.packet.connection.Packets.FIN;
import static io.policap.capture.packet.connection.Packets.PSH;
import static io.policap.capture.packet.connection.Packets.RST;
import static io.policap.capture.packet.connection.Packets.START;
import static io.policap.capture.packet.connection.Packets.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.infer.flow.Exchange;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpConnectionTest {
    private final Packets packets = new Packets();

    @Test
    void aRequestAndItsAnswerAreServedFromTheSenderOfTheSyn() {
        packets.client(SYN, 1000, 0, 0).after(0.001).server(SYN | ACK, 5000, 1001, 0);
        packets.after(0.001).client(ACK, 1001, 5001, 0).client(ACK | PSH, 1001, 5001, 100);
        Leg leg = packets.server(ACK | PSH, 5001, 1101, 300)
                .client(ACK | FIN, 1101, 5301, 0)
                .leg();

        assertThat(leg)
                .isEqualTo(new Leg(
                        3,
                        1,
                        Ip.parse("10.0.0.1"),
                        40000,
                        Ip.parse("10.0.0.2"),
                        80,
                        Protocol.TCP,
                        0,
                        true,
                        Exchange.SERVED,
                        START,
                        START + 2_000_000,
                        START,
                        START + 1_000_000,
                        4,
                        2,
                        6,
                        1000L << 32 | 5000));
    }

    @Test
    void theClientMayBeTheNumericallyHigherAddressAndAnIpv6One() {
        Leg leg = packets.between("fd00::2", 1, "fd00::1", 65535)
                .handshake()
                .server(ACK, 5001, 1001, 9)
                .leg();

        assertThat(leg.client()).isEqualTo(Ip.parse("fd00::2"));
        assertThat(leg.serverPort()).isEqualTo(65535);
        assertThat(leg.exchange()).isEqualTo(Exchange.SERVED);
    }

    @Test
    void ipv6AddressesThatDifferInTheirUpperHalfOnlyAreDifferent() {
        packets.between("fd00::2", 1, "fd00::1", 2).client(SYN, 1, 0, 0);
        packets.between("fd01::2", 1, "fd00::1", 2).client(SYN, 1, 0, 0);

        assertThat(packets.finish()).hasSize(2);
    }

    @Test
    void aServerThatSendsFirstCounts() {
        assertThat(exchange(packets.handshake().server(ACK | PSH, 5001, 1001, 20)))
                .isEqualTo(Exchange.SERVED);
    }

    @Test
    void aClientThatSendsAfterTheHandshakeIsServed() {
        assertThat(exchange(packets.handshake().client(ACK | PSH, 1001, 5001, 20)))
                .isEqualTo(Exchange.SERVED);
    }

    @Test
    void aResetAfterDataIsStillServed() {
        assertThat(exchange(packets.handshake().client(ACK, 1001, 5001, 20).server(RST, 5001, 0, 0)))
                .isEqualTo(Exchange.SERVED);
    }

    @Test
    void aHandshakeWithoutAByteIsHandshakeOnlyHoweverItEnds() {
        assertThat(exchange(packets.handshake()
                        .client(FIN | ACK, 1001, 5001, 0)
                        .server(FIN | ACK, 5001, 1002, 0)
                        .client(ACK, 1002, 5002, 0)))
                .isEqualTo(Exchange.HANDSHAKE_ONLY);
        Packets reset = new Packets();
        assertThat(exchange(reset.handshake().client(RST | ACK, 1001, 5001, 0))).isEqualTo(Exchange.HANDSHAKE_ONLY);
    }

    @Test
    void theGarbageByteOfAKeepaliveIsNoData() {
        assertThat(exchange(packets.handshake().client(ACK, 1000, 5001, 1).server(ACK, 5001, 1001, 0)))
                .isEqualTo(Exchange.HANDSHAKE_ONLY);
    }

    @Test
    void aResetOfTheSynIsRefused() {
        Leg leg = packets.client(SYN, 1000, 0, 0)
                .after(0.5)
                .server(RST | ACK, 0, 1001, 0)
                .leg();

        assertThat(leg.exchange()).isEqualTo(Exchange.REFUSED);
        assertThat(leg.answerTime()).isEqualTo(START + 500_000_000);
        assertThat(leg.fingerprint()).isZero();
    }

    @Test
    void aSynThatIsRepeatedWithoutAnswerIsOneUnansweredConnection() {
        Leg leg = packets.client(SYN, 1000, 0, 0)
                .after(1)
                .client(SYN, 1000, 0, 0)
                .after(2)
                .client(SYN, 1000, 0, 0)
                .leg();

        assertThat(leg.exchange()).isEqualTo(Exchange.UNANSWERED);
        assertThat(leg.clientPackets()).isEqualTo(3);
        assertThat(leg.answerTime()).isZero();
    }

    @Test
    void aSynAckThatTheClientNeverTakesOrResetsIsHalfOpen() {
        assertThat(exchange(packets.client(SYN, 1000, 0, 0).server(SYN | ACK, 5000, 1001, 0)))
                .isEqualTo(Exchange.HALF_OPEN);
        Packets scan = new Packets();
        assertThat(exchange(scan.client(SYN, 1000, 0, 0)
                        .server(SYN | ACK, 5000, 1001, 0)
                        .client(RST, 1001, 0, 0)))
                .isEqualTo(Exchange.HALF_OPEN);
    }

    @Test
    void anAcknowledgementCapturedBeforeTheSynAckCompletesTheHandshake() {
        packets.client(SYN, 1000, 0, 0).client(ACK, 1001, 5001, 0).client(ACK, 1001, 5001, 30);

        assertThat(exchange(packets.server(SYN | ACK, 5000, 1001, 0))).isEqualTo(Exchange.SERVED);
    }

    @Test
    void aSynCapturedShortlyAfterItsSynAckOrDataOpensTheSameConnection() {
        Leg leg = packets.server(SYN | ACK, 5000, 1001, 0)
                .after(0.001)
                .client(SYN, 1000, 0, 0)
                .client(ACK, 1001, 5001, 30)
                .leg();
        assertThat(leg.exchange()).isEqualTo(Exchange.SERVED);
        Packets late = new Packets();
        Leg other = late.client(ACK, 1001, 5001, 30)
                .client(SYN, 1000, 0, 0)
                .server(SYN | ACK, 5000, 1001, 0)
                .leg();
        assertThat(other.exchange()).isEqualTo(Exchange.SERVED);
        assertThat(other.fingerprint()).isEqualTo(1000L << 32 | 5000);
    }

    @Test
    void aSynAckWithoutItsSynTellsTheDirection() {
        Leg leg = packets.server(SYN | ACK, 5000, 1001, 0)
                .client(ACK, 1001, 5001, 0)
                .client(ACK, 1001, 5001, 50)
                .leg();

        assertThat(leg.directed()).isTrue();
        assertThat(leg.client()).isEqualTo(Ip.parse("10.0.0.1"));
        assertThat(leg.exchange()).isEqualTo(Exchange.SERVED);
        assertThat(leg.requestTime()).isZero();
        assertThat(leg.fingerprint()).isEqualTo(1000L << 32 | 5000);
    }

    @Test
    void packetsOfOneEndOnlyAreNeverServed() {
        Packets serverOnly = new Packets();
        assertThat(exchange(serverOnly
                        .server(SYN | ACK, 5000, 1001, 0)
                        .server(ACK, 5001, 1101, 500)
                        .server(ACK | FIN, 5501, 1102, 0)))
                .isEqualTo(Exchange.ONE_WAY);
        Packets clientOnly = new Packets();
        assertThat(exchange(clientOnly
                        .client(SYN, 1000, 0, 0)
                        .client(ACK, 1001, 5001, 100)
                        .client(ACK, 1101, 5501, 0)))
                .isEqualTo(Exchange.ONE_WAY);
    }

    @Test
    void aMissedSynAckIsNoMatterWhereBothEndsWentOn() {
        packets.client(SYN, 1000, 0, 0).client(ACK, 1001, 5001, 100);

        assertThat(exchange(packets.server(ACK, 5001, 1101, 200))).isEqualTo(Exchange.SERVED);
    }

    @Test
    void theAcknowledgementOfAnOldConnectionIsNoAnswer() {
        packets.client(SYN, 1000, 0, 0).server(ACK, 777, 900_000, 0).client(RST, 900_000, 0, 0);

        assertThat(exchange(packets)).isEqualTo(Exchange.HALF_OPEN);
    }

    @Test
    void whereDataWereNotCapturedTheNumbersOfFinProveThem() {
        Packets served = Packets.handshakesOnly();
        served.client(SYN, 1000, 0, 0).server(SYN | ACK, 5000, 1001, 0).after(30);
        assertThat(exchange(served.client(FIN | ACK, 1101, 5301, 0).server(FIN | ACK, 5301, 1102, 0)))
                .isEqualTo(Exchange.SERVED);
        Packets serverFirst = new Packets();
        serverFirst.client(SYN, 1000, 0, 0).server(SYN | ACK, 5000, 1001, 0).after(1);
        assertThat(exchange(serverFirst.server(FIN | ACK, 5001, 1101, 0))).isEqualTo(Exchange.SERVED);
        Packets reset = Packets.handshakesOnly();
        reset.client(SYN, 1000, 0, 0).server(SYN | ACK, 5000, 1001, 0).after(1);
        assertThat(exchange(reset.client(RST | ACK, 1101, 5301, 0))).isEqualTo(Exchange.SERVED);
    }

    @Test
    void whereDataWereNotCapturedAnEmptyConnectionProvesNothing() {
        Packets empty = Packets.handshakesOnly();
        empty.client(SYN, 1000, 0, 0).server(SYN | ACK, 5000, 1001, 0).after(1);
        assertThat(exchange(empty.client(FIN | ACK, 1001, 5001, 0).server(FIN | ACK, 5001, 1002, 0)))
                .isEqualTo(Exchange.HANDSHAKE_ONLY);
        Packets open = Packets.handshakesOnly();
        assertThat(exchange(open.client(SYN, 1000, 0, 0).server(SYN | ACK, 5000, 1001, 0)))
                .isEqualTo(Exchange.HANDSHAKE_ONLY);
        Packets scan = Packets.handshakesOnly();
        scan.client(SYN, 1000, 0, 0).server(SYN | ACK, 5000, 1001, 0);
        assertThat(exchange(scan.client(RST, 1001, 0, 0))).isEqualTo(Exchange.HALF_OPEN);
    }

    @Test
    void sequenceNumbersMayWrap() {
        packets.client(SYN, -1, 0, 0).server(SYN | ACK, -2, 0, 0).client(ACK, 0, -1, 0);
        Leg leg = packets.client(ACK, 0, -1, 10).server(ACK, -1, 10, 10).leg();

        assertThat(leg.exchange()).isEqualTo(Exchange.SERVED);
        assertThat(leg.fingerprint()).isEqualTo(0xFFFFFFFF_FFFFFFFEL);
    }

    @Test
    void dataBothWaysWithoutAStartAreMidStreamOfAnUnknownDirection() {
        Leg leg = packets.server(ACK, 7000, 300, 10).client(ACK, 300, 7010, 10).leg();

        assertThat(leg.exchange()).isEqualTo(Exchange.MID_STREAM);
        assertThat(leg.directed()).isFalse();
        assertThat(leg.client()).isEqualTo(Ip.parse("10.0.0.2"));
        assertThat(leg.requestTime()).isZero();
        assertThat(leg.fingerprint()).isZero();
    }

    @Test
    void dataOneWayAreMidStreamOnceTheOtherEndAcknowledgesThem() {
        assertThat(exchange(packets.client(ACK, 300, 7000, 10).server(ACK, 7000, 310, 0)))
                .isEqualTo(Exchange.MID_STREAM);
        Packets unacknowledged = new Packets();
        assertThat(exchange(unacknowledged.client(ACK, 300, 7000, 10).server(ACK, 7000, 300, 0)))
                .isEqualTo(Exchange.HANDSHAKE_ONLY);
        Packets reset = new Packets();
        assertThat(exchange(reset.client(ACK, 300, 7000, 10).server(RST, 7000, 0, 0)))
                .isEqualTo(Exchange.ONE_WAY);
    }

    @Test
    void keepalivesOfAnOpenConnectionCarryNoByte() {
        assertThat(exchange(packets.client(ACK, 299, 7000, 0)
                        .server(ACK, 7000, 300, 0)
                        .after(75)
                        .client(ACK, 299, 7000, 0)
                        .server(ACK, 7000, 300, 0)))
                .isEqualTo(Exchange.HANDSHAKE_ONLY);
    }

    @Test
    void segmentsOneWayWithoutAStartAreOneWay() {
        assertThat(exchange(packets.client(ACK, 300, 7000, 10).client(ACK, 310, 7000, 10)))
                .isEqualTo(Exchange.ONE_WAY);
    }

    @Test
    void aSynByAnotherNumberIsAnotherConnectionOfTheSamePorts() {
        packets.handshake().client(ACK, 1001, 5001, 10).client(FIN | ACK, 1011, 5001, 0);
        packets.server(FIN | ACK, 5001, 1012, 0).after(2);
        packets.client(SYN, 777_000, 0, 0).server(RST | ACK, 0, 777_001, 0);

        assertThat(packets.finish()).extracting(Leg::exchange).containsExactly(Exchange.SERVED, Exchange.REFUSED);
    }

    @Test
    void aSynAfterAnOldMidStreamConnectionIsAnotherConnection() {
        packets.client(ACK, 300, 7000, 10).server(ACK, 7000, 310, 10).after(5);
        packets.handshake().client(ACK, 1001, 5001, 10);

        assertThat(packets.finish()).extracting(Leg::exchange).containsExactly(Exchange.MID_STREAM, Exchange.SERVED);
    }

    @Test
    void aSynFromTheServersPortIsAnotherConnectionTheOtherWayRound() {
        packets.handshake().client(ACK, 1001, 5001, 10).after(2);
        packets.server(SYN, 9000, 0, 0);

        assertThat(packets.finish()).extracting(Leg::clientPort).containsExactly(40000, 80);
    }

    @Test
    void aConnectionThatBothEndsOpenAtOnceIsOne() {
        packets.client(SYN, 1000, 0, 0).server(SYN, 5000, 0, 0).after(0.001);
        packets.client(SYN | ACK, 1000, 5001, 0).server(SYN | ACK, 5000, 1001, 0);
        packets.client(ACK, 1001, 5001, 5);

        assertThat(packets.leg().exchange()).isEqualTo(Exchange.SERVED);
    }

    @Test
    void aSynThatAnIcmpErrorAnswersIsUnreachable() {
        Leg leg = packets.client(SYN, 1000, 0, 0)
                .error(3, 1, true, PacketHeader.TCP)
                .leg();

        assertThat(leg.exchange()).isEqualTo(Exchange.UNREACHABLE);
        assertThat(leg.packets()).isEqualTo(2);
        assertThat(leg.clientPackets()).isEqualTo(1);
    }

    @Test
    void anIcmpErrorDoesNotUndoWhatTheServerAnswered() {
        assertThat(exchange(packets.handshake().client(ACK, 1001, 5001, 1).error(3, 1, true, PacketHeader.TCP)))
                .isEqualTo(Exchange.SERVED);
    }

    @Test
    void aTrailingPacketOfAClosedConnectionBelongsToIt() {
        packets.handshake()
                .client(ACK, 1001, 5001, 10)
                .client(RST | ACK, 1011, 5001, 0)
                .after(9);
        packets.server(ACK, 5001, 1011, 0);

        assertThat(packets.leg().packets()).isEqualTo(6);
    }

    @Test
    void anEstablishedConnectionWaitsAnHourAndAnUnansweredOneAMinute() {
        packets.handshake().between("10.0.0.1", 40001, "10.0.0.2", 80).client(SYN, 1, 0, 0);
        packets.after(100).between("10.0.0.1", 40002, "10.0.0.2", 80).client(SYN, 1, 0, 0);
        assertThat(packets.legs).extracting(Leg::clientPort).containsExactly(40001);
        packets.table.expire(packets.after(3_500).time());
        assertThat(packets.legs).extracting(Leg::clientPort).containsExactly(40001, 40002);
        packets.table.expire(packets.after(100).time());
        assertThat(packets.legs).extracting(Leg::clientPort).containsExactly(40001, 40002, 40000);
    }

    private static Exchange exchange(Packets packets) {
        List<Leg> legs = packets.finish();
        assertThat(legs).hasSize(1);
        return legs.get(0).exchange();
    }
}
