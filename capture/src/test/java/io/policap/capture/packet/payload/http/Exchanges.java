package io.policap.capture.packet.payload.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Connections of every shape that is read, each with what has to be found in it. */
final class Exchanges {
    /** A connection, its requests, and whether it changes its protocol. */
    record Case(Exchange exchange, boolean upgraded, String... requests) {}

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private Exchanges() {}

    /** HTTP/1 and HTTP/2, by name. */
    static Map<String, Case> all() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put(
                "requests one after the other",
                new Case(
                        new Exchange()
                                .client("GET /v1/items/42?expand=all HTTP/1.1\r\nHost: Items.Shop:8080\r\n\r\n")
                                .server(OK)
                                .client("HEAD /healthz HTTP/1.1\r\nhost:\titems.shop \r\n\r\n")
                                .server("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")
                                .client(
                                        "DELETE /v1/items/a%2Fb#x HTTP/1.1\r\nHost: items.shop\r\nConnection: close\r\n\r\n")
                                .server("HTTP/1.1 204 No Content\r\n\r\n"),
                        false,
                        "GET items.shop /v1/items/42",
                        "HEAD items.shop /healthz",
                        "DELETE items.shop /v1/items/a%2Fb"));
        cases.put(
                "bodies, pipelined",
                new Case(
                        new Exchange()
                                .client("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 27\r\n\r\n"
                                        + "GET /no HTTP/1.1\r\nHost: x\r\n"
                                        + "PUT /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n"
                                        + "1A;name=\"v\"\r\nGET /no HTTP/1.1\r\nHost: \r\n\r\n"
                                        + "0A\r\n0123456789\r\n0\r\nTrailer: GET /no HTTP/1.1\r\n\r\n"
                                        + "\r\nOPTIONS * HTTP/1.1\r\nHost: [2001:DB8::1]:80\r\n\r\n")
                                .server(OK)
                                .server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
                                .server(OK),
                        false,
                        "POST h /a",
                        "PUT h /b",
                        "OPTIONS [2001:db8::1] *"));
        cases.put(
                "a body that waits for its continuation",
                new Case(
                        new Exchange()
                                .client(
                                        "POST /up HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
                                .server("HTTP/1.1 100 Continue\r\n\r\n")
                                .client("data")
                                .server(OK)
                                .client("GET /after HTTP/1.1\r\nHost: h\r\n\r\n")
                                .server(OK),
                        false,
                        "POST h /up",
                        "GET h /after"));
        cases.put(
                "an upgrade that the server ignores",
                new Case(
                        new Exchange()
                                .client("GET /first HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nHost: h:80\r\n"
                                        + "HTTP2-Settings: AAEAAEAAAAIAAAAB\r\nUpgrade: h2c\r\n\r\n"
                                        + "GET /pipelined HTTP/1.1\r\nHost: h\r\n\r\n")
                                .server(OK + OK)
                                .client("GET /second HTTP/1.1\r\nHost: h\r\n\r\n")
                                .server(OK),
                        false,
                        "GET h /first",
                        "GET h /pipelined",
                        "GET h /second"));
        cases.put(
                "a web socket",
                new Case(
                        new Exchange()
                                .client("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                                .server(OK)
                                .client(
                                        "GET /chat HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n")
                                .server("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\u0081\u0002hi")
                                .client("GET /no HTTP/1.1\r\nHost: h\r\n\r\n"),
                        true,
                        "GET h /",
                        "GET h /chat"));
        cases.put(
                "a tunnel, refused first",
                new Case(
                        new Exchange()
                                .client("CONNECT db.example:443 HTTP/1.1\r\nHost: db.example:443\r\n\r\n")
                                .server("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
                                .client("CONNECT db.example:443 HTTP/1.1\r\nHost: db.example:443\r\n\r\n")
                                .server("HTTP/1.1 200 Connection established\r\n\r\n")
                                .client("\u0016\u0003\u0001\u0000\u0001GET /no HTTP/1.1\r\nHost: h\r\n\r\n"),
                        true,
                        "CONNECT db.example ",
                        "CONNECT db.example "));
        cases.put(
                "requests to a proxy",
                new Case(
                        new Exchange()
                                .client(
                                        "GET http://user:secret@API.example:8080/p/%41?q=1#f HTTP/1.1\r\nHost: other\r\n\r\n"
                                                + "GET http://api.example HTTP/1.1\r\nHost: api.example\r\n\r\n"
                                                + "OPTIONS http://api.example HTTP/1.1\r\nHost: api.example\r\n\r\n")
                                .server(OK + OK + OK),
                        false,
                        "GET api.example /p/%41",
                        "GET api.example /",
                        "OPTIONS api.example *"));
        cases.put("an old client", new Case(old(), false, "GET  /old", "GET  /old2"));
        cases.put(
                "HTTP/2",
                new Case(
                        http2(),
                        true,
                        "GET www.example.com /",
                        "GET www.example.com /sample/path",
                        "POST www.example.com /pkg.Service/Call grpc",
                        "CONNECT www.example.com /chat"));
        return cases;
    }

    private static Exchange old() {
        return new Exchange()
                .client("GET /old HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
                .server(OK)
                .client("GET /old2 HTTP/1.0\r\n\r\n")
                .server("HTTP/1.0 200\r\n\r\nuntil the end");
    }

    private static Exchange http2() {
        byte[] first = frame(1, 0x8 | 0x20, 1, "03" + "0000000010" + "828684418cf1e3c2" + "000000");
        byte[] rest = frame(9, 4, 1, "e5f23a6ba0ab90f4ff");
        return new Exchange()
                .server(frame(4, 0, 0, "000100002000" + "000300000064"))
                .client(Exchange.join(PREFACE.getBytes(StandardCharsets.US_ASCII), frame(4, 0, 0, "000200000000")))
                .client(Exchange.join(first, rest, frame(8, 0, 0, "00010000"), frame(4, 1, 0, "")))
                .server(Exchange.join(frame(4, 1, 0, ""), frame(1, 5, 1, "88"), frame(0, 0, 1, "6869")))
                // A larger table, which the server allowed; the path with a query; then data that look like a frame.
                .client(Exchange.join(
                        frame(1, 4, 3, "3fe13f" + "8286be" + "44" + "10" + hex("/sample/path?a=b")),
                        frame(0, 0, 3, "0000050104000000058286be8400"),
                        frame(0x7F, 0, 3, "00"),
                        // Trailers, whose field goes into the table.
                        frame(1, 5, 3, "40" + "01" + hex("t") + "01" + hex("v"))))
                .client(frame(
                        1,
                        4,
                        5,
                        "8386c0" + "44" + "11" + hex("/pkg.Service/Call") + "5f" + "16"
                                + hex("application/grpc+proto")))
                .client(frame(
                        1,
                        4,
                        7,
                        "02" + "07" + hex("CONNECT") + "00" + "09" + hex(":protocol") + "09" + hex("websocket") + "86"
                                + "04" + "05" + hex("/chat") + "c2"));
    }

    static byte[] frame(int type, int flags, int stream, String payload) {
        byte[] bytes = HexFormat.of().parseHex(payload);
        int length = bytes.length;
        byte[] header = {
            (byte) (length >> 16),
            (byte) (length >> 8),
            (byte) length,
            (byte) type,
            (byte) flags,
            0,
            0,
            (byte) (stream >> 8),
            (byte) stream
        };
        return Exchange.join(header, bytes);
    }

    static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
