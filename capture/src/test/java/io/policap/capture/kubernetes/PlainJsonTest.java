package io.policap.capture.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.issue.IssueCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what is parsed in one pass to what the frames and the strict parser make of the same bytes. */
class PlainJsonTest {
    private static final List<String> SEEDS = List.of(
            "pretty-list.json",
            "compact-list.json",
            "pod-list.json",
            "sorted-pod-list.json",
            "lines.jsonl",
            "array.json",
            "watch.jsonl");
    private static final byte[] NASTY =
            "{}[]\",:-\n\n{ \t\\u0041\\n\r#'/x1e9.5nulltruefalse\"items\":[\u0000\u00ff00".getBytes(UTF_8);

    private static class Strict implements FrameSink {
        final List<String> told = new ArrayList<>();

        @Override
        public void object(long line, byte[] bytes, int length, byte[] list) {
            try {
                tell(line, ObjectTree.parse(ObjectTree.JSON, bytes, length), list);
            } catch (MalformedObject e) {
                told.add(line + " " + e.reason());
            }
        }

        void tell(long line, Map<String, Object> tree, byte[] list) {
            told.add(line + " " + described(tree) + " in " + new String(list, UTF_8));
        }

        @Override
        public void problem(IssueCode code, long line, String message) {
            told.add(line + " " + code + " " + message);
        }
    }

    private static final class Both extends Strict implements TreeSink {
        int trees;

        @Override
        public void tree(long line, Map<String, Object> tree, byte[] list) {
            trees++;
            tell(line, tree, list);
        }
    }

    // With the types, so that 1 and "1" are not the same.
    private static String described(Object value) {
        if (value instanceof Map<?, ?> map) {
            StringBuilder text = new StringBuilder("{");
            map.forEach((name, field) ->
                    text.append(name).append('=').append(described(field)).append(';'));
            return text.append('}').toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PlainJsonTest::described).toList().toString();
        }
        return value.getClass().getSimpleName() + ":" + value;
    }

    private static int assertSame(byte[] bytes, String what) {
        Strict strict = new Strict();
        Both both = new Both();
        try {
            new JsonFrames(new ByteArrayInputStream(bytes), strict).read();
            JsonFrames.withTrees(new ByteArrayInputStream(bytes), both).read();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(both.told).as(what).isEqualTo(strict.told);
        return both.trees;
    }

    @Test
    void whatPeopleKeepIsReadInOnePass() throws IOException {
        for (String seed : SEEDS) {
            int trees = assertSame(InventoryReaderTest.resource(seed), seed);
            // Without any indentation each object inside looks like a new one.
            assertThat(trees > 0).as(seed).isEqualTo(!seed.startsWith("sorted"));
        }
    }

    @Test
    void damageIsToldAsBefore() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int trees = 0;
        for (int round = 0; round < 4_000; round++) {
            byte[] original = InventoryReaderTest.resource(SEEDS.get(random.nextInt(SEEDS.size())));
            byte[] damaged = damaged(original, random);
            trees += assertSame(damaged, "seed " + seed + ", round " + round);
        }
        assertThat(trees).isGreaterThan(1_000);
    }

    private static byte[] damaged(byte[] original, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0:
                    bytes[at] = NASTY[random.nextInt(NASTY.length)];
                    break;
                case 1:
                    bytes = Arrays.copyOf(bytes, Math.max(1, at));
                    break;
                case 2:
                    int gone = Math.min(random.nextInt(60), bytes.length - 1 - at);
                    byte[] shorter = Arrays.copyOf(bytes, Math.max(1, bytes.length - gone));
                    System.arraycopy(bytes, at + gone, shorter, at, bytes.length - at - gone);
                    bytes = shorter;
                    break;
                default:
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                    longer[at] = NASTY[random.nextInt(NASTY.length)];
                    bytes = longer;
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":1,\"b\":-1,\"c\":0,\"d\":-0,\"e\":123456789,\"f\":1234567890,\"g\":12345678901234567890}",
                "{\"a\":1.5,\"b\":1e3,\"c\":1E-3}",
                "{\"a\":01}",
                "{\"a\":1 2}",
                "{\"a\":+1}",
                "{\"a\":NaN}",
                "{\"a\":true,\"b\":false,\"c\":null,\"d\":[null,true,{}],\"e\":[]}",
                "{\"a\":tru}",
                "{\"a\":nullx}",
                "{\"a\":1,\"a\":2,\"b\":3,\"a\":null}",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" : \"b\" ,\t\"c\"\r\n:\r\n[ 1 , 2 ]\r\n}",
                "{\"a\":\"\\u003cb\\u003e \\\" \\\\ \\/ \\b\\f\\n\\r\\t \\ud83d\\ude00 \\ud800\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\\u0041\":1}",
                "{\"a\":\"\u00e9\u20ac\",\"\u00e9\":1}",
                "{\"a\":\"\u007f\"}",
                "{\"a\":\"\t\"}",
                "{\"\":\"\",\"b\":[\"\",\"\"]}",
                "{\"data\":{\"x\":1},\"object\":{\"data\":{\"y\":1},\"metadata\":{\"managedFields\":[1]}}}",
                "{\"metadata\":{\"managedFields\":[{\"a\":1}],\"annotations\":{\"b\":\"c\","
                        + "\"kubectl.kubernetes.io/last-applied-configuration\":\"{\\\"a\\\":1}\\n\"}}}",
                "{\"kind\":\"List\",\"items\":[{\"a\":1},{\"b\":{\"c\":[1]}} , 7,{\"d\":1}],\"z\":1}{\"e\":2}",
                "{\"items\" :\n[\n{\"a\":\n{\"b\":1}},\n{\"c\":1}\n]}",
                "{\n  \"items\": [\n{\n\"a\":\n{\n\"b\": 1}\n},\n{\n\"c\": 1\n}\n]}",
                "{\n  \"items\": [\n    {\n      \"a\": [\n        {\"b\": 1},\n    {\"c\": 1}\n]},\n    {\"d\": 1}]}",
                "{\"a\":{\"items\":[{\"b\":1}]}}\n{\"items\":{\"a\":1}}\n{\"x\":\"items\",\"y\":[{}]}",
                "  {\"a\":\n  {\"b\":1}}\n\n {\"c\":\n   {\"d\":1}}",
                "x\n{\"a\":1}y\n{\"b\":1}\n[{\"c\":1},{\"d\":1}]\n",
                "{\"a\":1",
                "{\"a\":\"b",
                "{\"a\":{\"b\":[1}}}",
                "{\"items\":[{\"a\":\"x\n\"},{\"b\":1}]}"
            })
    void whateverTheFormTheTreesAreTheSame(String text) {
        assertSame(text.getBytes(UTF_8), text);
        assertSame(("{\"kind\":\"List\",\"items\":[" + text + ",\n" + text + "]}").getBytes(UTF_8), text);
    }

    @Test
    void nestingIsReadAsDeepAsElsewhere() {
        for (int depth : new int[] {98, 99, 100, 101, 102, 110, 120}) {
            String nested = "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + ",\"data\":" + "[".repeat(depth)
                    + "]".repeat(depth) + "}";
            assertSame(nested.getBytes(UTF_8), "depth " + depth);
        }
    }

    @Test
    void anObjectAcrossTheEndOfWhatWasReadIsReadToo() {
        String item = "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + "n".repeat(200) + "\"}}";
        String list = "{\"kind\":\"List\",\"items\":[" + (item + ",\n").repeat(1_000) + item + "]}\n";

        assertThat(assertSame(list.getBytes(UTF_8), "long list")).isBetween(980, 1_000);
    }
}
