package io.policap.capture.packet.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EndIndexTest {
    @Test
    void numbersEndsAsAMapDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        EndIndex index = new EndIndex();
        Map<ProtocolEnd, Integer> known = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Ip address =
                    random.nextBoolean() ? Ip.v4(random.nextInt(50)) : Ip.v6(random.nextInt(3), random.nextInt(50));
            End end = new End(address, random.nextInt(4) == 0 ? 65_535 : random.nextInt(60));
            Protocol protocol = Protocol.values()[random.nextInt(Protocol.values().length)];
            ProtocolEnd key = new ProtocolEnd(protocol, end);
            assertThat(index.find(protocol, end)).as("seed %d", seed).isEqualTo(known.getOrDefault(key, -1));
            int expected = known.computeIfAbsent(key, each -> known.size());
            assertThat(index.add(protocol, end)).as("seed %d", seed).isEqualTo(expected);
        }
        assertThat(index.size()).isEqualTo(known.size()).isGreaterThan(5_000);
    }
}
