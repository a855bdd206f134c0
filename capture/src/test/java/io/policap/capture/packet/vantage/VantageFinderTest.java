package io.policap.capture.packet.vantage;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.Inventory;
import java.util.List;
import org.junit.jupiter.api.Test;

class VantageFinderTest {
    private static final Inventory CLUSTER = new ThreeNodes(3).inventory();
    private static final Inventory TWO_NODES = new ThreeNodes(2).inventory();
    private static final String POD = "pod default/shop/n1-p1";

    private final Watched ethernet = new Watched(Watched.ETHERNET);

    @Test
    void whatIsAllToAndFromOnePodIsThatPodsInterface() {
        ethernet.talk("10.244.1.11", "10.244.1.1").talk("10.244.1.11", "10.244.2.11");

        assertThat(ethernet.vantage(CLUSTER)).isEqualTo(POD);
        assertThat(ethernet.vantage("eth0", CLUSTER)).isEqualTo(POD);
        assertThat(ethernet.vantageFiltered(CLUSTER)).isEqualTo("unknown");
        assertThat(ethernet.vantage("cni0", CLUSTER)).isEqualTo("unknown");
        assertThat(ethernet.vantage(Inventory.empty())).isEqualTo("unknown");
    }

    @Test
    void bothFamiliesOfAPodAreOnePod() {
        ethernet.talk("10.244.1.11", "10.244.1.12").talk("fd00:1::11", "fd00:2::11");

        assertThat(ethernet.vantage(CLUSTER)).isEqualTo(POD);

        ethernet.packet("fd00:1::12", "fd00:2::11", 1, 2);
        assertThat(ethernet.vantage(CLUSTER)).isEqualTo("unknown");
    }

    @Test
    void multicastAndLinkLocalPacketsDoNotCount() {
        ethernet.talk("10.244.1.11", "10.244.1.1").talk("10.244.1.11", "10.96.0.10");
        ethernet.packet("fe80::5", "ff02::2", 77, 0x3333_0000_0002L);
        ethernet.packet("10.244.1.13", "10.244.1.255", 77, 0xFFFF_FFFF_FFFFL);
        ethernet.packet("fe80::5", "fe80::1", 1, 2);
        ethernet.packet("169.254.1.1", "10.244.1.13", 1, 2);

        assertThat(ethernet.vantage(CLUSTER)).isEqualTo(POD);
    }

    @Test
    void anUplinkOnWhichOnePodAloneTalksIsNotThatPodsInterface() {
        ethernet.talk("10.244.1.11", "10.244.2.11").talk("10.244.1.11", "10.244.3.11");

        assertThat(ethernet.vantage(CLUSTER)).isEqualTo("unknown");
        assertThat(ethernet.vantage("vethd1a2", CLUSTER)).isEqualTo(POD);
    }

    @Test
    void betweenTwoPodsOnlyTheirLinkAddressesDecide() {
        Watched same = new Watched(Watched.ETHERNET).talk("10.244.1.11", "10.244.1.12", 1, 2);
        Watched routed = new Watched(Watched.ETHERNET)
                .talk("10.244.1.11", "10.244.1.12", 1, 2)
                .packet("10.244.1.12", "10.244.1.11", 3, 1);

        assertThat(same.vantage(CLUSTER)).isEqualTo("unknown");
        assertThat(routed.vantage(CLUSTER)).isEqualTo(POD);
    }

    @Test
    void fewPacketsProveNothing() {
        ethernet.packet("10.244.1.11", "10.244.1.1", 1, 2).packet("10.244.1.11", "10.244.1.12", 1, 2);

        assertThat(ethernet.vantage(CLUSTER)).isEqualTo("unknown");
    }

    @Test
    void anAddressThatChangedItsPodMeanwhileIsNobodys() {
        ethernet.talk("10.244.1.11", "10.244.1.1").talk("10.244.1.11", "10.244.2.11");
        Inventory reused = new ThreeNodes(3)
                .addPod("successor", 1, 11, "2026-02-01T00:00:10Z")
                .inventory();

        assertThat(ethernet.vantage(reused)).isEqualTo("unknown");
    }

    @Test
    void manyOtherEndsThanAreHeldDoNotChangeThePod() {
        ethernet.talk("10.244.1.11", "10.244.1.1");
        for (int i = 0; i < 20_000; i++) {
            ethernet.packet("192.0." + (i >> 8) + "." + (i & 255), "10.244.1.11", 2, 1);
        }

        assertThat(ethernet.facts.pairsAreMissing()).isTrue();
        assertThat(ethernet.facts.pairs()).hasSize(AddressPairs.MOST);
        assertThat(ethernet.vantage(CLUSTER)).isEqualTo(POD);
    }

    @Test
    void theTunnelDeviceOfANodeHasOneEndOnItAndPodsOnly() {
        ethernet.talk("10.244.1.11", "10.244.2.11").talk("10.244.1.12", "10.244.3.11");

        assertThat(ethernet.vantage("flannel.1", CLUSTER)).isEqualTo("overlay n1");
        assertThat(ethernet.vantage(CLUSTER)).isEqualTo("overlay n1");
        assertThat(ethernet.vantage("veth1", CLUSTER)).isEqualTo("unknown");

        ethernet.talk("10.244.1.11", "10.244.1.12");
        assertThat(ethernet.vantage(CLUSTER)).isEqualTo("unknown");
    }

    @Test
    void ofTwoNodesOnlyTheOtherInterfacesTellOnWhichATunnelDeviceIs() {
        ethernet.talk("10.244.1.11", "10.244.2.11").talk("10.244.1.12", "10.244.2.12");
        Watched uplink =
                new Watched(Watched.ETHERNET).talk("172.18.0.1", "172.18.0.2").talk("172.18.0.1", "192.0.2.1", 1, 9);

        assertThat(ethernet.vantage("flannel.1", TWO_NODES)).isEqualTo("unknown");
        assertThat(VantageFinder.findAll(
                        List.of(ethernet.facts, uplink.facts),
                        List.of(ethernet.named("flannel.1"), uplink.named("eth0")),
                        TWO_NODES))
                .extracting(Vantage::text)
                .containsExactly("overlay n1", "uplink n1");
    }

    @Test
    void theUplinkOfANodeHasItsTunnelsAndItsOwnPackets() {
        ethernet.tunnelled("172.18.0.1", "172.18.0.2")
                .talk("10.244.1.11", "10.244.2.11")
                .tunnelled("172.18.0.3", "172.18.0.1")
                .talk("10.244.3.11", "10.244.1.11", 3, 1)
                .plain()
                .talk("172.18.0.1", "192.0.2.1", 1, 9);

        assertThat(ethernet.vantage("eth0", CLUSTER)).isEqualTo("uplink n1");

        ethernet.talk("172.18.0.2", "172.18.0.3", 5, 6);
        assertThat(ethernet.vantage("eth0", CLUSTER)).isEqualTo("unknown");
    }

    @Test
    void aNodeThatTalksToItselfShowsNothingOfItsUplink() {
        ethernet.talk("172.18.0.1", "172.18.0.1", 0, 0).talk("172.18.0.1", "10.244.1.1", 0, 0);

        assertThat(ethernet.vantage(CLUSTER)).isEqualTo("unknown");
    }

    @Test
    void theBridgeOfANodeHasItsPodsWithEachOther() {
        ethernet.talk("10.244.1.11", "10.244.1.12", 11, 12)
                .talk("10.244.1.13", "10.96.0.10", 13, 1)
                .talk("10.244.1.13", "10.244.1.1", 13, 1)
                .talk("10.244.1.12", "10.244.2.11", 12, 1);

        assertThat(ethernet.vantage(CLUSTER)).isEqualTo("bridge n1");

        ethernet.packet("10.244.2.11", "10.244.3.11", 1, 2);
        assertThat(ethernet.vantage("cni0", CLUSTER)).isEqualTo("unknown");
    }

    @Test
    void someFloodedPacketsDoNotMakeAPodsInterfaceTheBridge() {
        for (int i = 0; i < 5; i++) {
            ethernet.talk("10.244.1.11", "10.244.1.12", 11, 12).talk("10.244.1.11", "10.96.0.10", 11, 1);
        }
        ethernet.packet("10.244.1.13", "10.244.1.14", 13, 14).packet("10.244.1.1", "10.244.1.15", 1, 15);

        assertThat(ethernet.vantage(CLUSTER)).isEqualTo("unknown");
    }

    @Test
    void theInterfacesOfTwoPodsMergedAreNotTheBridge() {
        ethernet.talk("10.244.1.11", "10.244.1.1", 11, 1).talk("10.244.1.12", "10.244.1.1", 12, 1);

        assertThat(ethernet.vantage(CLUSTER)).isEqualTo("unknown");
    }

    @Test
    void aCookedCaptureOfAllDevicesIsTheNodeThatSendsAndReceivesByItself() {
        Watched any = new Watched(Watched.SLL2)
                .forwarded(3, 2, "10.244.1.11", "172.18.0.2")
                .forwarded(3, 2, "10.244.1.12", "192.0.2.1")
                .tunnelled("172.18.0.1", "172.18.0.2")
                .passed(2, PacketHeader.FROM_US, "10.244.1.11", "10.244.2.11")
                .tunnelled("172.18.0.2", "172.18.0.1")
                .passed(2, PacketHeader.TO_US, "10.244.2.11", "10.244.1.11")
                .plain();

        assertThat(any.vantage(CLUSTER)).isEqualTo("node n1");
        assertThat(any.vantage("any", CLUSTER)).isEqualTo("node n1");
        assertThat(any.vantageFiltered(CLUSTER)).isEqualTo("unknown");
    }

    @Test
    void aCookedCaptureOfOneDeviceIsNotTheNode() {
        Watched one = new Watched(Watched.SLL2)
                .forwarded(3, 3, "10.244.1.11", "172.18.0.2")
                .passed(3, PacketHeader.FROM_US, "172.18.0.1", "10.244.1.12");

        assertThat(one.vantage(CLUSTER)).isEqualTo("unknown");
    }

    @Test
    void versionOneTellsOnlyByWhatIsForwarded() {
        Watched any = new Watched(Watched.SLL)
                .forwarded(3, 2, "10.244.1.11", "172.18.0.2")
                .passed(2, PacketHeader.FROM_US, "172.18.0.1", "10.244.1.12");
        Watched uplink = new Watched(Watched.SLL)
                .passed(2, PacketHeader.FROM_US, "10.244.1.11", "10.244.2.11")
                .passed(2, PacketHeader.FROM_US, "172.18.0.1", "10.244.2.12")
                .passed(2, PacketHeader.TO_US, "10.244.2.12", "10.244.1.12");

        assertThat(any.vantage(CLUSTER)).isEqualTo("node n1");
        assertThat(uplink.vantage(CLUSTER)).isEqualTo("unknown");
    }

    @Test
    void allDevicesInsideAPodAreThePod() {
        Watched inside = new Watched(Watched.SLL2)
                .passed(1, PacketHeader.TO_US, "127.0.0.1", "127.0.0.1")
                .passed(2, PacketHeader.TO_US, "10.244.1.1", "10.244.1.11")
                .passed(2, PacketHeader.FROM_US, "10.244.1.11", "10.244.1.1")
                .passed(2, PacketHeader.FROM_US, "10.244.1.11", "10.244.2.11");

        assertThat(inside.vantage("any", CLUSTER)).isEqualTo(POD);
    }

    @Test
    void aNodesDevicesFilteredByOnePodAreNeitherTheNodeNorThePod() {
        Watched filtered = new Watched(Watched.SLL2)
                .forwarded(3, 2, "10.244.1.11", "192.0.2.1")
                .forwarded(3, 4, "10.244.1.11", "10.244.1.12");

        assertThat(filtered.vantage(CLUSTER)).isEqualTo("unknown");
    }

    @Test
    void withoutLinkHeadersAPodIsStillAPod() {
        Watched raw = new Watched(Watched.RAW).talk("10.244.1.11", "10.244.1.1").talk("10.244.1.11", "10.244.2.11");

        assertThat(raw.vantage(CLUSTER)).isEqualTo(POD);
    }

    @Test
    void whatAFirewallLoggedCoversNothing() {
        Watched nflog = new Watched(239).talk("10.244.1.11", "10.244.1.1").talk("10.244.1.11", "10.244.2.11");

        assertThat(nflog.vantage(CLUSTER)).isEqualTo("unknown");
    }
}
