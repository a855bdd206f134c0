package io.policap.capture.packet.connection;

import static io.policap.capture.packet.connection.Packets.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import org.junit.jupiter.api.Test;

class DatagramConnectionTest {
    private static final String QUERY = "\u0001\u0002\u0001\0\0\u0001\0\0\0\0\0\0\u0003www";

    private final Packets packets = new Packets().between("10.0.0.1", 5000, "10.0.0.2", 6000);

    /** A capture that has run for a minute. */
    private Packets running() {
        packets.between("10.1.1.1", 1, "10.1.1.2", 2)
                .ask("x")
                .after(45)
                .reply("x")
                .after(45)
                .ask("x");
        packets.table.finish();
        packets.legs.clear();
        return packets.between("10.0.0.1", 5000, "10.0.0.2", 6000);
    }

    @Test
    void onceTheCaptureRunsTheFirstSenderIsTheClient() {
        running().ask("question").after(0.01).reply("answer");
        packets.table.finish();

        Leg leg = packets.legs.get(0);
        assertThat(leg.directed()).isTrue();
        assertThat(leg.client()).isEqualTo(Ip.parse("10.0.0.1"));
        assertThat(leg.exchange()).isEqualTo(Exchange.SERVED);
        assertThat(leg.answerTime() - leg.requestTime()).isEqualTo(10_000_000);
        assertThat(leg.fingerprint()).isNotZero();
    }

    @Test
    void theFirstDatagramsOfACaptureMayBeAnswers() {
        Leg leg = packets.reply("answer").ask("question").leg();

        assertThat(leg.directed()).isFalse();
        assertThat(leg.exchange()).isEqualTo(Exchange.MID_STREAM);
        assertThat(leg.requestTime()).isZero();
    }

    @Test
    void dnsSaysItselfWhoAsks() {
        packets.between("10.0.0.1", 5000, "10.0.0.2", 53);
        String response = QUERY.substring(0, 2) + '\u0001' + QUERY.substring(3);
        // 0x80 needs two bytes in UTF-8; the first of them, 0xC2, has the response bit as well.
        Leg leg = packets.reply(QUERY.substring(0, 2) + '\u0080' + QUERY.substring(3))
                .leg();
        assertThat(leg.directed()).isTrue();
        assertThat(leg.client()).isEqualTo(Ip.parse("10.0.0.1"));
        assertThat(leg.exchange()).isEqualTo(Exchange.ONE_WAY);
        assertThat(leg.serverPackets()).isEqualTo(1);

        Packets both = new Packets().between("10.0.0.1", 5000, "10.0.0.2", 53);
        Leg served = both.ask(QUERY).reply(response.replace('\u0001', '\u0090')).leg();
        assertThat(served.directed()).isTrue();
        assertThat(served.exchange()).isEqualTo(Exchange.SERVED);
        assertThat(served.requestTime()).isEqualTo(START);
    }

    @Test
    void datagramsWithoutAnswerAreOneWay() {
        Leg leg = packets.ask("a").after(1).ask("b").after(1).ask("c").leg();

        assertThat(leg.exchange()).isEqualTo(Exchange.ONE_WAY);
        assertThat(leg.clientPackets()).isEqualTo(3);
    }

    @Test
    void aPortUnreachableAnswersTheClientOnly() {
        assertThat(packets.ask("a").error(3, 3, true, PacketHeader.UDP).leg().exchange())
                .isEqualTo(Exchange.UNREACHABLE);
        Packets quotesServer = new Packets();
        assertThat(quotesServer
                        .ask("a")
                        .reply("b")
                        .error(3, 3, false, PacketHeader.UDP)
                        .leg()
                        .exchange())
                .isEqualTo(Exchange.MID_STREAM);
    }

    @Test
    void errorsOfSizeAndHopsDoNotMakeUnreachable() {
        assertThat(packets.ask("a")
                        .error(3, 4, true, PacketHeader.UDP)
                        .error(11, 0, true, PacketHeader.UDP)
                        .leg()
                        .exchange())
                .isEqualTo(Exchange.ONE_WAY);
        Packets v6 = new Packets().between("fd00::1", 1, "fd00::2", 2);
        assertThat(v6.ask("a").error(2, 0, true, PacketHeader.UDP).leg().exchange())
                .isEqualTo(Exchange.ONE_WAY);
        Packets unreachable = new Packets().between("fd00::1", 1, "fd00::2", 2);
        assertThat(unreachable
                        .ask("a")
                        .error(1, 4, true, PacketHeader.UDP)
                        .leg()
                        .exchange())
                .isEqualTo(Exchange.UNREACHABLE);
    }

    @Test
    void icmpErrorsOfNoKnownConnectionAndNeighbourDiscoveryAreControl() {
        packets.error(3, 3, true, PacketHeader.UDP);
        packets.between("fd00::1", 0, "fd00::2", 0).icmp(true, 135, 0).icmp(true, 143, 0);
        packets.between("10.0.0.1", 0, "10.0.0.2", 0).icmp(true, 5, 0);

        assertThat(packets.finish()).isEmpty();
        assertThat(packets.skipped).containsEntry(SkipReason.ICMP_CONTROL, 4L);
    }

    @Test
    void theTypeOfAnEchoTellsWhoAsks() {
        Leg leg = packets.icmp(false, 0, 7)
                .icmp(true, 8, 7)
                .icmp(true, 8, 8)
                .finish()
                .get(0);

        assertThat(packets.legs).hasSize(2);
        assertThat(leg.client()).isEqualTo(Ip.parse("10.0.0.1"));
        assertThat(leg.protocol()).isEqualTo(Protocol.ICMP);
        assertThat(leg.icmpType()).isEqualTo(8);
        assertThat(leg.clientPort()).isZero();
        assertThat(leg.exchange()).isEqualTo(Exchange.SERVED);
    }

    @Test
    void anEchoOverIpv6IsLikeOneOverIpv4() {
        packets.between("fd00::1", 0, "fd00::2", 0);
        Leg leg = packets.icmp(true, 128, 7).icmp(false, 129, 7).leg();

        assertThat(leg.icmpType()).isEqualTo(128);
        assertThat(leg.exchange()).isEqualTo(Exchange.SERVED);
    }

    @Test
    void thePingOfAnUnreachableHostIsUnreachable() {
        packets.between("10.0.0.1", 7, "10.0.0.2", 7).icmp(true, 8, 7);

        assertThat(packets.error(3, 1, true, PacketHeader.ICMP).leg().exchange())
                .isEqualTo(Exchange.UNREACHABLE);
    }

    @Test
    void anIdleMinuteEndsAConversationOfDatagrams() {
        packets.ask("a").after(61).reply("b");

        assertThat(packets.finish())
                .extracting(Leg::exchange)
                .containsOnly(Exchange.ONE_WAY)
                .hasSize(2);
    }

    @Test
    void laterFragmentsCountAsPacketsAndNotAsDatagrams() {
        Leg leg = packets.ask("a").laterFragment(true, PacketHeader.UDP).leg();

        assertThat(leg.packets()).isEqualTo(2);
        assertThat(leg.clientPackets()).isEqualTo(1);
    }

    @Test
    void aLaterFragmentOfNoKnownConnectionIsSkipped() {
        assertThat(packets.laterFragment(true, PacketHeader.UDP).finish()).isEmpty();
        assertThat(packets.skipped).containsEntry(SkipReason.ORPHAN_FRAGMENT, 1L);
    }

    @Test
    void theFingerprintIsThatOfTheFirstPayloadAndItsLength() {
        long one = new Packets().ask("the same").leg().fingerprint();
        long again = new Packets()
                .between("10.7.7.7", 9, "10.8.8.8", 8)
                .ask("the same")
                .ask("other")
                .leg()
                .fingerprint();
        long other = new Packets().ask("the sama").leg().fingerprint();

        assertThat(again).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
        assertThat(new Packets().ask("").ask("late").leg().fingerprint()).isZero();
    }

    @Test
    void aPayloadCutShortHasNoFingerprint() {
        Leg leg = packets.send(true, PacketHeader.UDP, "short", h -> h.payload = 900)
                .leg();

        assertThat(leg.fingerprint()).isZero();
    }
}
