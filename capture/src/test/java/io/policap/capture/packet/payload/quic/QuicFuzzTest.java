package io.policap.capture.packet.payload.quic;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.policap.capture.packet.payload.Mutants;
import io.policap.capture.packet.payload.tls.HelloReading;
import io.policap.capture.packet.payload.tls.HelloReading.State;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * QUIC under damage, outside and inside its encryption: nothing is thrown. A packet that was changed does not open, and a
 * client that sends damaged frames is believed only where its ClientHello is in order.
 */
class QuicFuzzTest {
    private static final int ROUNDS = Integer.getInteger("policap.fuzz.rounds", 6_000);

    private final QuicBytes client = new QuicBytes(QuicBytes.V1, QuicBytes.id(1, 8));

    static Stream<byte[]> seeds() {
        byte[] hello = QuicBytes.hello("a.example", "h3");
        byte[] frames = QuicBytes.join(
                new byte[] {2, 5, 0, 1, 0, 1, 1, 1},
                QuicBytes.crypto(hello, 100, hello.length),
                QuicBytes.crypto(hello, 0, 100));
        return Stream.of(QuicBytes.vector("rfc9001-a2-client-initial"), frames);
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytes(byte[] bytes) {
        outside(bytes);
        inside(bytes.length > 1_000 ? Arrays.copyOf(bytes, 1_000) : bytes);
    }

    @Test
    void noMutationThrows() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<byte[]> seeds = seeds().toList();
        int done = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                if (round % 2 == 0) {
                    outside(Mutants.of(seeds.get(0), random));
                } else {
                    done += inside(Mutants.of(seeds.get(1), random)) ? 1 : 0;
                }
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("seed " + seed + ", round " + round, broken);
            }
        }
        assertThat(done).as("damaged frames that still had a ClientHello").isBetween(ROUNDS / 20, ROUNDS / 2 - 1);
    }

    private static void outside(byte[] bytes) {
        QuicHello quic = new QuicHello();
        HelloReading reading = quic.accept(bytes, 0, bytes.length);
        if (reading.state() == State.DONE) {
            assertThat(reading.hello().serverName()).isEqualTo("example.com");
        }
        quic.accept(bytes, 0, bytes.length / 2);
        for (int i = 0; i < QuicHello.MOST_DATAGRAMS; i++) {
            reading = quic.accept(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
        }
        assertThat(reading.state()).isNotEqualTo(State.NEED_MORE);
    }

    private boolean inside(byte[] frames) {
        byte[] packet = client.initial(0, frames);
        HelloReading reading = new QuicHello().accept(packet, 0, packet.length);
        return reading.state() == State.DONE;
    }
}
