package io.policap.capture.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTimeTest {
    private static Optional<Instant> read(String text, Function<String, Instant> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void assertAsTheJdk(String text, String seed) {
        assertThat(read(text, ApiTime::parse))
                .as("%s %s", text, seed)
                .isEqualTo(read(text, any -> OffsetDateTime.parse(any).toInstant()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T11:58:58Z",
                "2024-02-29T00:00:00Z",
                "2023-02-29T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "2026-13-01T00:00:00Z",
                "2026-00-10T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T23:60:00Z",
                "2026-01-01T23:59:60Z",
                "2026-01-01T00:00:00z",
                "2026-01-01 00:00:00Z",
                "2026-01-01T00:00:00.5Z",
                "2026-01-01T00:00:00+02:00",
                "2026-01-01T00:00Z",
                "yesterday"
            })
    void aTimeIsWhatTheJdkReads(String text) {
        assertAsTheJdk(text, "");
    }

    @Test
    void anyTextIsWhatTheJdkReads() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(
                    Instant.ofEpochSecond(random.nextLong() % 60_000_000_000L).toString());
            for (int change = random.nextInt(3); change > 0; change--) {
                text.setCharAt(random.nextInt(text.length()), "0123456789-:TZ+. ".charAt(random.nextInt(17)));
            }
            assertAsTheJdk(text.toString(), "seed " + seed);
        }
    }
}
