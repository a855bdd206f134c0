package io.policap.capture.packet.payload.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.policap.capture.packet.payload.Mutants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** DNS under damage: nothing is thrown, and no name holds what could mean something elsewhere. */
class DnsFuzzTest {
    private static final int ROUNDS = Integer.getInteger("policap.fuzz.rounds", 130_000);

    private final DnsReader reader = new DnsReader();

    static Stream<byte[]> seeds() {
        return DnsBytes.samples().stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytes(byte[] bytes) {
        check(bytes);
    }

    @Test
    void noMutationThrowsOrBreaksOut() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<byte[]> samples = DnsBytes.samples();
        int messages = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                messages += check(Mutants.of(samples.get(random.nextInt(samples.size())), random)) ? 1 : 0;
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("seed " + seed + ", round " + round, broken);
            }
        }
        assertThat(messages).as("mutants that were still messages").isGreaterThan(ROUNDS / 3);
    }

    private boolean check(byte[] bytes) {
        Optional<DnsMessage> read = reader.read(bytes, 0, bytes.length);
        read.ifPresent(message -> {
            check(message.question());
            message.aliases().forEach(DnsFuzzTest::check);
            message.answers().forEach(answer -> check(answer.name()));
        });
        List<DnsMessage> streamed = new ArrayList<>();
        DnsStream stream = new DnsStream(reader);
        for (int at = 0; at < bytes.length; at += 17) {
            stream.accept(bytes, at, Math.min(17, bytes.length - at), streamed::add);
        }
        stream.gap(streamed::add);
        return read.isPresent();
    }

    private static void check(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.' || c == '\\') {
                continue;
            }
            throw new AssertionError("a name with " + (int) c);
        }
        if (name.length() > 1_020) {
            throw new AssertionError("a name of " + name.length() + " characters");
        }
    }
}
