package io.policap.infer.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds {@link Buckets} to a plain set of the intervals. */
class BucketsTest {
    @Test
    void runsAreThoseOfTheSetOfIntervalsInWhateverOrderTheyCame() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            Buckets buckets = new Buckets();
            TreeSet<Long> expected = new TreeSet<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                long first = random.nextInt(30) - 15;
                long last = first + (random.nextBoolean() ? 0 : random.nextInt(4));
                switch (random.nextInt(3)) {
                    case 0 -> {
                        buckets.add(within(first, random));
                        last = first;
                    }
                    case 1 -> buckets.add(Span.at(within(first, random)).join(Span.at(within(last, random))));
                    default -> buckets.addRun(new BucketRun(first, last));
                }
                for (long bucket = first; bucket <= last; bucket++) {
                    expected.add(bucket);
                }
            }
            assertThat(buckets.runs()).as("seed %d", seed).isEqualTo(runs(expected));
        }
    }

    private static Instant within(long bucket, Random random) {
        return Instant.ofEpochSecond(bucket * Buckets.SECONDS + random.nextInt((int) Buckets.SECONDS));
    }

    private static List<BucketRun> runs(TreeSet<Long> buckets) {
        List<BucketRun> runs = new ArrayList<>();
        for (long bucket : buckets) {
            BucketRun before = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (before != null && before.last() == bucket - 1) {
                runs.set(runs.size() - 1, new BucketRun(before.first(), bucket));
            } else {
                runs.add(new BucketRun(bucket, bucket));
            }
        }
        return runs;
    }

    @Test
    void timesThatAreNotKnownAddNothing() {
        Buckets buckets = new Buckets();
        buckets.add(Instant.MIN);
        buckets.add(Span.NEVER);
        assertThat(buckets.runs()).isEmpty();
    }
}
