package io.policap.capture.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.connection.PacketBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches go from the thread that fills them to the one that counts them, and back. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BatchTurnsTest {
    private static final int PACKETS = 16;

    @Test
    void everyBatchIsCountedOnceAndInItsTurnWhoeverIsFaster() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int batches = 2; batches <= 12; batches++) {
            for (int length : List.of(0, 1, 2, batches, batches + 1, 2_000)) {
                List<Integer> sizes = new ArrayList<>();
                for (int i = 0; i < length; i++) {
                    sizes.add(random.nextInt(PACKETS + 1));
                }
                boolean slowFilling = random.nextBoolean();
                assertThat(counted(new BatchTurns(batches, PACKETS), sizes, slowFilling))
                        .as("seed %s, %s batches, %s to fill", seed, batches, length)
                        .isEqualTo(sizes);
            }
        }
    }

    @Test
    void theOneWhoFillsIsToldWhenTheOtherHasEnoughToDo() throws Exception {
        BatchTurns turns = new BatchTurns(4, PACKETS);
        turns.filled(turns.toFill());
        assertThat(turns.isBehind()).isFalse();
        turns.filled(turns.toFill());
        assertThat(turns.isBehind()).isTrue();
        turns.counted(turns.toCount().orElseThrow());
        assertThat(turns.isBehind()).isFalse();
    }

    @Test
    void whereNobodyCountsAnyMoreTheOneWhoFillsDoesNotWait() throws Exception {
        BatchTurns turns = new BatchTurns(2, PACKETS);
        turns.filled(turns.toFill());
        turns.filled(turns.toFill());
        Thread counter = new Thread(turns::abandon);
        counter.start();
        assertThat(turns.toFill().size()).isZero();
        counter.join();
    }

    /** The sizes of the batches that the second thread got. */
    private static List<Integer> counted(BatchTurns turns, List<Integer> sizes, boolean slowFilling) throws Exception {
        CompletableFuture<List<Integer>> counted = new CompletableFuture<>();
        Thread counter = new Thread(() -> {
            try {
                List<Integer> got = new ArrayList<>();
                for (Optional<PacketBatch> next = turns.toCount(); next.isPresent(); next = turns.toCount()) {
                    got.add(next.get().size());
                    dawdle(!slowFilling, got.size());
                    turns.counted(next.get());
                }
                counted.complete(got);
            } catch (InterruptedException stopped) {
                counted.completeExceptionally(stopped);
            }
        });
        counter.setDaemon(true);
        counter.start();
        int filled = 0;
        for (int size : sizes) {
            PacketBatch batch = turns.toFill();
            assertThat(batch.size()).isZero();
            for (int i = 0; i < size; i++) {
                batch.addPlain(0, 0, false);
            }
            dawdle(slowFilling, ++filled);
            turns.filled(batch);
        }
        turns.end();
        return counted.get();
    }

    /** Now and then, so that the other one has to wait. */
    private static void dawdle(boolean slow, int turn) {
        if (slow && turn % 64 < 8) {
            Thread.yield();
        }
    }
}
