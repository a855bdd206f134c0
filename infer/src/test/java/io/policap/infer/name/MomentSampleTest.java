package io.policap.infer.name;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MomentSampleTest {
    @Test
    void theFirstMomentsAreKeptAsASetWouldKeepThem() {
        long seed = System.nanoTime();
        for (int round = 0; round < 500; round++) {
            Random random = new Random(seed + round);
            int most = 1 + random.nextInt(70);
            MomentSample sample = new MomentSample(most);
            TreeSet<Moment> kept = new TreeSet<>();
            boolean more = false;
            for (int i = random.nextInt(200); i > 0; i--) {
                Moment moment = new Moment(Instant.ofEpochSecond(random.nextInt(40)), Ip.v4(random.nextInt(4)));
                if (random.nextBoolean()) {
                    sample.add(moment);
                } else {
                    sample.add(moment.time(), moment.client());
                }
                kept.add(moment);
                if (kept.size() > most) {
                    kept.pollLast();
                    more = true;
                }
            }
            assertThat(sample.moments()).as("seed %d", seed + round).isEqualTo(new Moments(kept, more));
        }
    }
}
