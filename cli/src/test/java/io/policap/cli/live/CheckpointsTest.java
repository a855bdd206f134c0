package io.policap.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class CheckpointsTest {
    @Test
    void aFailureIsToldAndTriedAgain() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(3);
        CountDownLatch failed = new CountDownLatch(3);
        Runnable work = () -> {
            done.countDown();
            throw new IllegalStateException("the disk is full");
        };
        try (Checkpoints checkpoints = Checkpoints.every(Duration.ofMillis(1), work, failure -> failed.countDown())) {
            assertThat(checkpoints).isNotNull();
            done.await();
            failed.await();
        }
    }

    @Test
    void closingWaitsForTheOneThatBegan() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        try (Checkpoints checkpoints = Checkpoints.every(
                Duration.ofMillis(1),
                () -> {
                    began.countDown();
                    Thread.yield();
                    ended.set(true);
                },
                failure -> {})) {
            assertThat(checkpoints).isNotNull();
            began.await();
        }
        assertThat(ended).isTrue();
    }
}
