package io.policap.emit.baseline;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.policap.infer.net.Ip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Holds {@link EntryJson} to what Jackson writes with {@link EntryPerLine} as its layout. */
class EntryJsonTest {
    private static final String[] ADDRESSES = {"0.0.0.0", "10.96.1.9", "255.255.255.255", "203.0.113.100", "fd00::9"};

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static JsonGenerator jackson(OutputStream out) {
        return JSON.createGenerator(
                new ObjectWriteContext.Base() {
                    private final PrettyPrinter printer = new EntryPerLine();

                    @Override
                    public PrettyPrinter getPrettyPrinter() {
                        return printer;
                    }

                    @Override
                    public boolean hasPrettyPrinter() {
                        return true;
                    }
                },
                out);
    }

    @Test
    void anyDocumentReadsAsJacksonWritesIt() throws IOException {
        long seed = System.nanoTime();
        for (int round = 0; round < 300; round++) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            EntryJson json = new EntryJson();
            try (JsonGenerator jackson = jackson(expected)) {
                object(new Random(seed + round), 0, json, jackson);
            }
            json.finish();
            json.handOver(written);
            assertThat(written.toString(US_ASCII))
                    .as("seed %d", seed + round)
                    .isEqualTo(expected.toString(US_ASCII) + "\n");
        }
    }

    private static void object(Random random, int depth, EntryJson json, JsonGenerator jackson) {
        json.writeStartObject();
        jackson.writeStartObject();
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = text(random);
            if (random.nextBoolean()) {
                json.writeName(name);
                jackson.writeName(name);
                value(random, depth + 1, json, jackson);
            } else {
                property(random, name, json, jackson);
            }
        }
        json.writeEndObject();
        jackson.writeEndObject();
    }

    private static void property(Random random, String name, EntryJson json, JsonGenerator jackson) {
        switch (random.nextInt(5)) {
            case 0 -> {
                Instant time = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
                json.writeTimeProperty(name, time);
                jackson.writeStringProperty(name, time.toString());
            }
            case 1 -> {
                Ip address = Ip.parse(ADDRESSES[random.nextInt(ADDRESSES.length)]);
                json.writeAddressProperty(name, address);
                jackson.writeStringProperty(name, address.toString());
            }
            case 2 -> {
                long value = random.nextInt(100);
                json.writeNumberProperty(name, value);
                jackson.writeNumberProperty(name, value);
            }
            case 3 -> {
                boolean value = random.nextBoolean();
                json.writeBooleanProperty(name, value);
                jackson.writeBooleanProperty(name, value);
            }
            default -> {
                String value = text(random);
                json.writeStringProperty(name, value);
                jackson.writeStringProperty(name, value);
            }
        }
    }

    private static void value(Random random, int depth, EntryJson json, JsonGenerator jackson) {
        int kind = random.nextInt(depth > 6 ? 2 : 5);
        if (kind == 0) {
            String text = text(random);
            json.writeString(text);
            jackson.writeString(text);
        } else if (kind == 1) {
            long number = random.nextLong() >> random.nextInt(64);
            json.writeNumber(number);
            jackson.writeNumber(number);
        } else if (kind == 2) {
            object(random, depth, json, jackson);
        } else {
            json.writeStartArray();
            jackson.writeStartArray();
            for (int i = random.nextInt(4); i > 0; i--) {
                value(random, depth + 1, json, jackson);
            }
            json.writeEndArray();
            jackson.writeEndArray();
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int bits = random.nextInt(8);
            text.append((char) (bits < 6 ? random.nextInt(130) : random.nextInt(1 << 16)));
        }
        return random.nextInt(200) == 0 ? text.toString().repeat(20_000) : text.toString();
    }

    @Test
    void everyCharacterReadsAsJacksonWritesIt() throws IOException {
        for (int unit = 0; unit <= Character.MAX_VALUE; unit++) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            EntryJson json = new EntryJson();
            String text = "a" + (char) unit + "z";
            try (JsonGenerator jackson = jackson(expected)) {
                jackson.writeString(text);
            }
            json.writeString(text);
            json.finish();
            json.handOver(written);
            assertThat(written.toString(US_ASCII)).isEqualTo(expected.toString(US_ASCII) + "\n");
        }
    }

    @Test
    void aCopyReadsAsWhatItWasTakenFrom() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        EntryJson json = new EntryJson();
        json.writeStartObject();
        json.writeName("list");
        json.writeStartArray();
        json.writeStartObject();
        json.writeName("one");
        int from = json.position();
        json.writeStartObject();
        json.writeStringProperty("kind", "pod");
        json.writeNumberProperty("port", 1);
        json.writeEndObject();
        byte[] copy = json.copySince(from);
        json.writeName("other");
        json.writeCopy(copy);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.finish();
        json.handOver(written);
        assertThat(written.toString(US_ASCII))
                .contains("{\"one\": {\"kind\": \"pod\", \"port\": 1}, \"other\": {\"kind\": \"pod\", \"port\": 1}}");
    }

    @Test
    void whatTheStreamThrowsIsHandedOn() {
        EntryJson json = new EntryJson();
        json.writeStartObject();
        json.writeEndObject();
        assertThatThrownBy(() -> json.handOver(new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("full");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("full");
    }

    @Test
    void aListThatOthersGoOnWithReadsAsWrittenByOne() throws IOException {
        for (int entries = 0; entries < 4; entries++) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            EntryJson one = new EntryJson();
            begin(one);
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            EntryJson first = new EntryJson();
            begin(first);
            first.handOver(written);
            for (int i = 0; i < entries; i++) {
                entry(one, i);
                EntryJson other = new EntryJson();
                other.goOnInList(i == 0);
                entry(other, i);
                other.handOver(written);
            }
            EntryJson last = new EntryJson();
            last.goOnInList(entries == 0);
            end(one);
            one.handOver(expected);
            end(last);
            last.handOver(written);
            assertThat(written.toString(US_ASCII)).isEqualTo(expected.toString(US_ASCII));
        }
    }

    private static void begin(EntryJson json) {
        json.writeStartObject();
        json.writeName("list");
        json.writeStartArray();
    }

    private static void entry(EntryJson json, int number) {
        json.writeStartObject();
        json.writeNumberProperty("number", number);
        json.writeEndObject();
    }

    private static void end(EntryJson json) {
        json.writeEndArray();
        json.writeEndObject();
        json.finish();
    }
}
