package io.policap.capture.packet.payload.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.policap.capture.packet.payload.Mutants;
import io.policap.capture.packet.payload.tls.HelloReading.State;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** The ClientHello under damage: nothing is thrown, names are host names, and what is decided stays decided. */
class ClientHelloFuzzTest {
    private static final int ROUNDS = Integer.getInteger("policap.fuzz.rounds", 70_000);

    static Stream<byte[]> seeds() {
        return HelloBytes.samples().stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytes(byte[] bytes) {
        check(bytes, bytes.length / 2);
    }

    @Test
    void noMutationThrowsOrChangesItsMind() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<byte[]> samples = HelloBytes.samples();
        int named = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutant = Mutants.of(samples.get(random.nextInt(samples.size())), random);
            try {
                named += check(mutant, random.nextInt(mutant.length + 1)) ? 1 : 0;
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("seed " + seed + ", round " + round, broken);
            }
        }
        assertThat(named).as("mutants that still had a name").isGreaterThan(ROUNDS / 5);
    }

    private static boolean check(byte[] bytes, int earlier) {
        HelloReading all = ClientHelloReader.read(bytes, 0, bytes.length);
        HelloReading before = ClientHelloReader.read(bytes, 0, earlier);
        if (before.state() != State.NEED_MORE) {
            if (!all.equals(before)) {
                throw new AssertionError(before + " became " + all);
            }
        }
        ClientHelloReader.readHandshake(bytes, 0, bytes.length);
        String name = all.hello().serverName();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.') || i > 252) {
                throw new AssertionError("a server name with " + (int) c + " at " + i);
            }
        }
        return !name.isEmpty();
    }
}
