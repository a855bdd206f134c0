package io.policap.capture.hubble.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.json.CollectedFlows;
import io.policap.capture.hubble.json.JsonRecords;
import io.policap.capture.hubble.proto.observer.ExportEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The bytes of an event are read as its JSON form is, which protobuf's own library prints and the strict reader reads.
 *
 * <p>{@code -Dpolicap.wire.rounds} sets the number of events.
 */
class SameAsJsonTest {
    private static final int ROUNDS = Integer.getInteger("policap.wire.rounds", 3_000);

    private final long seed = System.nanoTime();
    private final RandomEvents events = new RandomEvents(seed);
    private final HubbleWireDecoder decoder = new HubbleWireDecoder();
    private final HubbleRecord record = new HubbleRecord();
    private final JsonRecords json = new JsonRecords();

    @Test
    void anyEventIsTheSameRecord() throws IOException {
        int faulty = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ExportEvent event = events.next();
            assertSameRecord(event.toByteArray(), event, round);
            faulty += record.fault.isEmpty() ? 0 : 1;
        }
        assertThat(faulty).isBetween(1, ROUNDS / 5);
    }

    @Test
    void messagesThatOccurTwiceAreMergedAndTheLastMemberOfAOneofCounts() throws IOException {
        for (int round = 0; round < ROUNDS / 2; round++) {
            ByteString twice = events.next().toByteString().concat(events.next().toByteString());
            if (round % 3 == 0) {
                twice = twice.concat(events.next().toByteString());
            }
            assertSameRecord(twice.toByteArray(), WireEvents.parse(twice.toByteArray()), round);
        }
    }

    @Test
    void aMessageWithinALargerArrayIsReadAlone() throws IOException {
        for (int round = 0; round < 500; round++) {
            ExportEvent event = events.next();
            byte[] message = event.toByteArray();
            byte[] larger = new byte[message.length + 40];
            Arrays.fill(larger, (byte) 0x7A);
            System.arraycopy(message, 0, larger, 13, message.length);
            decoder.decode(larger, 13, message.length, record);
            assertThat(RecordFields.of(record)).isEqualTo(RecordFields.of(json.of(WireEvents.json(event))));
        }
    }

    @Test
    void anyEventIsTheSameFlowSkipOrBlindSpot() throws IOException {
        List<byte[]> messages = new ArrayList<>();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int round = 0; round < ROUNDS; round++) {
            ExportEvent event = events.next();
            messages.add(event.toByteArray());
            lines.writeBytes((WireEvents.json(event) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        CollectedFlows expected = CollectedFlows.of("x", lines.toByteArray());
        CollectedFlows read = WireEvents.collect("x", messages);

        assertThat(expected.flows.size()).as("seed %d", seed).isGreaterThan(ROUNDS / 8);
        assertThat(expected.blindSpots.size()).isGreaterThan(ROUNDS / 50);
        assertThat(expected.skips.size()).isGreaterThan(4);
        for (int i = 0; i < expected.flows.size(); i++) {
            assertThat(read.flows.get(i)).as("seed %d, flow %d", seed, i).isEqualTo(expected.flows.get(i));
        }
        assertThat(read.flows.size()).isEqualTo(expected.flows.size());
        assertThat(read.skips).isEqualTo(expected.skips);
        assertThat(read.blindSpots).isEqualTo(expected.blindSpots);
        assertThat(read.issueTexts().stream().map(RecordFields::withoutField).toList())
                .isEqualTo(expected.issueTexts().stream()
                        .map(RecordFields::withoutField)
                        .toList());
    }

    private void assertSameRecord(byte[] message, Message event, int round) throws IOException {
        decoder.decode(message, 0, message.length, record);
        String text = WireEvents.json(event);
        assertThat(RecordFields.of(record))
                .as("seed %d, round %d, %s", seed, round, text)
                .isEqualTo(RecordFields.of(json.of(text)));
    }
}
