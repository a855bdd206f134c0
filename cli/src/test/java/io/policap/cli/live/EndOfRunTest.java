package io.policap.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sun.misc.Signal;
import sun.misc.SignalHandler;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class EndOfRunTest {
    @Test
    void theTimeEndsTheRun() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (EndOfRun end = EndOfRun.watch(Optional.of(Duration.ofMillis(1)), stopped::countDown)) {
            stopped.await();
            assertThat(end.reason()).contains("time");
        }
    }

    @ParameterizedTest
    // HUP may be switched off where the tests run, as nohup does.
    @ValueSource(strings = "TERM")
    void theFirstSignalEndsTheRunAndTheSecondDoesWhatItDidBefore(String name) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch before = new CountDownLatch(1);
        SignalHandler original = Signal.handle(new Signal(name), signal -> before.countDown());
        try (EndOfRun end = EndOfRun.watch(Optional.empty(), stopped::countDown)) {
            assertThat(end.reason()).isEmpty();
            Signal.raise(new Signal(name));
            stopped.await();
            assertThat(before.getCount()).isEqualTo(1);
            Signal.raise(new Signal(name));
            before.await();
            assertThat(end.reason()).contains("SIG" + name);
        } finally {
            Signal.handle(new Signal(name), original);
        }
    }

    @Test
    void signalsAreGivenBack() throws InterruptedException {
        CountDownLatch before = new CountDownLatch(1);
        SignalHandler original = Signal.handle(new Signal("TERM"), signal -> before.countDown());
        try {
            EndOfRun.watch(Optional.empty(), () -> {
                        throw new AssertionError("the run is over");
                    })
                    .close();
            Signal.raise(new Signal("TERM"));
            before.await();
        } finally {
            Signal.handle(new Signal("TERM"), original);
        }
    }
}
