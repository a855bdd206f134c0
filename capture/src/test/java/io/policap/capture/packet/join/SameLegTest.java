package io.policap.capture.packet.join;

import static io.policap.capture.packet.join.Legs.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.Place;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One leg that several captures saw. */
class SameLegTest {
    private static final String CLIENT = "10.244.0.5:40000";
    private static final String SERVER = "10.244.1.7:8080";
    private static final Inventory SHOP = SmallShop.inventory();

    @Test
    void aConnectionThatThreeCapturesSawIsDeliveredOnceWithAllItsPackets() {
        PacketConnection connection = Delivered.of(
                        SHOP,
                        leg(CLIENT, SERVER)
                                .in(2)
                                .record(70)
                                .at(0.4)
                                .fingerprint(7)
                                .packets(5, 4, 9),
                        leg(CLIENT, SERVER).in(1).record(12).fingerprint(7).packets(6, 3, 18),
                        leg(CLIENT, SERVER)
                                .in(3)
                                .record(3)
                                .at(0.6)
                                .fingerprint(7)
                                .lasting(900)
                                .packets(4, 4, 8))
                .only();

        assertThat(connection.weight()).isEqualTo(35);
        assertThat(connection.clientPackets()).isEqualTo(6);
        assertThat(connection.serverPackets()).isEqualTo(4);
        assertThat(connection.place()).isEqualTo(new Place("capture-1.pcap", 12));
        assertThat(connection.node()).isEqualTo("kind-control-plane");
        assertThat(connection.first()).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(connection.last()).isEqualTo(Instant.parse("2026-11-23T12:00:00.900600Z"));
    }

    @Test
    void anEarliestTieGoesToTheCaptureWhoseNameComesFirst() {
        PacketConnection connection = Delivered.of(
                        SHOP,
                        leg(CLIENT, SERVER).in(3).record(1),
                        leg(CLIENT, SERVER).in(1).record(8))
                .only();

        assertThat(connection.place()).isEqualTo(new Place("capture-1.pcap", 8));
    }

    @Test
    void anUnknownNodeIsEmptyUnlessAnotherCaptureKnowsBetter() {
        assertThat(Delivered.of(SHOP, leg(CLIENT, SERVER).in(4)).only().node()).isEmpty();
        assertThat(Delivered.of(
                                SHOP,
                                leg(CLIENT, SERVER).in(4),
                                leg(CLIENT, SERVER).in(2).at(1))
                        .only()
                        .node())
                .isEqualTo("kind-worker");
    }

    @Test
    void differentSequenceNumbersAreDifferentConnectionsEvenWithTheSamePorts() {
        Delivered delivered = Delivered.of(
                SHOP,
                leg(CLIENT, SERVER).in(0).fingerprint(7),
                leg(CLIENT, SERVER).in(2).fingerprint(8).at(300));

        assertThat(delivered.connections).hasSize(2);
    }

    @Test
    void aMidStreamLegBelongsToTheConnectionThatItOverlaps() {
        Delivered delivered = Delivered.of(
                SHOP,
                leg(CLIENT, SERVER).in(0).fingerprint(7).lasting(1_000),
                leg(CLIENT, SERVER).in(0).fingerprint(8).at(2_000).lasting(60_000),
                leg(SERVER, CLIENT).in(2).midStream().at(30_000).lasting(20_000).packets(2, 3, 5));

        assertThat(delivered.connections).hasSize(2);
        assertThat(delivered.connections).extracting(PacketConnection::weight).containsExactly(9L, 14L);
        assertThat(delivered.ends())
                .containsOnly("End[address=10.244.0.5, port=40000] -> End[address=10.244.1.7, port=8080]");
    }

    @Test
    void clocksThatAreSecondsApartDoNotSeparateAConnection() {
        assertThat(Delivered.of(
                                SHOP,
                                leg(CLIENT, SERVER).in(0).fingerprint(7),
                                leg(CLIENT, SERVER).in(2).fingerprint(7).at(90_000))
                        .connections)
                .as("both sequence numbers prove it")
                .hasSize(1);
        assertThat(Delivered.of(
                                SHOP,
                                leg(CLIENT, SERVER).in(0).over(Protocol.UDP),
                                leg(CLIENT, SERVER).in(2).over(Protocol.UDP).at(4_000))
                        .connections)
                .hasSize(1);
        assertThat(Delivered.of(
                                SHOP,
                                leg(CLIENT, SERVER).in(0).over(Protocol.UDP),
                                leg(CLIENT, SERVER).in(2).over(Protocol.UDP).at(9_000))
                        .connections)
                .as("another exchange from the same port")
                .hasSize(2);
    }

    @Test
    void twoConnectionsThatOneCaptureSawOpenedStayTwo() {
        Delivered delivered = Delivered.of(
                SHOP,
                leg(CLIENT, SERVER).in(0).was(Exchange.REFUSED),
                leg(CLIENT, SERVER).in(0).was(Exchange.REFUSED).at(1_000),
                leg(CLIENT, SERVER).in(2).was(Exchange.REFUSED).at(1),
                leg(CLIENT, SERVER).in(2).was(Exchange.REFUSED).at(1_001));

        assertThat(delivered.connections).extracting(PacketConnection::weight).containsExactly(18L, 18L);
    }

    @Test
    void whoeverKnowsTheDirectionTurnsALegThatDoesNot() {
        PacketConnection connection = Delivered.of(
                        SHOP,
                        leg(SERVER, CLIENT).in(0).midStream().at(-10).packets(1, 9, 10),
                        leg(CLIENT, SERVER).in(2).packets(5, 4, 9))
                .only();

        assertThat(connection.directed()).isTrue();
        assertThat(connection.clientPort()).isEqualTo(40000);
        assertThat(connection.clientPackets()).isEqualTo(9);
        assertThat(connection.serverPackets()).isEqualTo(4);
    }

    @Test
    void directionsThatContradictGoToTheOneThatSawMore() {
        PacketConnection connection = Delivered.of(
                        SHOP,
                        leg(SERVER, CLIENT).in(0).over(Protocol.UDP).was(Exchange.ONE_WAY),
                        leg(CLIENT, SERVER).in(2).over(Protocol.UDP).at(5))
                .only();

        assertThat(connection.directed()).isTrue();
        assertThat(connection.clientPort()).isEqualTo(40000);
    }

    @Test
    void oneDirectionPerCaptureIsBothDirectionsTogether() {
        PacketConnection tcp = Delivered.of(
                        SHOP,
                        leg(CLIENT, SERVER).in(0).midStream().was(Exchange.ONE_WAY),
                        leg(SERVER, CLIENT).in(2).midStream().was(Exchange.ONE_WAY))
                .only();
        PacketConnection udp = Delivered.of(
                        SHOP,
                        leg(CLIENT, SERVER).in(0).over(Protocol.UDP).was(Exchange.ONE_WAY),
                        leg(SERVER, CLIENT)
                                .in(2)
                                .over(Protocol.UDP)
                                .was(Exchange.ONE_WAY)
                                .at(3))
                .only();
        PacketConnection sameNode = Delivered.of(
                        SHOP,
                        leg(CLIENT, SERVER).in(0).over(Protocol.UDP).was(Exchange.ONE_WAY),
                        leg(SERVER, CLIENT)
                                .in(1)
                                .over(Protocol.UDP)
                                .was(Exchange.ONE_WAY)
                                .at(3))
                .only();

        assertThat(tcp.exchange()).isEqualTo(Exchange.MID_STREAM);
        assertThat(tcp.directed()).isFalse();
        assertThat(udp.exchange()).isEqualTo(Exchange.MID_STREAM);
        assertThat(udp.directed()).as("two clocks cannot say who was first").isFalse();
        assertThat(sameNode.directed()).isTrue();
        assertThat(sameNode.exchange()).isEqualTo(Exchange.SERVED);
        assertThat(sameNode.clientPort()).isEqualTo(40000);
    }

    @Test
    void whatCameBackToAnOpeningMayHaveBeenARefusal() {
        PacketConnection connection = Delivered.of(
                        SHOP,
                        leg(CLIENT, SERVER).in(0).was(Exchange.UNANSWERED),
                        leg(SERVER, CLIENT).in(2).midStream().was(Exchange.ONE_WAY))
                .only();

        assertThat(connection.exchange()).isEqualTo(Exchange.HALF_OPEN);
    }

    @Test
    void datagramsBothWaysAreServedOnceItIsKnownWhoAsked() {
        PacketConnection connection = Delivered.of(
                        SHOP,
                        leg(SERVER, CLIENT).in(0).over(Protocol.UDP).midStream(),
                        leg(CLIENT, SERVER)
                                .in(2)
                                .over(Protocol.UDP)
                                .was(Exchange.ONE_WAY)
                                .at(5))
                .only();

        assertThat(connection.clientPort()).isEqualTo(40000);
        assertThat(connection.exchange()).isEqualTo(Exchange.SERVED);
    }

    @Test
    void aHandshakeInOneCaptureAndDataInTheOtherIsServed() {
        PacketConnection connection = Delivered.of(
                        SHOP,
                        leg(CLIENT, SERVER)
                                .in(0)
                                .was(Exchange.HANDSHAKE_ONLY)
                                .fingerprint(7)
                                .lasting(2),
                        leg(SERVER, CLIENT).in(2).midStream().at(3))
                .only();

        assertThat(connection.exchange()).isEqualTo(Exchange.SERVED);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVED,UNANSWERED,SERVED",
        "ONE_WAY,MID_STREAM,MID_STREAM",
        "HANDSHAKE_ONLY,REFUSED,HANDSHAKE_ONLY",
        "HALF_OPEN,REFUSED,REFUSED",
        "UNREACHABLE,UNANSWERED,UNREACHABLE",
        "UNREACHABLE,REFUSED,REFUSED",
        "UNANSWERED,HALF_OPEN,HALF_OPEN",
        "UNANSWERED,UNANSWERED,UNANSWERED",
        "UNANSWERED,ONE_WAY,ONE_WAY",
        "ONE_WAY,ONE_WAY,ONE_WAY"
    })
    void theMostTellingOutcomeWins(Exchange one, Exchange other, Exchange together) {
        Legs left = leg(CLIENT, SERVER).in(0);
        Legs right = leg(CLIENT, SERVER).in(2).at(1);

        assertThat(Delivered.of(SHOP, left.was(one), right.was(other)).only().exchange())
                .isEqualTo(together);
    }

    @Test
    void pingsMergeByTheirType() {
        Delivered delivered = Delivered.of(
                SHOP,
                leg("10.244.0.5:0", "10.244.1.7:0").icmp(8).in(0),
                leg("10.244.0.5:0", "10.244.1.7:0").icmp(8).in(2).at(1),
                leg("10.244.0.5:0", "10.244.1.7:0").icmp(13).in(2).at(1));

        assertThat(delivered.connections).extracting(PacketConnection::icmpType).containsExactly(8, 13);
    }
}
