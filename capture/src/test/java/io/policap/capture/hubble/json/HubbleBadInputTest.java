package io.policap.capture.hubble.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.IssueCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubbleBadInputTest {
    private static final String GOOD = "{\"flow\":{\"verdict\":\"FORWARDED\",\"is_reply\":false,"
            + "\"IP\":{\"source\":\"10.0.0.1\",\"destination\":\"10.0.0.2\"},"
            + "\"l4\":{\"TCP\":{\"source_port\":1024,\"destination_port\":80}}}}";

    @Test
    void eachFaultyLineCostsItselfAndIsNamedWithoutItsContent() {
        CollectedFlows faulty = CollectedFlows.ofResource("faulty.jsonl");
        assertThat(faulty.flows).isEmpty();
        assertThat(faulty.skips).isEqualTo(Map.of(SkipReason.MALFORMED, 11L));
        assertThat(faulty.issueTexts())
                .containsExactlyInAnyOrder(
                        "malformed-flow faulty.jsonl:1 'IP' holds no address",
                        "malformed-flow faulty.jsonl:2 'time' is not in RFC 3339 form",
                        "malformed-flow faulty.jsonl:3 'source' is not an object",
                        "malformed-flow faulty.jsonl:4 'source_port' is not a number from 0",
                        "malformed-flow faulty.jsonl:5 'is_reply' is not true or false",
                        "malformed-flow faulty.jsonl:6 neither a flow nor another event of Hubble",
                        "malformed-flow faulty.jsonl:7 neither a flow nor another event of Hubble",
                        "malformed-flow faulty.jsonl:8 not valid JSON at byte 50 of the object",
                        "malformed-flow faulty.jsonl:9 not a JSON object",
                        "malformed-flow faulty.jsonl:10 the JSON object has no end; was the line cut?",
                        "malformed-flow faulty.jsonl:11 not a JSON object");
        assertThat(faulty.issueTexts().toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"flow\":{\"verdict\":\"FORW",
                "{\"flow\":{\"verdict\":",
                "{\"flow\":{\"labels\":[\"a\",",
                "{\"flow\":{\"a\\",
                "{",
                "}",
                "]",
                "[{\"a\"",
                "nonsense",
                "\"text\"",
                "{\"flow\":{}}}}",
                "{\"flow\":{}} trailing",
                "null",
                "{]}",
                "\u0000\u0001"
            })
    void aDamagedLineDoesNotTouchItsNeighbours(String damaged) {
        CollectedFlows read = CollectedFlows.ofText(GOOD + "\n" + damaged + "\n" + GOOD + "\n");
        assertThat(read.flows).hasSize(2);
        assertThat(read.skips).isEqualTo(Map.of(SkipReason.MALFORMED, 1L));
        assertThat(read.issueTexts()).hasSize(1).allMatch(text -> text.startsWith("malformed-flow flows.jsonl:2 "));
        assertThat(read.flows.get(1).place().line()).isEqualTo(3);
    }

    @Test
    void aLineAboveTheBoundIsLeftOutWithItsPlace() {
        String longLine = "{\"flow\":{\"Summary\":\"" + "x".repeat(10 << 20) + "\"}}";
        CollectedFlows read = CollectedFlows.ofText(GOOD + "\n" + longLine + "\n" + GOOD + "\n");
        assertThat(read.flows).hasSize(2);
        assertThat(read.issueTexts())
                .containsExactly("malformed-flow flows.jsonl:2 longer than 8388608 bytes; left out");
    }

    @Test
    void theBoundDoesNotDependOnHowTheBytesArrive() {
        byte[] content =
                (GOOD + "\n" + GOOD.replace("FORWARDED", "FORWARDED_") + "\n" + GOOD).getBytes(StandardCharsets.UTF_8);
        for (int chunk = 1; chunk < content.length; chunk += 7) {
            CollectedFlows read = CollectedFlows.of(
                    "f", new SlowStream(content, chunk), GOOD.getBytes(StandardCharsets.UTF_8).length);
            assertThat(read.flows).as("chunks of %d bytes", chunk).hasSize(2);
            assertThat(read.skips).isEqualTo(Map.of(SkipReason.MALFORMED, 1L));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"flow\":{\"source\":", "[{\"a\":"})
    void deepNestingCostsTheLineAndNoStack(String opening) {
        CollectedFlows read = CollectedFlows.ofText(GOOD + "\n" + opening.repeat(100_000) + "\n" + GOOD + "\n");
        assertThat(read.flows).hasSize(2);
        assertThat(read.skips).isEqualTo(Map.of(SkipReason.MALFORMED, 1L));
    }

    @Test
    void deepNestingThatIsClosedIsRefusedToo() {
        String deep = "{\"flow\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        CollectedFlows read = CollectedFlows.ofText(GOOD + "\n" + deep + "\n" + GOOD + "\n");
        assertThat(read.flows).hasSize(2);
        assertThat(read.issueTexts()).singleElement().asString().contains("flows.jsonl:2 nested deeper than");
    }

    @Test
    void invalidUtf8CostsTheLine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((GOOD + "\n{\"flow\":{\"node_name\":\"").getBytes(StandardCharsets.UTF_8));
        bytes.write(0xC3);
        bytes.write(0x28);
        bytes.writeBytes(("\"}}\n{\"flow\":{\"Summary\":\"").getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFF);
        bytes.writeBytes(("\"}}\n" + GOOD + "\n").getBytes(StandardCharsets.UTF_8));
        CollectedFlows read = CollectedFlows.of("flows.jsonl", bytes.toByteArray());
        assertThat(read.flows).hasSize(2);
        assertThat(read.skips).isEqualTo(Map.of(SkipReason.MALFORMED, 2L));
        assertThat(read.issueTexts()).allMatch(text -> text.endsWith(" not valid UTF-8"));
    }

    @Test
    void whatIsReadDoesNotDependOnHowTheBytesArrive() {
        long seed = 31_337L;
        Random random = new Random(seed);
        byte[] valid = concat(
                CollectedFlows.resource("pretty-array.json"),
                CollectedFlows.resource("snake.jsonl"),
                CollectedFlows.resource("faulty.jsonl"),
                CollectedFlows.resource("pretty-concatenated.json"));
        for (int round = 0; round < 300; round++) {
            byte[] content = round == 0 ? valid : damage(valid, random);
            int bound = round % 2 == 0 ? 1 << 20 : 1_000 + random.nextInt(1_000);
            CollectedFlows whole = CollectedFlows.of("f", new ByteArrayInputStream(content), bound);
            CollectedFlows pieces = CollectedFlows.of("f", new SlowStream(content, 1 + random.nextInt(700)), bound);
            assertThat(pieces.flows).as("seed %d round %d", seed, round).isEqualTo(whole.flows);
            assertThat(pieces.skips).as("seed %d round %d", seed, round).isEqualTo(whole.skips);
        }
    }

    @Test
    void anEmptyStreamHoldsNothing() {
        CollectedFlows read = CollectedFlows.ofText("");
        assertThat(read.counts).isEqualTo(new HubbleJsonReader.Counts(0, 0, 0));
        assertThat(read.issueTexts()).isEmpty();
    }

    @Test
    void anArrayWithoutItsEndIsSaidToBeCut() {
        CollectedFlows read = CollectedFlows.ofText("[" + GOOD + ",\n" + GOOD);
        assertThat(read.flows).hasSize(2);
        assertThat(read.issues.count(IssueCode.TRUNCATED_FILE)).isEqualTo(1);
    }

    @Test
    void anIndentedObjectThatIsCutDoesNotTakeTheNextWithIt() {
        String indented = "{\n  \"flow\": {\n    \"verdict\": \"FORWARDED\",\n";
        CollectedFlows read = CollectedFlows.ofText(indented + GOOD + "\n");
        assertThat(read.flows).hasSize(1);
        assertThat(read.issueTexts()).singleElement().asString().contains("flows.jsonl:1 ");
    }

    @Test
    void damageOfAnyKindIsCountedAndNeverThrown() {
        long seed = 987_654_321L;
        Random random = new Random(seed);
        byte[] valid = concat(
                CollectedFlows.resource("snake.jsonl"),
                CollectedFlows.resource("events.jsonl"),
                CollectedFlows.resource("masked.jsonl"),
                CollectedFlows.resource("pretty-concatenated.json"));
        for (int round = 0; round < 200; round++) {
            byte[] damaged = damage(valid, random);
            CollectedFlows read =
                    CollectedFlows.of("f", new ByteArrayInputStream(damaged), 1 + random.nextInt(1 << 14));
            assertThat(read.counts.flows()).as("seed %d round %d", seed, round).isEqualTo(read.flows.size());
            assertThat(read.counts.events())
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(read.counts.flows() + read.counts.skips())
                    .isPositive();
            assertThat(read.skips.values().stream().mapToLong(Long::longValue).sum())
                    .as("seed %d round %d", seed, round)
                    .isGreaterThanOrEqualTo(read.counts.skips());
            assertThat(read.issues.list()).allMatch(issue -> issue.message().length() <= 120);
        }
    }

    @Test
    void aFlippedByteCostsAtMostItsOwnLine() {
        long seed = 424_242L;
        Random random = new Random(seed);
        byte[] valid = CollectedFlows.resource("snake.jsonl");
        for (int round = 0; round < 500; round++) {
            byte[] damaged = valid.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] = (byte) random.nextInt(256);
            if (valid[at] == '\n' || damaged[at] == '\n') {
                continue;
            }
            CollectedFlows read = CollectedFlows.of("f", damaged);
            assertThat(read.flows.size())
                    .as("seed %d round %d: byte %d is %d", seed, round, at, damaged[at])
                    .isGreaterThanOrEqualTo(8);
        }
    }

    private static byte[] damage(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        for (int flips = random.nextInt(30); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(8_000));
            int times = random.nextInt(10) == 0 ? random.nextInt(3) : 1;
            for (int i = 0; i < times; i++) {
                out.write(bytes, at, length);
            }
            at += length;
        }
        return out.size() == 0 ? bytes : out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Delivers a few bytes at a time. */
    private static final class SlowStream extends ByteArrayInputStream {
        private final int chunk;

        SlowStream(byte[] content, int chunk) {
            super(content);
            this.chunk = chunk;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, chunk));
        }
    }
}
