package io.policap.capture.hubble.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.policap.capture.hubble.event.FlowMapping;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.json.CollectedFlows;
import io.policap.capture.hubble.json.JsonRecords;
import io.policap.infer.flow.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The decoder under damage: a fuzz target, which the ordinary build runs with its seeds only, and seeded mutations.
 *
 * <p>What the library of protobuf can read has to be read the same; of everything else only the fault is asked for, and
 * that there is no exception. To fuzz: {@code JAZZER_FUZZ=1 mvn test -pl capture -am -Dtest=WireFuzzTest#anyBytes
 * -DargLine="-Djazzer.hooks=true -Djazzer.instrument=io.policap.capture.hubble.**"}. The number of mutations is set with
 * {@code -Dpolicap.fuzz.rounds}.
 */
class WireFuzzTest {
    private static final int[] NASTY = {0, 1, 0x7F, 0x80, 0xFF, 0x0A, 0x0B, 0x0C, 0x42, 0x4A, 0xC2, 0x3E, 0xF8};

    private final HubbleWireDecoder decoder = new HubbleWireDecoder();
    private final HubbleRecord record = new HubbleRecord();
    private final JsonRecords json = new JsonRecords();

    static Stream<byte[]> seeds() {
        RandomEvents events = new RandomEvents(7);
        return Stream.generate(() -> events.next().toByteArray()).limit(60);
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytes(byte[] bytes) throws IOException {
        read(bytes);
    }

    @Test
    void noMutationMakesTheDecoderThrowOrReadOtherwiseThanProtobuf() {
        long seed = System.nanoTime();
        int rounds = Integer.getInteger("policap.fuzz.rounds", 4_000);
        Random random = new Random(seed);
        List<byte[]> seeds = seeds().toList();
        int same = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] mutant = mutate(seeds.get(random.nextInt(seeds.size())), random);
            try {
                same += read(mutant) ? 1 : 0;
            } catch (IOException | RuntimeException | AssertionError broken) {
                fail("seed %d, round %d".formatted(seed, round), broken);
            }
        }
        assertThat(same).as("mutants that were still messages").isGreaterThan(rounds / 20);
    }

    @Test
    void aMessageThatEndsAnywhereIsFaultyOrAMessage() throws IOException {
        for (byte[] message : seeds().toList()) {
            for (int length = 0; length < message.length; length++) {
                read(Arrays.copyOf(message, length));
            }
        }
    }

    /** Whether the bytes are a message to both. */
    private boolean read(byte[] bytes) throws IOException {
        decoder.decode(bytes, 0, bytes.length, record);
        CollectedFlows sink = new CollectedFlows();
        FlowMapping mapping = new FlowMapping(sink, sink.issues);
        mapping.deliver(record, new Place("x", 1));
        mapping.end();
        boolean written = new HubbleJsonWriter().write(bytes, 0, bytes.length, OutputStream.nullOutputStream());
        Message message;
        String text;
        try {
            message = WireEvents.parse(bytes);
            text = WireEvents.json(message);
        } catch (InvalidProtocolBufferException | IllegalArgumentException notPrinted) {
            // Either damaged, or it holds a time that has no form.
            return false;
        }
        assertThat(written).isTrue();
        if (record.fault.contains("a group") || hasWrongLastByte(bytes)) {
            return false;
        }
        assertThat(RecordFields.of(record)).as(text).isEqualTo(RecordFields.of(json.of(text)));
        return true;
    }

    /** Whether there is a number whose tenth byte is even: Java's library does not look at it and takes it for 1. */
    private static boolean hasWrongLastByte(byte[] bytes) {
        int leading = 0;
        for (byte next : bytes) {
            if (next >= 0 && leading >= 9 && (next & 1) == 0) {
                return true;
            }
            leading = next < 0 ? leading + 1 : 0;
        }
        return false;
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] mutant = seed.clone();
        for (int hits = 1 + random.nextInt(4); hits > 0 && mutant.length > 1; hits--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(5)) {
                case 0 -> mutant[at] = (byte) random.nextInt();
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutant[at] = (byte) NASTY[random.nextInt(NASTY.length)];
                case 3 -> {
                    int length = Math.min(random.nextInt(40), mutant.length - at);
                    System.arraycopy(mutant, random.nextInt(mutant.length - length + 1), mutant, at, length);
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        mutant = Arrays.copyOf(mutant, at);
                    }
                }
            }
        }
        return mutant;
    }
}
