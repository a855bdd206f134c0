package io.policap.capture.hubble.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.hubble.event.EventTime;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    private final Rfc3339 times = new Rfc3339();
    private final EventTime time = new EventTime();

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T10:00:00Z, 2026-05-01T10:00:00Z",
        "2026-05-01T10:00:00.1Z, 2026-05-01T10:00:00.1Z",
        "2026-05-01T10:00:00.123Z, 2026-05-01T10:00:00.123Z",
        "2026-05-01T10:00:00.123456Z, 2026-05-01T10:00:00.123456Z",
        "2026-05-01T10:00:00.123456789Z, 2026-05-01T10:00:00.123456789Z",
        "2026-05-01T12:30:00+02:30, 2026-05-01T10:00:00Z",
        "2026-05-01T02:00:00.5-08:00, 2026-05-01T10:00:00.5Z",
        "2024-02-29t10:00:00z, 2024-02-29T10:00:00Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999999Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z"
    })
    void readsEveryFormOfTheRfc(String text, String instant) {
        times.parse(text, time);
        assertThat(time.isTold()).isTrue();
        assertThat(Instant.ofEpochSecond(time.seconds(), time.nanos())).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-05-01",
                "2026-05-01T10:00:00",
                "2026-05-01 10:00:00Z",
                "2026-02-30T10:00:00Z",
                "2026-13-01T10:00:00Z",
                "2026-00-01T10:00:00Z",
                "2026-05-01T24:00:00Z",
                "2026-05-01T10:00:00.Z",
                "2026-05-01T10:00:00.1234567890Z",
                "2026-05-01T10:00:00+0200",
                "2026-05-01T10:00:00+25:00",
                "-026-05-01T10:00:00Z",
                "2026-05-01T10:00:00ZZ",
                "1777629600.123456789"
            })
    void anythingElseIsNoTime(String text) {
        times.parse(text, time);
        assertThat(time.isTold()).isFalse();
        assertThat(time.isAbsent()).isFalse();
    }
}
