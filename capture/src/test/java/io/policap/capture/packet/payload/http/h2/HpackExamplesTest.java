package io.policap.capture.packet.payload.http.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7541, appendix C. */
class HpackExamplesTest {
    private final HpackDecoder decoder =
            new HpackDecoder((name, bytes, length) -> new String(bytes, 0, length, StandardCharsets.ISO_8859_1));

    @Test
    void literalsAndIndexedFields() {
        decodes("400a637573746f6d2d6b65790d637573746f6d2d686561646572", "custom-key: custom-header");
        table(55, "custom-key: custom-header");
        decodes("040c2f73616d706c652f70617468", ":path: /sample/path");
        table(55, "custom-key: custom-header");
        decodes("100870617373776f726406736563726574", "password: secret");
        decodes("82", ":method: GET");
        table(55, "custom-key: custom-header");
    }

    @Test
    void requestsWithoutHuffmanCode() {
        requests(
                "828684410f7777772e6578616d706c652e636f6d",
                "828684be58086e6f2d6361636865",
                "828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565");
    }

    @Test
    void requestsWithHuffmanCode() {
        requests(
                "828684418cf1e3c2e5f23a6ba0ab90f4ff",
                "828684be5886a8eb10649cbf",
                "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf");
    }

    @Test
    void responsesWithoutHuffmanCodeAndWithEviction() {
        responses(
                "4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e17"
                        + "68747470733a2f2f7777772e6578616d706c652e636f6d",
                "4803333037c1c0bf",
                "88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f3d41"
                        + "53444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b2076657273696f"
                        + "6e3d31");
    }

    @Test
    void responsesWithHuffmanCodeAndWithEviction() {
        responses(
                "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad17186"
                        + "3c78f0b97c8e9ae82ae43d3",
                "4883640effc1c0bf",
                "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960"
                        + "d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007");
    }

    private void requests(String first, String second, String third) {
        decodes(first, ":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com");
        table(57, ":authority: www.example.com");
        decodes(
                second,
                ":method: GET",
                ":scheme: http",
                ":path: /",
                ":authority: www.example.com",
                "cache-control: no-cache");
        table(110, "cache-control: no-cache", ":authority: www.example.com");
        decodes(
                third,
                ":method: GET",
                ":scheme: https",
                ":path: /index.html",
                ":authority: www.example.com",
                "custom-key: custom-value");
        table(164, "custom-key: custom-value", "cache-control: no-cache", ":authority: www.example.com");
    }

    private void responses(String first, String second, String third) {
        decoder.table().limit(256);
        String date = "date: Mon, 21 Oct 2013 20:13:21 GMT";
        String later = "date: Mon, 21 Oct 2013 20:13:22 GMT";
        String location = "location: https://www.example.com";
        String cookie = "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1";
        decodes(first, ":status: 302", "cache-control: private", date, location);
        table(222, location, date, "cache-control: private", ":status: 302");
        decodes(second, ":status: 307", "cache-control: private", date, location);
        table(222, ":status: 307", location, date, "cache-control: private");
        decodes(third, ":status: 200", "cache-control: private", later, location, "content-encoding: gzip", cookie);
        table(215, cookie, "content-encoding: gzip", later);
    }

    private void decodes(String hex, String... fields) {
        byte[] block = HexFormat.of().parseHex(hex);
        List<String> decoded = new ArrayList<>();
        assertThat(decoder.decode(block, 0, block.length, (name, value) -> decoded.add(name + ": " + value)))
                .isTrue();
        assertThat(decoded).containsExactly(fields);
    }

    private void table(int size, String... entries) {
        DynamicTable table = decoder.table();
        List<String> held = new ArrayList<>();
        for (int i = 0; i < table.count(); i++) {
            held.add(table.name(i) + ": " + table.value(i));
        }
        assertThat(held).containsExactly(entries);
        assertThat(table.size()).isEqualTo(size);
    }
}
