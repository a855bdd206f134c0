package io.policap.capture.packet;

import static io.policap.capture.packet.HandMadeCapture.ACK;
import static io.policap.capture.packet.HandMadeCapture.SERVER;
import static io.policap.capture.packet.HandMadeCapture.dns;
import static io.policap.capture.packet.HandMadeCapture.hello;
import static io.policap.capture.packet.HandMadeCapture.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.policap.capture.packet.content.ContentTable;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.NameLookup;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found of names and requests in packets that a test makes. */
class ContentOfConnectionsTest {
    private static final int CLIENT = 0x0AF4_0005; // 10.244.0.5
    private static final int PORT = 40_000;
    private static final int RESOLVER = 0x0A60_000A; // 10.96.0.10

    private static byte[] first(byte[] bytes, int count) {
        return Arrays.copyOf(bytes, count);
    }

    private static byte[] from(byte[] bytes, int at) {
        return Arrays.copyOfRange(bytes, at, bytes.length);
    }

    private static void client(HandMadeCapture capture, int serverPort, int at, byte[] payload) {
        capture.tcp(CLIENT, PORT, SERVER, serverPort, ACK, 1 + at, 1, payload);
    }

    private static Content only(HandMadeCapture capture) {
        assertThat(capture.finish()).hasSize(1);
        return capture.legs.get(0).content();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHelloOfTwoSegmentsNamesTheServer(boolean l7) {
        HandMadeCapture capture = new HandMadeCapture(l7).open(CLIENT, PORT, 443);
        byte[] hello = hello("api.stripe.com", 1500);
        client(capture, 443, 0, first(hello, 1400));
        client(capture, 443, 1400, from(hello, 1400));

        Content content = only(capture);

        assertThat(content.serverName()).isEqualTo("api.stripe.com");
        assertThat(content.protocol()).isEqualTo(l7 ? AppProtocol.TLS : AppProtocol.NOT_SEEN);
    }

    @Test
    void aHelloInAnyOrderNamesTheServer() {
        HandMadeCapture capture = new HandMadeCapture(true).open(CLIENT, PORT, 443);
        byte[] hello = hello("api.stripe.com", 3000);
        client(capture, 443, 2000, from(hello, 2000));
        client(capture, 443, 1000, Arrays.copyOfRange(hello, 1000, 2200));
        client(capture, 443, 0, first(hello, 1000));

        assertThat(only(capture).serverName()).isEqualTo("api.stripe.com");
    }

    @Test
    void aHelloBehindOtherBytesNamesNothing() {
        HandMadeCapture capture = new HandMadeCapture(true).open(CLIENT, PORT, 5432);
        client(capture, 5432, 0, new byte[] {0, 0, 0, 8, 4, (byte) 0xD2, 0x16, 0x2F});
        client(capture, 5432, 8, hello("orders-db.shop", 0));

        Content content = only(capture);
        assertThat(content.serverName()).isEmpty();
        assertThat(content.protocol()).isEqualTo(AppProtocol.OTHER);
    }

    @Test
    void theHostOfAnHttpRequestNamesTheServer() {
        HandMadeCapture capture = new HandMadeCapture(false).open(CLIENT, PORT, 80);
        client(capture, 80, 0, text("GET /v1 HTTP/1.1\r\nHost: Api.Example.com:80\r\n\r\n"));
        client(capture, 80, 45, text("GET /v2 HTTP/1.1\r\nHost: other.example.com\r\n\r\n"));

        assertThat(only(capture))
                .isEqualTo(new Content(AppProtocol.NOT_SEEN, "api.example.com", false, List.of(), false));
    }

    @Test
    void anAddressAsHostNamesNothing() {
        HandMadeCapture capture = new HandMadeCapture(false).open(CLIENT, PORT, 80);
        client(capture, 80, 0, text("GET / HTTP/1.1\r\nHost: 203.0.113.7\r\n\r\n"));

        assertThat(only(capture)).isEqualTo(Content.NONE);
    }

    @Test
    void requestsAreToldWithL7Only() {
        byte[] both = text("GET /a?secret=1 HTTP/1.1\r\nHost: x.shop\r\n\r\nPUT /b HTTP/1.1\r\nHost: x.shop\r\n"
                + "Content-Length: 0\r\n\r\n");
        HandMadeCapture capture = new HandMadeCapture(true).open(CLIENT, PORT, 80);
        client(capture, 80, 0, first(both, 30));
        client(capture, 80, 30, from(both, 30));

        Content content = only(capture);

        assertThat(content.complete()).isTrue();
        assertThat(content.protocol()).isEqualTo(AppProtocol.HTTP);
        assertThat(content.requests())
                .extracting(request ->
                        request.http().method() + " " + request.http().path())
                .containsExactly("GET /a", "PUT /b");
    }

    @Test
    void bytesThatTheServerHasAndTheCaptureLacksLeaveItIncomplete() {
        HandMadeCapture capture = new HandMadeCapture(true).open(CLIENT, PORT, 80);
        byte[] request = text("GET /a HTTP/1.1\r\nHost: x.shop\r\n\r\n");
        client(capture, 80, 0, request);
        capture.tcp(SERVER, 80, CLIENT, PORT, ACK, 1, 1 + request.length + 300, text("HTTP/1.1 200 OK\r\n"));

        Content content = only(capture);

        assertThat(content.requests()).hasSize(1);
        assertThat(content.complete()).isFalse();
    }

    @Test
    void whatTheSnapLengthCutsLeavesItIncomplete() {
        HandMadeCapture capture =
                new HandMadeCapture(true).open(CLIENT, PORT, 80).cutAt(80);
        client(capture, 80, 0, text("GET /a HTTP/1.1\r\nHost: x.shop\r\n\r\n"));

        Content content = only(capture);

        assertThat(content.protocol()).isEqualTo(AppProtocol.HTTP);
        assertThat(content.complete()).isFalse();
    }

    @Test
    void ofAConnectionOpenBeforeTheCaptureNothingIsCertain() {
        HandMadeCapture capture = new HandMadeCapture(true);
        client(capture, 80, 500, text("GET /a HTTP/1.1\r\nHost: x.shop\r\n\r\n"));

        assertThat(only(capture).requests()).isEmpty();
        assertThat(capture.legs.get(0).content().protocol()).isEqualTo(AppProtocol.NOT_SEEN);
    }

    @Test
    void aClientThatSentNothingSentNoRequest() {
        HandMadeCapture capture = new HandMadeCapture(true).open(CLIENT, PORT, 80);
        capture.tcp(CLIENT, PORT, SERVER, 80, HandMadeCapture.FIN | ACK, 1, 1, new byte[0]);

        assertThat(only(capture)).isEqualTo(new Content(AppProtocol.NOT_SEEN, "", false, List.of(), true));
    }

    @Test
    void dnsIsReadAtItsPortsButNotMulticast() {
        HandMadeCapture capture = new HandMadeCapture(false);
        capture.udp(CLIENT, PORT, RESOLVER, 53, dns(1, false, "a.example.com", 0));
        capture.udp(CLIENT, PORT, RESOLVER, 53, dns(2, false, "a.example.com", 0));
        capture.udp(RESOLVER, 53, CLIENT, PORT, dns(1, true, "a.example.com", SERVER));
        capture.udp(0x0A81_0003, 5353, CLIENT, PORT, dns(3, true, "b.example.com", SERVER));
        capture.udp(CLIENT, 5353, 0xE000_00FB, 5353, dns(0, false, "printer.local", 0));
        capture.udp(CLIENT, PORT, 0xE000_00FB, 5353, dns(4, false, "printer.local", 0));
        capture.udp(CLIENT, PORT, SERVER, 5354, dns(5, false, "c.example.com", 0));
        capture.udp(CLIENT + 1, PORT, RESOLVER, 53, dns(6, false, "a.example.com", 0));
        capture.finish();

        assertThat(told(capture))
                .containsExactly(
                        "10.244.0.5 a.example.com [] 0",
                        "10.244.0.5 a.example.com [203.0.113.7] 30",
                        "10.244.0.5 b.example.com [203.0.113.7] 30",
                        "10.244.0.6 a.example.com [] 0");
    }

    @Test
    void dnsOverTcpIsPutTogether() {
        HandMadeCapture capture = new HandMadeCapture(false).open(CLIENT, PORT, 53);
        byte[] query = dns(1, false, "a.example.com", 0);
        byte[] answer = dns(1, true, "a.example.com", SERVER);
        client(capture, 53, 0, new byte[] {0, (byte) query.length});
        client(capture, 53, 2, query);
        byte[] framed = new byte[answer.length + 2];
        framed[1] = (byte) answer.length;
        System.arraycopy(answer, 0, framed, 2, answer.length);
        capture.tcp(SERVER, 53, CLIENT, PORT, ACK, 1, 40, first(framed, 20));
        capture.tcp(SERVER, 53, CLIENT, PORT, ACK, 21, 40, from(framed, 20));
        capture.finish();

        assertThat(told(capture))
                .containsExactly("10.244.0.5 a.example.com [] 0", "10.244.0.5 a.example.com [203.0.113.7] 30");
    }

    private static List<String> told(HandMadeCapture capture) {
        return capture.lookups.stream().map(ContentOfConnectionsTest::told).toList();
    }

    private static String told(NameLookup lookup) {
        return lookup.client() + " " + lookup.name() + " " + lookup.addresses() + " " + lookup.ttlSeconds();
    }

    @Test
    void hellosWithoutEndAreBoundedAndOthersGoOn() {
        HandMadeCapture capture = new HandMadeCapture(false);
        byte[] half = first(hello("never.example.com", 9000), 1200);
        for (int i = 0; i < 30_000; i++) {
            capture.tcp(CLIENT + (i >> 14), i & 0x3FFF, SERVER, 443, HandMadeCapture.SYN, 0, 0, new byte[0]);
            capture.tcp(CLIENT + (i >> 14), i & 0x3FFF, SERVER, 443, ACK, 1, 1, half);
            assertThat(capture.contents.held()).isLessThanOrEqualTo(ContentTable.MOST_BYTES);
        }
        assertThat(capture.contents.evicted()).isPositive();
        capture.open(CLIENT, PORT, 443);
        client(capture, 443, 0, hello("api.stripe.com", 0));
        capture.finish();

        assertThat(capture.legs).anySatisfy(leg -> {
            assertThat(leg.clientPort()).isEqualTo(PORT);
            assertThat(leg.content().serverName()).isEqualTo("api.stripe.com");
        });
    }

    @Test
    void streamsWithGapsAreBounded() {
        HandMadeCapture capture = new HandMadeCapture(true);
        byte[] filler = new byte[60_000];
        for (int i = 0; i < 3_000; i++) {
            capture.tcp(CLIENT, 1 + i, SERVER, 80, HandMadeCapture.SYN, 0, 0, new byte[0]);
            capture.tcp(CLIENT, 1 + i, SERVER, 80, ACK, 5000, 1, filler);
            assertThat(capture.contents.held()).isLessThanOrEqualTo(ContentTable.MOST_BYTES_L7);
        }
        assertThat(capture.contents.evicted()).isPositive();
    }

    @Test
    void packetsOfKnownConnectionsAllocateNothing() {
        HandMadeCapture capture = new HandMadeCapture(false).open(CLIENT, PORT, 80);
        byte[] get = text("GET /v1 HTTP/1.1\r\nHost: api.example.com\r\n\r\n");
        byte[] filler = text("x".repeat(500));
        int at = repeat(capture, get, filler, 0, 20_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        repeat(capture, get, filler, at, 20_000);

        assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(10_000);
    }

    private static int repeat(HandMadeCapture capture, byte[] get, byte[] filler, int from, int times) {
        int at = from;
        for (int i = 0; i < times; i++) {
            client(capture, 80, at, get);
            client(capture, 80, at + get.length, filler);
            at += get.length + filler.length;
        }
        return at;
    }
}
