package io.policap.capture.packet.payload.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that servers read in different ways: none is found in or behind them, and the connection is not complete. */
class SmugglingTest {
    private static final String FIRST = "GET /first HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String HIDDEN = "GET /admin HTTP/1.1\r\nHost: h\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
                "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n",
                "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
                "Content-Length: 0\r\ncontent-length: 0\r\n\r\n",
                "Content-Length: 0, 0\r\n\r\n",
                "Content-Length: +0\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 0x0\r\n\r\n",
                "Content-Length: 0 0\r\n\r\n",
                "Content-Length: \r\n\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n",
                "Content-Length : 0\r\n\r\n",
                "Content-Length\t: 0\r\n\r\n",
                " Content-Length: 0\r\n\r\n",
                "X: y\r\n Content-Length: 0\r\n\r\n",
                "X: y\r\n\tfolded\r\n\r\n",
                "Content-Length: 0\n\r\n",
                "Content-Length: 0\r\n\n",
                "Content-Length: 0\rX: y\r\n\r\n",
                "X: \u0000\r\n\r\n",
                "X: \u0001\r\n\r\n",
                "X\u00e9: y\r\n\r\n",
                "no colon\r\n\r\n",
                ": empty\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity\r\n\r\n",
                "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                "Host: other\r\n\r\n",
                "Host: h\r\n\r\n"
            })
    void ambiguousHeadersEndTheReading(String rest) {
        refused("POST /p HTTP/1.1\r\nHost: h\r\n" + rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "0\n\r\n",
                "0\r\n\n",
                "0\r\r\n",
                " 0\r\n\r\n",
                "0 \r\n\r\n",
                "0x0\r\n\r\n",
                "-0\r\n\r\n",
                "g\r\n\r\n",
                "1\r\naa0\r\n\r\n",
                "1\r\na\n0\r\n\r\n",
                "1\r\na\r0\r\n\r\n",
                "10000000000000000\r\n",
                "0000000000000000\r\n\r\n",
                "0;\u0000\r\n\r\n",
                "0;a\nb\r\n\r\n",
                "0\r\nTrailer: a\n\r\n\r\n",
                "0\r\nTrailer: \u0000\r\n\r\n"
            })
    void badChunksEndTheReading(String body) {
        refused("POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  /p HTTP/1.1",
                "GET /p  HTTP/1.1",
                "GET /p\tHTTP/1.1",
                " GET /p HTTP/1.1",
                "GET /p HTTP/1.1 ",
                "GET /p HTTP/1.2",
                "GET /p HTTP/2.0",
                "GET /p HTTP/01.1",
                "GET /p http/1.1",
                "GET /p",
                "GET /a b HTTP/1.1",
                "GET /\u0001 HTTP/1.1",
                "GET /\u007f HTTP/1.1",
                "GET /\u00e9 HTTP/1.1",
                "GET p HTTP/1.1",
                "GET * HTTP/1.1",
                "GET h:80 HTTP/1.1",
                "GET ://h/p HTTP/1.1",
                "GET 1http://h/p HTTP/1.1",
                "GET http:///p HTTP/1.1",
                "GET http://h\\p HTTP/1.1",
                "GET http://h:port/p HTTP/1.1",
                "GET http://u:pa/ss@h/p HTTP/1.1",
                "GET http://u:pa?ss@h/p HTTP/1.1",
                "GET http://[::1/p HTTP/1.1",
                "CONNECT /p HTTP/1.1",
                "CONNECT :80 HTTP/1.1",
                "G@T /p HTTP/1.1",
                "GETGETGETGETGETGETGETGETGETGETGET /p HTTP/1.1",
                "\u0000GET /p HTTP/1.1"
            })
    void badRequestLinesEndTheReading(String line) {
        refused(line + "\r\nHost: h\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "u@h", "a,b", "h:80:80", "h:8x", "h:123456", "[::1", "[x]", "a\u00e9", "<h>"})
    void badHostsEndTheReading(String host) {
        refused("GET /p HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /p HTTP/1.0\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n",
                "\r\n\r\n",
                "CONNECT h:80 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
            })
    void otherAmbiguitiesEndTheReading(String request) {
        refused(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1\r\nHost: h\r\nConnection: close", "HTTP/1.0"})
    void nothingIsReadBehindTheLastRequest(String version) {
        refused("GET /last " + version + "\r\n\r\n");
    }

    private static void refused(String request) {
        Exchange exchange = new Exchange().client(FIRST + request + HIDDEN + HIDDEN);
        Exchange.Outcome outcome = exchange.server(Exchanges.OK + Exchanges.OK).read();
        assertThat(outcome.lines().get(0)).isEqualTo("GET h /first");
        assertThat(outcome.lines()).doesNotContain("GET h /admin");
        assertThat(outcome.complete()).isFalse();
        assertThat(outcome.protocol()).isEqualTo(ClientProtocol.HTTP1);
    }
}
