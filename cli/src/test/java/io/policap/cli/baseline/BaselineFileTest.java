package io.policap.cli.baseline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.policap.capture.baseline.BaselineReader;
import io.policap.capture.baseline.BaselineReading;
import io.policap.capture.baseline.UnreadableBaseline;
import io.policap.emit.baseline.BaselineWriter;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.Span;
import io.policap.infer.connection.Origin;
import io.policap.infer.flow.Vantage;
import io.policap.infer.issue.IssueCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselineFileTest {
    private static final int RUNS = 150;
    private static final int MUTATIONS = 2_000;
    private static final String HEADER = "{\"policapBaseline\": true, \"formatVersion\": 4";

    private static byte[] written(BaselineSnapshot snapshot) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BaselineWriter.write(snapshot, out);
        return out.toByteArray();
    }

    private static BaselineReading read(byte[] bytes) throws UnreadableBaseline {
        return BaselineReader.read("baseline.json", new ByteArrayInputStream(bytes));
    }

    private static BaselineReading read(String text) throws UnreadableBaseline {
        return read(text.getBytes(ISO_8859_1));
    }

    private static UnreadableBaseline refusal(String text) {
        try {
            BaselineReading reading = read(text);
            throw new AssertionError("was read: " + reading);
        } catch (UnreadableBaseline refused) {
            return refused;
        }
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws Exception {
        for (long seed = 0; seed < RUNS; seed++) {
            BaselineSnapshot snapshot = new RandomSnapshots(seed).next();
            byte[] bytes = written(snapshot);
            BaselineReading reading = read(bytes);
            assertThat(reading.snapshot()).as("seed %d", seed).isEqualTo(snapshot);
            assertThat(reading.issues()).as("seed %d", seed).isEmpty();
            assertThat(written(reading.snapshot())).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    @Test
    void theFileIsAsciiWithOneEntryPerLineAndBeginsWithItsMarkerAndVersion() throws Exception {
        for (long seed = 0; seed < RUNS; seed++) {
            BaselineSnapshot snapshot = new RandomSnapshots(seed).next();
            byte[] bytes = written(snapshot);
            String text = new String(bytes, US_ASCII);
            assertThat(text.getBytes(US_ASCII)).as("seed %d", seed).isEqualTo(bytes);
            assertThat(text)
                    .as("seed %d", seed)
                    .startsWith("{\n  \"policapBaseline\": true,\n  \"formatVersion\": 4,\n")
                    .endsWith("}\n");
            long classLines = text.lines()
                    .filter(line -> line.startsWith("    {\"client\"")
                            && line.contains("\"server\":")
                            && line.contains("\"seen\":"))
                    .count();
            assertThat(classLines)
                    .as("seed %d", seed)
                    .isEqualTo(snapshot.classes().size());
        }
    }

    @Test
    void theBytesAreTheSameHoweverManyThreadsMakeThem() throws Exception {
        int largest = 0;
        for (long seed = 0; seed < 20; seed++) {
            BaselineSnapshot snapshot = new RandomSnapshots(seed).next(4_000);
            largest = Math.max(largest, snapshot.classes().size());
            byte[] expected = written(snapshot);
            for (int threads = 2; threads < 5; threads++) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                BaselineWriter.write(snapshot, out, threads);
                assertThat(out.toByteArray())
                        .as("seed %d, %d threads", seed, threads)
                        .isEqualTo(expected);
            }
        }
        assertThat(largest).as("classes, so that they are cut").isGreaterThan(1_000);
    }

    @Test
    void aStreamThatFailsEndsTheWritingWhateverTheThreads() {
        BaselineSnapshot snapshot = new RandomSnapshots(1).next(8_000);
        for (int threads = 1; threads < 4; threads++) {
            int many = threads;
            OutputStream full = new OutputStream() {
                private int left = 100_000;

                @Override
                public void write(int octet) throws IOException {
                    if (left-- == 0) {
                        throw new IOException("No space left on device");
                    }
                }
            };
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> BaselineWriter.write(snapshot, full, many))
                    .withMessage("No space left on device");
        }
    }

    @Test
    void aNewerFormatIsRefusedWithBothVersionsAndWhatToDo() {
        UnreadableBaseline refused = refusal("{\"policapBaseline\": true, \"formatVersion\": 7, \"what\": [[[]]]}");
        assertThat(refused)
                .hasMessageContaining("version 7")
                .hasMessageContaining("version 4")
                .hasMessageContaining("use");
        assertThat(refused.place()).isEqualTo("baseline.json");
    }

    @Test
    void theFirstFormatIsReadAsWhatHubbleReported() throws Exception {
        String end = "{\"kind\": \"pods\", \"namespace\": \"shop\", \"labels\": {\"app\": \"a\"}}";
        BaselineReading reading = read("{\"policapBaseline\": true, \"formatVersion\": 1,"
                + " \"books\": {\"read\": 3, \"used\": 3},"
                + " \"reports\": [{\"node\": \"n1\", \"first\": \"2026-01-01T00:00:00Z\","
                + " \"last\": \"2026-01-01T01:00:00Z\"}, {\"node\": \"n2\"}],"
                + " \"classes\": [{\"client\": " + end + ", \"server\": " + end
                + ", \"protocol\": \"TCP\", \"port\": 80, \"seen\": ["
                + "{\"node\": \"n1\", \"side\": \"client\", \"signs\": {\"request\": 3}}]}]}");
        BaselineSnapshot snapshot = reading.snapshot();
        assertThat(reading.formatVersion()).isEqualTo(1);
        assertThat(reading.issues()).isEmpty();
        assertThat(snapshot.claims())
                .containsOnly(
                        entry(
                                new Vantage.Node("n1"),
                                new Span(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T01:00:00Z"))),
                        entry(new Vantage.Node("n2"), Span.NEVER));
        assertThat(snapshot.origins()).containsExactly(Origin.HUBBLE);
        assertThat(read(written(snapshot)).snapshot()).isEqualTo(snapshot);
    }

    @Test
    void whatOneFormatDoesNotHaveIsAnUnknownKeyThere() throws Exception {
        String first = HEADER.replace("4", "1");
        String second = HEADER.replace("4", "2");
        String third = HEADER.replace("4", "3");
        assertThat(read(third + ", \"names\": []}").unknownKeys()).isEqualTo(1);
        assertThat(read(HEADER + ", \"names\": []}").unknownKeys()).isZero();
        assertThat(refusal(HEADER + ", \"names\": [{\"asked\": [\"a.example.com\"]}]}"))
                .hasMessageContaining("without a client");
        assertThat(read(second + ", \"sockets\": []}").unknownKeys()).isEqualTo(1);
        assertThat(read(second + ", \"claims\": [{\"vantage\": \"node\", \"node\": \"n\"}]}")
                        .unknownKeys())
                .isZero();
        assertThat(read(first + ", \"claims\": [{\"vantage\": \"node\"}]}").unknownKeys())
                .isEqualTo(1);
        assertThat(read(HEADER + ", \"reports\": [{\"node\": \"n\"}]}").unknownKeys())
                .isEqualTo(1);
        assertThat(refusal(HEADER + ", \"claims\": [{\"vantage\": \"satellite\"}]}"))
                .hasMessageContaining("vantage");
        assertThat(refusal(HEADER + ", \"claims\": [{\"vantage\": \"unknown\"}, {\"vantage\": \"unknown\"}]}"))
                .hasMessageContaining("twice");
        assertThat(refusal(HEADER + ", \"sockets\": [{\"protocol\": \"TCP\", \"port\": 80, \"used\": []}]}"))
                .hasMessageContaining("service or a backend");
        assertThat(refusal(HEADER + ", \"sockets\": [{\"service\": \"10.96.0.9\", \"protocol\": \"TCP\","
                        + " \"port\": 80, \"used\": [{\"cookie\": 1}, {\"cookie\": 1}]}]}"))
                .hasMessageContaining("twice");
    }

    @Test
    void unknownKeysArePassedOverAndCounted() throws Exception {
        BaselineReading reading = read(HEADER + ",\n \"new\": {\"a\": [1, {}]},\n \"books\": {\"other\": 1}}");
        assertThat(reading.unknownKeys()).isEqualTo(2);
        assertThat(reading.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.UNKNOWN_CONTENT);
            assertThat(issue.place()).isEqualTo("baseline.json:2");
        });
    }

    @Test
    void whatIsNoBaselineOrADamagedOneIsRefusedWithItsPlace() {
        String end = "{\"kind\": \"pods\", \"namespace\": \"shop\", \"labels\": {\"app\": \"a\"}}";
        String seen = ", \"protocol\": \"TCP\", \"port\": 80, \"seen\": []";
        String oneClass = "{\"client\": " + end + ", \"server\": " + end + seen + "}";
        assertThat(refusal("")).hasMessageContaining("not a baseline");
        assertThat(refusal("hello")).hasMessageContaining("not JSON");
        assertThat(refusal("[]")).hasMessageContaining("not a baseline");
        assertThat(refusal("{\"formatVersion\": 1}")).hasMessageContaining("not a baseline");
        assertThat(refusal("{\"policapBaseline\": true, \"formatVersion\": 0}")).hasMessageContaining("version 0");
        assertThat(refusal(HEADER)).hasMessageContaining("not JSON");
        assertThat(refusal(HEADER + "}{}")).hasMessageContaining("follows");
        assertThat(refusal(HEADER + ",\n\"classes\": [{}]}").place()).isEqualTo("baseline.json:2");
        assertThat(refusal(HEADER + ", \"classes\": [" + oneClass + "," + oneClass + "]}"))
                .hasMessageContaining("twice");
        assertThat(refusal(HEADER + ", \"books\": {\"read\": 5}}")).hasMessageContaining("balance");
        assertThat(refusal(HEADER + ", \"books\": {\"read\": 99999999999999999999}}"))
                .hasMessageContaining("bounds");
        assertThat(refusal(HEADER + ", \"x\": " + "[".repeat(100_000))).hasMessageContaining("bounds");
        assertThat(refusal(HEADER + ", \"classes\": [" + oneClass.replace("80", "65536") + "]}"))
                .hasMessageContaining("65535");
        assertThat(refusal(HEADER + ", \"classes\": ["
                        + oneClass.replace("\"seen\": []", "\"seen\": [], \"buckets\": [[0, 9000000000]]") + "]}"))
                .hasMessageContaining("buckets");
    }

    @Test
    void aStreamThatFailsIsAnUnreadableBaseline() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk");
            }
        };
        assertThatExceptionOfType(UnreadableBaseline.class)
                .isThrownBy(() -> BaselineReader.read("b.json", broken))
                .withMessageContaining("cannot be read");
    }

    @Test
    void damagedBytesNeverMakeTheReaderThrowAnythingElse() throws Exception {
        long readable = 0;
        for (long seed = 0; seed < MUTATIONS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = mutated(written(new RandomSnapshots(seed % 50).next()), random);
            try {
                BaselineSnapshot snapshot = read(bytes).snapshot();
                readable++;
                assertThat(read(written(snapshot)).snapshot())
                        .as("seed %d", seed)
                        .isEqualTo(snapshot);
            } catch (UnreadableBaseline refused) {
                assertThat(refused.place()).as("seed %d", seed).startsWith("baseline.json");
            } catch (RuntimeException | StackOverflowError escaped) {
                throw new AssertionError("seed " + seed, escaped);
            }
        }
        assertThat(readable).as("mutations that leave a baseline").isBetween(1L, MUTATIONS - 1L);
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] result = bytes.clone();
        for (int i = 1 + random.nextInt(3); i > 0 && result.length > 2; i--) {
            int at = random.nextInt(result.length);
            switch (random.nextInt(5)) {
                case 0 -> result[at] = (byte) random.nextInt(256);
                case 1 -> result[at] = (byte) "{}[]\",:0-9eE\\".charAt(random.nextInt(13));
                case 2 -> result = Arrays.copyOf(result, at);
                case 3 -> result = spliced(result, at, at, result, random.nextInt(result.length), random);
                default ->
                    result =
                            spliced(result, at, Math.min(result.length, at + 1 + random.nextInt(20)), bytes, 0, random);
            }
        }
        return result;
    }

    private static byte[] spliced(byte[] into, int from, int to, byte[] source, int start, Random random) {
        int length = Math.min(random.nextInt(40), source.length - start);
        byte[] result = new byte[from + length + into.length - to];
        System.arraycopy(into, 0, result, 0, from);
        System.arraycopy(source, start, result, from, length);
        System.arraycopy(into, to, result, from + length, into.length - to);
        return result;
    }
}
