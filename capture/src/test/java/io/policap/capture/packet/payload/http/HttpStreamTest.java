package io.policap.capture.packet.payload.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.payload.http.Exchange.Outcome;
import io.policap.capture.packet.payload.http.Exchange.Turn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found in connections of every shape, whole, in pieces, cut and with gaps. */
class HttpStreamTest {
    static Stream<String> names() {
        return Exchanges.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRequestIsFound(String name) {
        Exchanges.Case expected = Exchanges.all().get(name);
        Outcome outcome = expected.exchange().read();
        assertThat(outcome.lines()).containsExactly(expected.requests());
        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.upgraded()).isEqualTo(expected.upgraded());
        assertThat(outcome.protocol()).isEqualTo(name.equals("HTTP/2") ? ClientProtocol.HTTP2 : ClientProtocol.HTTP1);
    }

    @ParameterizedTest
    @MethodSource("names")
    void piecesMakeNoDifferenceWhereverTheyEnd(String name) {
        Exchange exchange = Exchanges.all().get(name).exchange();
        Outcome whole = exchange.read();
        for (int point = 1; point < longestTurn(exchange); point++) {
            int cut = point;
            assertThat(exchange.read((stream, turn, at) -> split(stream, turn, at, Math.min(cut, turn.bytes().length))))
                    .as("in two at %d", cut)
                    .isEqualTo(whole);
        }
        assertThat(exchange.read((stream, turn, at) -> {
                    for (int i = 0; i < turn.bytes().length; i++) {
                        Exchange.piece(stream, turn, at, i, i + 1, i + 1);
                    }
                }))
                .as("byte by byte")
                .isEqualTo(whole);
    }

    private static void split(HttpStream stream, Turn turn, long at, int cut) {
        Exchange.piece(stream, turn, at, 0, cut, cut);
        Exchange.piece(stream, turn, at, cut, turn.bytes().length, turn.bytes().length);
    }

    /** Cut by the snap length, lost, or not captured to the end: never another request, never wrongly complete. */
    @ParameterizedTest
    @MethodSource("names")
    void missingBytesNeverInventARequest(String name) {
        Exchange exchange = Exchanges.all().get(name).exchange();
        Outcome whole = exchange.read();
        for (int turn = 0; turn < exchange.turns.size(); turn++) {
            Turn damaged = exchange.turns.get(turn);
            int length = damaged.bytes().length;
            for (int from = 0; from < length; from++) {
                for (int to : new int[] {from + 1, from + 2, from + 7, from + 30, length}) {
                    if (to > length) {
                        continue;
                    }
                    int first = from;
                    Outcome lost = exchange.read((stream, each, at) -> {
                        if (each == damaged) {
                            Exchange.piece(stream, each, at, 0, first, first);
                            Exchange.piece(stream, each, at, to, length, length);
                        } else {
                            Exchange.whole(stream, each, at);
                        }
                    });
                    boolean upToTheEnd = to == length && isLastOfItsSide(exchange, turn);
                    plausible(lost, whole, upToTheEnd, turn + ": lost " + from + " to " + to);
                    Outcome cut = exchange.read((stream, each, at) -> {
                        if (each == damaged) {
                            Exchange.piece(stream, each, at, 0, first, to);
                            Exchange.piece(stream, each, at, to, length, length);
                        } else {
                            Exchange.whole(stream, each, at);
                        }
                    });
                    plausible(cut, whole, false, turn + ": cut " + from + " to " + to);
                }
            }
        }
    }

    private static boolean isLastOfItsSide(Exchange exchange, int turn) {
        boolean client = exchange.turns.get(turn).client();
        return exchange.turns.stream().skip(turn + 1L).noneMatch(later -> later.client() == client);
    }

    private static void plausible(Outcome outcome, Outcome whole, boolean cutShort, String where) {
        int found = outcome.requests().size();
        assertThat(found).as(where).isLessThanOrEqualTo(whole.requests().size());
        assertThat(outcome.requests()).as(where).isEqualTo(whole.requests().subList(0, found));
        if (outcome.complete() && !cutShort) {
            assertThat(outcome).as(where).isEqualTo(whole);
        }
    }

    @Test
    void aBodyMayBeMissingWhereItsLengthIsKnown() {
        String body = "x".repeat(300_000);
        Exchange exchange = new Exchange()
                .client("POST /big HTTP/1.1\r\nHost: h\r\nContent-Length: 300000\r\n\r\n")
                .client(body)
                .client("GET /after HTTP/1.1\r\nHost: h\r\n\r\n");
        Exchange.Feeding withoutBody = (stream, turn, at) -> {
            if (turn.bytes().length < 1000) {
                Exchange.whole(stream, turn, at);
            }
        };
        Exchange.Feeding cutBody = (stream, turn, at) -> {
            int captured = Math.min(60, turn.bytes().length);
            Exchange.piece(stream, turn, at, 0, captured, turn.bytes().length);
        };
        assertThat(exchange.read(withoutBody)).isEqualTo(exchange.read());
        assertThat(exchange.read(cutBody)).isEqualTo(exchange.read());
        assertThat(exchange.read().lines()).containsExactly("POST h /big", "GET h /after");
    }

    @Test
    void namesOfHeadersAreKeptOnceAndNoValue() {
        Outcome outcome = new Exchange()
                .client(
                        "GET /p HTTP/1.1\r\nHost: h\r\nX-B: s3cret\r\nx-a: s3cret\r\nX-b: s3cret\r\nCookie: s3cret\r\n\r\n")
                .read();
        assertThat(outcome.requests().get(0).http().headerNames()).containsExactly("host", "x-b", "x-a", "cookie");
        assertThat(outcome.toString()).doesNotContain("s3cret");
    }

    @Test
    void theFirstBytesTellTheProtocol() {
        Map<String, ClientProtocol> starts = Map.ofEntries(
                Map.entry("", ClientProtocol.NOT_SEEN),
                Map.entry("\u0016", ClientProtocol.OTHER),
                Map.entry("\u0016\u0003", ClientProtocol.TLS),
                Map.entry("\u0016\u0003\u0001\u0002\u0000\u0001", ClientProtocol.TLS),
                Map.entry("\u0016\u0004", ClientProtocol.OTHER),
                Map.entry("G", ClientProtocol.NOT_SEEN),
                Map.entry("GET /lo", ClientProtocol.HTTP1),
                Map.entry("GET / HTTP/1.1\r\nHos", ClientProtocol.HTTP1),
                Map.entry("GET / HTTP/1.1\nHost: h\n\n", ClientProtocol.HTTP1),
                Map.entry("GET /\r\n", ClientProtocol.OTHER),
                Map.entry("OPTIONS sip:x@y SIP/2.0\r\n", ClientProtocol.OTHER),
                Map.entry("OPTIONS rtsp://x/y RTSP/1.0\r\nCSeq: 1\r\n\r\n", ClientProtocol.OTHER),
                Map.entry("PRI * HTTP/2.", ClientProtocol.OTHER),
                Map.entry("PRI * HTTP/2.0\r\n", ClientProtocol.HTTP2),
                Map.entry("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\r", ClientProtocol.OTHER),
                Map.entry("EHLO example\r\n", ClientProtocol.OTHER),
                Map.entry("*1\r\n$4\r\nPING\r\n", ClientProtocol.OTHER),
                Map.entry("\u0000\u0000\u0000\u0008\u0004\u00d2\u0016\u002f", ClientProtocol.OTHER));
        starts.forEach((text, protocol) -> {
            Outcome outcome = new Exchange().client(text).read();
            assertThat(outcome.protocol()).as(text).isEqualTo(protocol);
            assertThat(outcome.requests()).as(text).isEmpty();
            assertThat(outcome.complete()).as(text).isFalse();
        });
    }

    @Test
    void aStreamWhoseFirstByteIsMissingSaysNothing() {
        HttpStream stream = new HttpStream();
        byte[] request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        stream.accept(1, request, 0, request.length, request.length);
        stream.finish();
        assertThat(Outcome.of(stream)).isEqualTo(new Outcome(ClientProtocol.NOT_SEEN, false, false, List.of()));
    }

    @Test
    void keepAliveProbesAreNoBytes() {
        Outcome whole = Exchanges.all().get("bodies, pipelined").exchange().read();
        Outcome probed = Exchanges.all().get("bodies, pipelined").exchange().read((stream, turn, at) -> {
            Exchange.whole(stream, turn, at);
            byte[] garbage = {0};
            stream.accept(at - 1, garbage, 0, 1, 1);
            stream.accept(at + turn.bytes().length - 1, garbage, 0, turn.client() ? 1 : 0, 0);
        });
        assertThat(probed).isEqualTo(whole);
    }

    @Test
    void afterTooManyRequestsItIsNotComplete() {
        Exchange exchange = new Exchange();
        for (int i = 0; i < HttpStream.MOST_REQUESTS; i++) {
            exchange.client("GET /" + i + " HTTP/1.1\r\nHost: h\r\n\r\n");
        }
        assertThat(exchange.read().complete()).isTrue();
        Outcome outcome =
                exchange.client("GET /more HTTP/1.1\r\nHost: h\r\n\r\n").read();
        assertThat(outcome.requests()).hasSize(HttpStream.MOST_REQUESTS);
        assertThat(outcome.complete()).isFalse();
    }

    @Test
    void moreAnswersThanRequestsLeaveItIncomplete() {
        Exchange exchange =
                new Exchange().client("GET / HTTP/1.1\r\nHost: h\r\n\r\n").server(Exchanges.OK);
        assertThat(exchange.read().complete()).isTrue();
        assertThat(exchange.server(Exchanges.OK).read().complete()).isFalse();
    }

    @Test
    void anUpgradeThatNobodySawAnsweredLeavesItIncomplete() {
        Exchange exchange =
                new Exchange().client("GET / HTTP/1.1\r\nHost: h\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n");
        assertThat(exchange.read().complete()).isFalse();
        Outcome outcome = exchange.client("GET /no HTTP/1.1\r\nHost: h\r\n\r\n").read();
        assertThat(outcome.lines()).containsExactly("GET h /");
        assertThat(outcome.complete()).isFalse();
        assertThat(outcome.upgraded()).isFalse();
    }

    @Test
    void aServerThatDoesNotSpeakHttp2MakesThePrefaceWorthless() {
        Exchange exchange = Exchanges.all().get("HTTP/2").exchange();
        exchange.turns.set(0, new Turn(false, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes()));
        assertThat(exchange.read().complete()).isFalse();
    }

    @Test
    void aTableAboveWhatTheServerAllowedEndsTheReading() {
        Exchange exchange = Exchanges.all().get("HTTP/2").exchange();
        exchange.turns.remove(0);
        Outcome outcome = exchange.read();
        assertThat(outcome.lines()).containsExactly("GET www.example.com /");
        assertThat(outcome.complete()).isFalse();
    }

    private static int longestTurn(Exchange exchange) {
        return exchange.turns.stream()
                .mapToInt(turn -> turn.bytes().length)
                .max()
                .orElseThrow();
    }

    @Test
    void aBodyThatMayHaveBeenLeftOutEndsTheReading() {
        Outcome outcome = new Exchange()
                .client("POST /up HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 28\r\n\r\n")
                .server("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n")
                .client("GET /next HTTP/1.1\r\nHost: h\r\n\r\nGET /no HTTP/1.1\r\nHost: h\r\n\r\n")
                .read();
        assertThat(outcome.lines()).containsExactly("POST h /up");
        assertThat(outcome.complete()).isFalse();
        assertThat(Arrays.asList(outcome.protocol(), outcome.upgraded())).containsExactly(ClientProtocol.HTTP1, false);
    }
}
