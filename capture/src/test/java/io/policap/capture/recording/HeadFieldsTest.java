package io.policap.capture.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class HeadFieldsTest {
    private static final JsonFactory JSON = new JsonFactory();

    /** What a strict parser sees of the same bytes. */
    private static Map<String, Boolean> parsed(byte[] head) {
        Map<String, Boolean> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), head, 0, head.length)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                parser.nextToken();
            }
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    fields.put(name, parser.nextToken() == JsonToken.START_OBJECT);
                    parser.skipChildren();
                }
            }
        } catch (JacksonException endOfHead) {
            return fields;
        }
        return fields;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[1,{\"a\":1}]",
                "[ {\"a\":{\"b\":{}},\"c\":[{\"d\":1}]},{\"e\":1}]",
                "{\"flow\":{\"time\":\"2026-05-01T10:00:00Z\",\"l4\":{\"TCP\":{}}},\"node_name\":\"n1\",\"time\":\"x\"}",
                "{ \"a\" : 1.5e+3 ,\r\n\t\"b\" : -1 , \"c\" : true, \"d\":null,\"e\":\"}{][,:\",\"f\":{}}",
                "{\"a\":\"\\\"\\\\\",\"\u00e9\":{\"x\\\"\":\"}\"},\"g\":1}",
                "{\"kind\":\"List\",\"items\":[\n{\"flow\":{}},\n{\"a\":[]}\n],\"z\":{}}",
                "{\"a\":1}\n{\"b\":1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\" 1}",
                "{\"a\":}",
                "{\"a\":,\"b\":1}",
                "{a:1}",
                "{\"a\":1,\"b\":\"torn\n{\"c\":1}",
                "{\"a\":{\"b\":\"torn\n},\"c\":1}"
            })
    void theFieldsAreThoseOfAStrictParserWhereverTheBytesEnd(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(HeadFields.at(bytes, 0)).isEqualTo(parsed(bytes));
        for (int length = 1; length < bytes.length; length++) {
            byte[] head = Arrays.copyOf(bytes, length);
            // A word or number that is cut in the middle is no value to the parser, and a value of some kind here.
            if (!new String(head, UTF_8).matches("(?s).*[:, ](t|tr|tru|n|nu|nul|[0-9.]*[-.e+]+)")) {
                assertThat(HeadFields.at(head, 0)).as("first %d bytes", length).isEqualTo(parsed(head));
            }
        }
    }
}
