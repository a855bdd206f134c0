package io.policap.capture.hubble.collect;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time deliver events.
 *
 * <p>A thread that delivers keeps the gate over many events and leaves it when it has nothing at hand, or after some
 * events where others wait, so that the gate costs next to nothing per event and nobody waits long.
 */
final class DeliveryGate {
    private static final int TURN = 64;

    private final ReentrantLock lock = new ReentrantLock(true);
    private int delivered;

    /** Waits for the gate; costs nothing where this thread has it. */
    void enter() {
        if (!lock.isHeldByCurrentThread()) {
            lock.lock();
            delivered = 0;
        }
    }

    /** Says that an event is delivered: others who wait may get their turn. */
    void delivered() {
        if (++delivered >= TURN) {
            delivered = 0;
            if (lock.hasQueuedThreads()) {
                leave();
            }
        }
    }

    /** Gives the gate away where this thread has it; to be called before it waits for anything else. */
    void leave() {
        if (lock.isHeldByCurrentThread()) {
            lock.unlock();
        }
    }

    /** Runs something while nothing is delivered; also from inside a delivery. */
    void hold(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
