package io.policap.capture.packet.join;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Work that is done beside what its caller does, one piece at a time and in the order in which it was given.
 *
 * <p>Safe for several threads as far as they call one at a time.
 */
final class Aside {
    private final Executor executor;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    Aside(Executor executor) {
        this.executor = executor;
    }

    boolean isBusy() {
        return !last.isDone();
    }

    /** Begins with a piece of work, when the one before is done. */
    void run(Runnable work) {
        await();
        last = CompletableFuture.runAsync(work, executor);
    }

    /** Waits until all work is done. */
    void await() {
        await(last);
    }

    /** Waits for one piece of work, and throws what it threw. */
    static <T> T await(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
