package io.policap.capture.hubble.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintsTest {
    @Test
    void everyEventIsKnownOrNotNewerThanTheFloor() {
        Fingerprints known = new Fingerprints();
        for (int i = 1; i <= 10_000; i++) {
            known.add(i, ~i, i, i - 500, 1_000);
        }
        assertThat(known.size()).isEqualTo(501);
        assertThat(known.floor()).isEqualTo(9_499);
        for (int i = 1; i <= 10_000; i++) {
            assertThat(known.knows(EpochNanos.NONE, i, ~i)).as("event %d", i).isEqualTo(i > 9_499);
        }
        assertThat(known.knows(EpochNanos.NONE, 10_001, ~10_001)).isFalse();
    }

    @Test
    void noMoreAreKeptThanAllowed() {
        Fingerprints known = new Fingerprints();
        for (int i = 1; i <= 10_000; i++) {
            known.add(i, 0, i, 0, 100);
        }
        assertThat(known.size()).isEqualTo(100);
        assertThat(known.floor()).isEqualTo(9_900);
    }

    @Test
    void whatWasRestoredIsKnownUntilNewerOnesTakeItsPlace() {
        Fingerprints before = new Fingerprints();
        for (int i = 1; i <= 50; i++) {
            before.add(i, i, i, 0, 100);
        }
        Fingerprints after = new Fingerprints();
        after.restore(before.toBytes(), 50, 0, 100);
        assertThat(after.knows(EpochNanos.NONE, 1, 1)).isTrue();
        assertThat(after.knows(EpochNanos.NONE, 50, 50)).isTrue();
        after.forgetIndex();
        after.add(60, 60, 60, 55, 100);
        assertThat(after.knows(EpochNanos.NONE, 50, 50)).isFalse();
        assertThat(after.floor()).isEqualTo(50);
    }
}
