package io.policap.capture.packet.join;

import static io.policap.capture.packet.join.Legs.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Protocol;
import org.junit.jupiter.api.Test;

/** The legs of one connection before and after NAT, as the recorded shop's conntrack tables show them. */
class NatJoinTest {
    private static final Inventory SHOP = SmallShop.inventory();
    private static final String OUTSIDE = "203.0.113.185:443";

    private static void delivers(Delivered delivered, String... expected) {
        assertThat(delivered.ends().stream()
                        .map(text -> text.replaceAll("End\\[address=([^,]*), port=(\\d+)]", "$1:$2")))
                .containsExactlyInAnyOrder(expected);
    }

    @Test
    void aServiceLegIsAbsorbedByTheLegToItsBackend() {
        Delivered delivered = Delivered.of(
                SHOP,
                leg("10.244.0.5:52926", "10.96.191.116:80")
                        .in(0)
                        .fingerprint(11)
                        .packets(5, 4, 20),
                leg("10.244.0.5:52926", "10.244.1.7:8080").in(0).at(0.1).fingerprint(11),
                leg("10.244.0.5:52926", "10.244.1.7:8080").in(2).at(0.9).fingerprint(11));

        delivers(delivered, "10.244.0.5:52926 -> 10.244.1.7:8080");
        assertThat(delivered.only().weight()).isEqualTo(38);
        assertThat(delivered.only().exchange()).isEqualTo(Exchange.SERVED);
    }

    @Test
    void theApiServerBehindItsServiceIsANode() {
        delivers(
                Delivered.of(
                        SHOP,
                        leg("10.244.1.6:41000", "10.96.0.1:443").in(2).fingerprint(12),
                        leg("10.244.1.6:41000", "172.18.0.11:6443")
                                .in(2)
                                .at(0.1)
                                .fingerprint(12)),
                "10.244.1.6:41000 -> 172.18.0.11:6443");
    }

    @Test
    void withoutInventoryTheServerReachedLaterInTheSameCaptureIsTheRealOne() {
        delivers(
                Delivered.of(
                        Inventory.empty(),
                        // The other node's clock is behind, which must not count.
                        leg("10.244.0.5:52926", "10.244.1.7:8080")
                                .in(2)
                                .at(-800)
                                .fingerprint(11),
                        leg("10.244.0.5:52926", "10.96.191.116:80").in(0).fingerprint(11),
                        leg("10.244.0.5:52926", "10.244.1.7:8080").in(0).at(0.1).fingerprint(11)),
                "10.244.0.5:52926 -> 10.244.1.7:8080");
    }

    @Test
    void masqueradedEgressIsThePods() {
        Delivered delivered = Delivered.of(
                SHOP,
                leg("172.18.0.11:52342", OUTSIDE).in(1).at(0.1).fingerprint(13).packets(5, 4, 9),
                leg("10.244.0.5:52342", OUTSIDE).in(0).fingerprint(13).packets(5, 4, 9));

        delivers(delivered, "10.244.0.5:52342 -> " + OUTSIDE);
        assertThat(delivered.weight()).isEqualTo(18);
    }

    @Test
    void aNodesOwnEgressStaysItsOwn() {
        delivers(
                Delivered.of(SHOP, leg("172.18.0.11:52342", OUTSIDE).fingerprint(13)),
                "172.18.0.11:52342 -> " + OUTSIDE);
    }

    @Test
    void aPodThatReachesItselfThroughItsServiceIsTheClientItself() {
        delivers(
                Delivered.of(
                        SHOP,
                        leg("10.244.1.7:45000", "10.96.191.116:80").in(2).fingerprint(14),
                        leg("10.244.1.1:45000", "10.244.1.7:8080").in(2).at(0.1).fingerprint(14)),
                "10.244.1.7:45000 -> 10.244.1.7:8080");
    }

    @Test
    void aNodePortCallIsOneOfTheVisitorAndOneOfTheNodeWhoseAddressTheServerSees() {
        Delivered delivered = Delivered.of(
                SHOP,
                leg("192.0.2.77:35288", "172.18.0.11:30080")
                        .in(0)
                        .fingerprint(15)
                        .packets(5, 4, 7),
                leg("10.244.0.0:35288", "10.244.1.6:80")
                        .in(0)
                        .at(0.1)
                        .fingerprint(15)
                        .packets(5, 4, 8),
                leg("10.244.0.0:35288", "10.244.1.6:80")
                        .in(2)
                        .at(0.9)
                        .fingerprint(15)
                        .packets(5, 4, 9));

        delivers(delivered, "192.0.2.77:35288 -> 10.244.1.6:80", "10.244.0.0:35288 -> 10.244.1.6:80");
        assertThat(delivered.connections).extracting(PacketConnection::weight).containsExactlyInAnyOrder(7L, 17L);
    }

    @Test
    void aChainOfFourLegsEndsAtTheBackend() {
        Delivered delivered = Delivered.of(
                SHOP,
                leg("10.244.0.5:50000", "10.96.7.7:80").in(0).fingerprint(16),
                leg("10.244.0.5:50000", "10.244.1.6:80").in(0).at(0.1).fingerprint(16),
                leg("10.244.0.0:50000", "10.244.1.6:80").in(0).at(0.2).fingerprint(16),
                leg("10.244.0.0:50001", "10.96.7.7:80").in(0).at(0.2).fingerprint(16));

        delivers(delivered, "10.244.0.5:50000 -> 10.244.1.6:80", "10.244.0.0:50000 -> 10.244.1.6:80");
        assertThat(delivered.weight()).isEqualTo(36);
    }

    @Test
    void aNodeThatChangesToItsOwnOtherAddressIsTheOneTheServerSees() {
        delivers(
                Delivered.of(
                        SHOP,
                        leg("172.18.0.11:50000", "10.96.191.116:80").in(0).fingerprint(17),
                        leg("10.244.0.0:50000", "10.244.1.7:8080").in(2).at(1).fingerprint(17)),
                "10.244.0.0:50000 -> 10.244.1.7:8080");
    }

    @Test
    void sctpIsJoinedByItsTags() {
        delivers(
                Delivered.of(
                        SHOP,
                        leg("10.244.0.5:50000", "203.0.113.9:3868")
                                .over(Protocol.SCTP)
                                .in(0)
                                .fingerprint(18),
                        leg("172.18.0.11:50000", "203.0.113.9:3868")
                                .over(Protocol.SCTP)
                                .in(0)
                                .at(0.1)
                                .fingerprint(18)),
                "10.244.0.5:50000 -> 203.0.113.9:3868");
    }

    @Test
    void twoConnectionsOfOneClientWithTheSameTagsAreNotNat() {
        delivers(
                Delivered.of(
                        SHOP,
                        leg("10.244.0.5:50000", "10.244.1.7:3868")
                                .over(Protocol.SCTP)
                                .fingerprint(18),
                        leg("10.244.0.5:50001", "10.244.1.7:3868")
                                .over(Protocol.SCTP)
                                .at(400)
                                .fingerprint(18)),
                "10.244.0.5:50000 -> 10.244.1.7:3868",
                "10.244.0.5:50001 -> 10.244.1.7:3868");
    }

    @Test
    void aQuestionToTheResolversServiceIsOneToTheResolver() {
        Delivered delivered = Delivered.of(
                SHOP,
                leg("10.244.0.5:39167", "10.96.0.10:53")
                        .over(Protocol.UDP)
                        .in(0)
                        .fingerprint(21),
                leg("10.244.0.5:39167", "10.244.1.4:53")
                        .over(Protocol.UDP)
                        .in(0)
                        .at(0.1)
                        .fingerprint(21));

        delivers(delivered, "10.244.0.5:39167 -> 10.244.1.4:53");
        assertThat(delivered.weight()).isEqualTo(18);
    }

    @Test
    void aMasqueradedDatagramIsThePods() {
        delivers(
                Delivered.of(
                        SHOP,
                        leg("10.244.1.4:40515", "198.51.100.53:53")
                                .over(Protocol.UDP)
                                .in(2)
                                .fingerprint(22),
                        leg("172.18.0.12:61000", "198.51.100.53:53")
                                .over(Protocol.UDP)
                                .in(3)
                                .at(0.1)
                                .fingerprint(22)),
                "10.244.1.4:40515 -> 198.51.100.53:53");
    }

    @Test
    void aMasqueradedPingIsThePods() {
        delivers(
                Delivered.of(
                        SHOP,
                        leg("10.244.1.4:0", "198.51.100.53:0").icmp(8).in(2).fingerprint(22),
                        leg("172.18.0.12:0", "198.51.100.53:0")
                                .icmp(8)
                                .in(3)
                                .at(0.1)
                                .fingerprint(22)),
                "10.244.1.4:0 -> 198.51.100.53:0");
    }

    @Test
    void aNodePortDatagramIsJoinedWhereTheInventoryKnowsTheWay() {
        delivers(
                Delivered.of(
                        SHOP,
                        leg("192.0.2.77:5353", "172.18.0.11:30053")
                                .over(Protocol.UDP)
                                .in(0)
                                .fingerprint(23),
                        leg("10.244.0.0:5353", "10.244.1.4:53")
                                .over(Protocol.UDP)
                                .in(0)
                                .at(0.1)
                                .fingerprint(23)),
                "192.0.2.77:5353 -> 10.244.1.4:53",
                "10.244.0.0:5353 -> 10.244.1.4:53");
    }

    @Test
    void twoPodsThatSayTheSameAtTheSameTimeAreTwo() {
        delivers(
                Delivered.of(
                        SHOP,
                        leg("10.244.0.5:40000", "198.51.100.123:123")
                                .over(Protocol.UDP)
                                .fingerprint(24),
                        leg("10.244.1.7:40001", "198.51.100.123:123")
                                .over(Protocol.UDP)
                                .at(1)
                                .fingerprint(24)),
                "10.244.0.5:40000 -> 198.51.100.123:123",
                "10.244.1.7:40001 -> 198.51.100.123:123");
    }

    @Test
    void aClientThatAsksTwoResolversAtOnceHasTwoServers() {
        delivers(
                Delivered.of(
                        SHOP,
                        leg("10.244.0.5:40000", "10.96.0.10:53")
                                .over(Protocol.UDP)
                                .fingerprint(25),
                        leg("10.244.0.5:40000", "10.244.1.4:53")
                                .over(Protocol.UDP)
                                .at(0.1)
                                .fingerprint(25),
                        leg("10.244.0.5:40000", "198.51.100.53:53")
                                .over(Protocol.UDP)
                                .at(0.2)
                                .fingerprint(25)),
                "10.244.0.5:40000 -> 10.244.1.4:53",
                "10.244.0.5:40000 -> 198.51.100.53:53");
    }

    @Test
    void theSameDatagramMuchLaterIsAnotherExchange() {
        delivers(
                Delivered.of(
                        SHOP,
                        leg("10.244.1.4:40515", "198.51.100.53:53")
                                .over(Protocol.UDP)
                                .in(2)
                                .fingerprint(22),
                        leg("172.18.0.12:61000", "198.51.100.53:53")
                                .over(Protocol.UDP)
                                .in(3)
                                .at(400)
                                .fingerprint(22)),
                "10.244.1.4:40515 -> 198.51.100.53:53",
                "172.18.0.12:61000 -> 198.51.100.53:53");
    }

    @Test
    void datagramsOfTwoNodesAreComparedByTheSkewThatConnectionsShow() {
        Legs before = leg("10.244.0.5:1000", "10.96.0.10:53")
                .over(Protocol.UDP)
                .in(0)
                .at(10_000)
                .fingerprint(26);
        Legs after = leg("10.244.0.0:1000", "10.244.1.4:53")
                .over(Protocol.UDP)
                .in(2)
                .at(12_500)
                .fingerprint(26);

        assertThat(Delivered.of(SHOP, before, after).connections).hasSize(2);
        assertThat(Delivered.of(
                                SHOP,
                                leg("10.244.0.5:2000", "10.244.1.7:8080").in(0).fingerprint(1),
                                leg("10.244.0.5:2000", "10.244.1.7:8080")
                                        .in(2)
                                        .at(2_500)
                                        .fingerprint(1),
                                leg("10.244.0.5:2001", "10.244.1.7:8080").in(0).fingerprint(2),
                                leg("10.244.0.5:2001", "10.244.1.7:8080")
                                        .in(2)
                                        .at(2_501)
                                        .fingerprint(2),
                                before,
                                after)
                        .ends())
                .contains("End[address=10.244.0.5, port=1000] -> End[address=10.244.1.4, port=53]");
    }

    @Test
    void aMidStreamLegToAServiceIsJoinedByWhatStandsBehindTheService() {
        Delivered delivered = Delivered.of(
                SHOP,
                leg("10.96.40.3:5432", "10.244.1.7:50524").in(2).midStream().lasting(70_000),
                leg("10.244.0.12:5432", "10.244.1.7:50524")
                        .in(0)
                        .midStream()
                        .at(20_000)
                        .lasting(40_000));

        delivers(delivered, "10.244.1.7:50524 -> 10.244.0.12:5432");
        assertThat(delivered.only().directed()).isTrue();
        assertThat(delivered.only().exchange()).isEqualTo(Exchange.MID_STREAM);
        assertThat(delivered.weight()).isEqualTo(18);
    }

    @Test
    void anUnansweredCallOfAServiceIsJoinedWithTheOneOfItsBackend() {
        Delivered delivered = Delivered.of(
                SHOP,
                leg("10.244.0.5:50000", "10.96.191.116:80").was(Exchange.UNANSWERED),
                leg("10.244.0.5:50000", "10.244.1.7:8080")
                        .was(Exchange.UNANSWERED)
                        .at(0.1));

        delivers(delivered, "10.244.0.5:50000 -> 10.244.1.7:8080");
        assertThat(delivered.only().exchange()).isEqualTo(Exchange.UNANSWERED);
    }

    @Test
    void aLegOfWhichOnlyOneDirectionWasSeenBelongsToItsChain() {
        Delivered delivered = Delivered.of(
                SHOP,
                leg("10.244.1.6:57390", "10.96.0.1:443").in(2).fingerprint(12),
                leg("10.244.1.6:57390", "172.18.0.11:6443").in(2).at(0.1).was(Exchange.UNANSWERED),
                leg("172.18.0.12:57390", "172.18.0.11:6443").in(2).at(0.1).fingerprint(12));

        delivers(delivered, "10.244.1.6:57390 -> 172.18.0.11:6443", "172.18.0.12:57390 -> 172.18.0.11:6443");
        assertThat(delivered.connections).extracting(PacketConnection::exchange).containsOnly(Exchange.SERVED);
    }

    @Test
    void aServiceWhoseBackendWasNotSeenStaysAsItIs() {
        delivers(
                Delivered.of(SHOP, leg("10.244.0.5:50000", "10.96.191.116:80").fingerprint(30)),
                "10.244.0.5:50000 -> 10.96.191.116:80");
    }

    @Test
    void aDirectCallFromTheSamePortToAnotherPodIsNotTheService() {
        delivers(
                Delivered.of(
                        SHOP,
                        leg("10.244.0.5:50000", "10.96.191.116:80").fingerprint(30),
                        leg("10.244.0.5:50000", "10.244.1.6:80").fingerprint(31)),
                "10.244.0.5:50000 -> 10.96.191.116:80",
                "10.244.0.5:50000 -> 10.244.1.6:80");
    }
}
