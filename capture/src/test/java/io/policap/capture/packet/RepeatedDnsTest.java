package io.policap.capture.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.flow.NameLookup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What repeated datagrams of DNS tell, held to what each tells alone. */
class RepeatedDnsTest {
    private static final int CLIENT = 0x0AF4_0005; // 10.244.0.5
    private static final int RESOLVER = 0x0A60_000A; // 10.96.0.10
    private static final int DATAGRAMS = 4_000;

    private record Datagram(boolean response, int resolverPort, byte[] message) {
        /** Each from a client and with an identifier of its own, so that none is a copy, or was asked before. */
        private void send(HandMadeCapture capture, int number) {
            byte[] sent = message.clone();
            sent[0] = (byte) (number >> 8);
            sent[1] = (byte) number;
            if (response) {
                capture.udp(RESOLVER, resolverPort, CLIENT + number, 40_000, sent);
            } else {
                capture.udp(CLIENT + number, 40_000, RESOLVER, resolverPort, sent);
            }
        }
    }

    /** One of so few messages that most come again, some of them damaged or cut in one of a few ways. */
    private static Datagram datagram(Random random) {
        boolean response = random.nextInt(4) > 0;
        String name = "a-rather-long-name-of-a-service-" + random.nextInt(8) + ".Example.com";
        byte[] message = HandMadeCapture.dns(0, response, name, HandMadeCapture.SERVER + random.nextInt(3));
        if (random.nextInt(3) == 0) {
            Random few = new Random(random.nextInt(500));
            message[2 + few.nextInt(message.length - 2)] = (byte) few.nextInt(256);
            if (few.nextInt(4) == 0) {
                message = Arrays.copyOf(message, 2 + few.nextInt(message.length - 2));
            }
        }
        if (random.nextInt(20) == 0) {
            message = Arrays.copyOf(message, 250 + random.nextInt(12));
        }
        return new Datagram(
                random.nextInt(20) == 0 ? !response : response, random.nextInt(8) == 0 ? 5353 : 53, message);
    }

    @Test
    void aMessageThatCameBeforeTellsWhatItTellsAlone() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        HandMadeCapture together = new HandMadeCapture(false);
        List<String> alone = new ArrayList<>();
        for (int i = 0; i < DATAGRAMS; i++) {
            Datagram datagram = datagram(random);
            datagram.send(together, i);
            HandMadeCapture other = new HandMadeCapture(false);
            datagram.send(other, i);
            other.lookups.forEach(lookup -> alone.add(told(lookup)));
        }

        assertThat(together.lookups).hasSizeGreaterThan(DATAGRAMS / 2);
        assertThat(together.lookups.stream().map(RepeatedDnsTest::told))
                .as("seed %d", seed)
                .containsExactlyElementsOf(alone);
    }

    @Test
    void theSameAnswerOfAnotherTimeHasItsTimeAndItsClient() {
        byte[] answer = HandMadeCapture.dns(0, true, "a.example.com", HandMadeCapture.SERVER);
        HandMadeCapture capture = new HandMadeCapture(false);
        for (int i = 0; i < 3; i++) {
            new Datagram(true, 53, answer).send(capture, i);
        }

        assertThat(capture.lookups).extracting(NameLookup::client).doesNotHaveDuplicates();
        assertThat(capture.lookups)
                .extracting(NameLookup::time)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(capture.lookups).extracting(NameLookup::name).containsOnly("a.example.com");
    }

    private static String told(NameLookup lookup) {
        return lookup.client() + " " + lookup.name() + " " + lookup.addresses() + " " + lookup.ttlSeconds();
    }
}
