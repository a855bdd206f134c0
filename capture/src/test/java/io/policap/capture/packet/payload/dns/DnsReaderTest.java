package io.policap.capture.packet.payload.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.net.Ip;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DnsReaderTest {
    private final DnsReader reader = new DnsReader();

    @Test
    void aQueryHasANameAndAType() {
        DnsMessage query = read(DnsBytes.message(0x0100, 1, 0, 0, 1)
                .name("Api.Example.COM")
                .word(DnsMessage.AAAA)
                .word(1)
                .edns(0));
        assertThat(query)
                .isEqualTo(new DnsMessage(
                        0xBEEF, false, false, false, 0, "api.example.com", DnsMessage.AAAA, List.of(), List.of()));
    }

    /** The message of RFC 1035, 4.1.4, made a response. */
    @Test
    void compressedNamesAreRead() {
        DnsBytes bytes = DnsBytes.message(0x8180, 1, 2, 0, 0)
                .labels("F", "ISI", "ARPA")
                .octet(0)
                .word(1)
                .word(1);
        bytes.pointer(12).rest(DnsMessage.CNAME, 100, data -> data.labels("FOO").pointer(12));
        int foo = bytes.size() - 6;
        DnsMessage message = read(bytes.pointer(foo).rest(1, 90, data -> data.ip("192.0.2.4")));
        assertThat(message.question()).isEqualTo("f.isi.arpa");
        assertThat(message.aliases()).containsExactly("foo.f.isi.arpa");
        assertThat(message.answers()).containsExactly(answer("f.isi.arpa", "192.0.2.4", 90));
        assertThat(message.cut()).isFalse();
    }

    @Test
    void addressesBelongToTheNameAskedForAndLastAsLongAsTheShortestLinkOfTheirChain() {
        DnsMessage message = read(DnsBytes.response("www.example.com", 1, 4, 0)
                .address("e7.edge.example.net", 90, "192.0.2.7")
                .alias("cdn.example.com", 20, "e7.edge.example.net")
                .alias("WWW.example.com", 300, "cdn.example.com")
                .address("e7.edge.example.net", 10, "192.0.2.8"));
        assertThat(message.answers())
                .containsExactly(
                        answer("www.example.com", "192.0.2.7", 20), answer("www.example.com", "192.0.2.8", 10));
        assertThat(message.aliases()).containsExactly("cdn.example.com", "e7.edge.example.net");
        assertThat(message.addresses()).containsExactly(Ip.parse("192.0.2.7"), Ip.parse("192.0.2.8"));
        assertThat(message.ttlSeconds()).isEqualTo(10);
    }

    @Test
    void whatTheChainDoesNotReachGivesNoAddress() {
        DnsMessage message = read(DnsBytes.response("www.example.com", 1, 2, 1)
                .address("www.example.com", 60, "192.0.2.7")
                .address("bank.example", 60, "203.0.113.66")
                .address("www.example.com", 60, "203.0.113.67"));
        assertThat(message.addresses()).containsExactly(Ip.parse("192.0.2.7"));
    }

    @Test
    void aChainThatBitesItsTailEnds() {
        DnsMessage message = read(DnsBytes.response("a.example", 1, 3, 0)
                .alias("a.example", 60, "b.example")
                .alias("b.example", 60, "c.example")
                .alias("c.example", 60, "b.example"));
        assertThat(message.answers()).isEmpty();
        assertThat(message.aliases()).containsExactly("b.example", "c.example");
    }

    @Test
    void aRenamedDomainIsFollowedWithAndWithoutTheAliasThatServersAdd() {
        DnsBytes without = DnsBytes.response("a.b.old.example", 1, 2, 0)
                .name("old.example")
                .rest(DnsMessage.DNAME, 40, data -> data.name("new.example"))
                .address("a.b.new.example", 50, "192.0.2.77");
        assertThat(read(without).answers()).containsExactly(answer("a.b.old.example", "192.0.2.77", 40));
        assertThat(read(DnsBytes.response("a.b.old.example", 1, 3, 0)
                                .name("old.example")
                                .rest(DnsMessage.DNAME, 40, data -> data.name("new.example"))
                                .alias("a.b.old.example", 0, "a.b.new.example")
                                .address("a.b.new.example", 50, "192.0.2.77"))
                        .answers())
                .containsExactly(answer("a.b.old.example", "192.0.2.77", 0));
        assertThat(read(DnsBytes.response("old.example", 1, 2, 0)
                                .name("old.example")
                                .rest(DnsMessage.DNAME, 40, data -> data.name("new.example"))
                                .address("new.example", 50, "192.0.2.77"))
                        .answers())
                .as("the domain itself is not renamed (RFC 6672, 2.3)")
                .isEmpty();
    }

    @Test
    void theAddressesOfServicesBelongToTheirTargets() {
        String asked = "_http._tcp.web.shop.svc.cluster.local";
        DnsMessage message = read(DnsBytes.response(asked, DnsMessage.SRV, 2, 3)
                .service(asked, 5, 80, "a.web.shop.svc.cluster.local")
                .service(asked, 5, 80, "b.web.shop.svc.cluster.local")
                .address("a.web.shop.svc.cluster.local", 30, "10.1.0.1")
                .address("b.web.shop.svc.cluster.local", 7, "fd00::2")
                .address("c.web.shop.svc.cluster.local", 7, "10.1.0.3"));
        assertThat(message.question()).isEqualTo(asked);
        assertThat(message.addresses()).isEmpty();
        assertThat(message.answers())
                .containsExactly(
                        answer("a.web.shop.svc.cluster.local", "10.1.0.1", 30),
                        answer("b.web.shop.svc.cluster.local", "fd00::2", 7));
    }

    @Test
    void hintsOfHttpsRecordsAreAddressesOfTheNameAskedFor() {
        DnsMessage message = read(DnsBytes.response("shop.example", DnsMessage.HTTPS, 3, 1)
                .alias("shop.example", 25, "shop.cdn.example")
                .binding(
                        "shop.cdn.example",
                        30,
                        1,
                        "",
                        data -> data.word(4)
                                .word(8)
                                .ip("192.0.2.8")
                                .ip("192.0.2.9")
                                .word(6)
                                .word(16)
                                .ip("2001:db8::8"))
                .binding("shop.cdn.example", 20, 2, "pool.cdn.example", data -> {})
                .address("pool.cdn.example", 15, "192.0.2.10"));
        assertThat(message.answers())
                .containsExactly(
                        answer("shop.example", "192.0.2.8", 25),
                        answer("shop.example", "192.0.2.9", 25),
                        answer("shop.example", "2001:db8::8", 25),
                        answer("shop.example", "192.0.2.10", 15));
    }

    @Test
    void aHostileNameCannotBreakOut() {
        DnsMessage message = read(DnsBytes.message(0x0100, 1, 0, 0, 0)
                .labels("a.b", "x\n\"}- \u00e9\\", "*", "_tcp-1")
                .octet(0)
                .word(1)
                .word(1));
        assertThat(message.question()).isEqualTo("a\\046b.x\\010\\034\\125-\\032\\233\\092.\\042._tcp-1");
        assertThat(DnsMessage.isHostName(message.question())).isFalse();
        assertThat(DnsMessage.isHostName("_tcp-1.example")).isTrue();
        assertThat(DnsMessage.isHostName("")).isFalse();
    }

    @Test
    void namesThatLoopOrAreTooLongAreNone() {
        DnsBytes self = DnsBytes.message(0x0100, 1, 0, 0, 0).pointer(12).word(1).word(1);
        DnsBytes forward =
                DnsBytes.message(0x0100, 1, 0, 0, 0).pointer(18).word(1).word(1).name("x");
        DnsBytes header =
                DnsBytes.message(0x0100, 1, 0, 0, 0).pointer(4).word(1).word(1);
        String[] labels = new String[5];
        Arrays.fill(labels, "x".repeat(50));
        DnsBytes tooLong = DnsBytes.message(0x0100, 1, 0, 0, 0)
                .labels(labels)
                .octet(0)
                .word(1)
                .word(1);
        labels[4] = "x".repeat(49);
        DnsBytes longest = DnsBytes.message(0x0100, 1, 0, 0, 0)
                .labels(labels)
                .octet(0)
                .word(1)
                .word(1);
        for (DnsBytes each : List.of(self, forward, header, tooLong)) {
            assertThat(reader.read(each.bytes(), 0, each.size())).isEmpty();
        }
        assertThat(read(longest).question()).hasSize(253);
    }

    @Test
    void theRcodeHasItsExtensionAndNegativeTimesAreNone() {
        DnsMessage message = read(DnsBytes.message(0x8187, 1, 1, 0, 1)
                .name("a.example")
                .word(1)
                .word(1)
                .address("a.example", 0x8000_0001, "192.0.2.1")
                .edns(1));
        assertThat(message.rcode()).isEqualTo(23);
        assertThat(message.answers()).containsExactly(answer("a.example", "192.0.2.1", 0));
    }

    @Test
    void aTruncatedMessageSaysSo() {
        DnsMessage message = read(
                DnsBytes.message(0x8380, 1, 0, 0, 0).name("a.example").word(1).word(1));
        assertThat(message.truncated()).isTrue();
        assertThat(message.cut()).isFalse();
    }

    @Test
    void whatIsNoOrdinaryQuestionIsNoMessage() {
        DnsBytes update =
                DnsBytes.message(0x2800, 1, 0, 0, 0).name("a.example").word(1).word(1);
        DnsBytes two = DnsBytes.message(0x0100, 2, 0, 0, 0)
                .name("a.example")
                .word(1)
                .word(1)
                .name("b.example")
                .word(1)
                .word(1);
        DnsBytes chaos = DnsBytes.message(0x0100, 1, 0, 0, 0)
                .name("version.bind")
                .word(16)
                .word(3);
        for (DnsBytes each : List.of(update, two, chaos)) {
            assertThat(reader.read(each.bytes(), 0, each.size())).isEmpty();
        }
    }

    @Test
    void ofACutMessageWhatIsWholeIsUsed() {
        for (byte[] whole : DnsBytes.samples()) {
            DnsMessage all = reader.read(whole, 0, whole.length).orElseThrow();
            assertThat(all.cut()).isFalse();
            int before = -1;
            for (int length = 0; length < whole.length; length++) {
                byte[] padded = Arrays.copyOf(new byte[3], whole.length + 6);
                System.arraycopy(whole, 0, padded, 3, length);
                DnsMessage cut = reader.read(padded, 3, length).orElse(null);
                assertThat(reader.read(Arrays.copyOf(whole, length), 0, length)).isEqualTo(Optional.ofNullable(cut));
                if (cut != null) {
                    assertThat(cut.cut()).isTrue();
                    assertThat(cut.question()).isEqualTo(all.question());
                    assertThat(all.answers()).containsAll(cut.answers());
                    assertThat(cut.answers().size()).isGreaterThanOrEqualTo(before);
                    before = cut.answers().size();
                }
            }
            assertThat(before).as("some cut message was read").isNotNegative();
        }
    }

    @Test
    void aThousandEndpointsAreAllThere() {
        DnsBytes bytes = DnsBytes.response("web.shop.svc.cluster.local", 1, 2_000, 0);
        for (int i = 0; i < 2_000; i++) {
            int last = i;
            bytes.pointer(12).rest(1, 5, data -> data.bits32(0x0A000000 + last));
        }
        assertThat(read(bytes).addresses()).hasSize(2_000).doesNotHaveDuplicates();
    }

    private DnsMessage read(DnsBytes message) {
        return reader.read(message.bytes(), 0, message.size()).orElseThrow();
    }

    private static DnsAnswer answer(String name, String address, long ttl) {
        return new DnsAnswer(name, Ip.parse(address), ttl);
    }
}
