package io.policap.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTextTest {
    @ParameterizedTest
    @CsvSource({"5s, PT5S", "10m, PT10M", "1h, PT1H", "2d, PT48H", "1h30m, PT1H30M", "250ms, PT0.25S", "' 3S ', PT3S"})
    void numbersWithUnitsAreSpans(String text, Duration span) {
        assertThat(SpanText.parse(text)).isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "s", "-5s", "1w", "5 s", "0s", "1.5h", "99999999999999999999s", "999999999999999d"})
    void allElseIsRefusedWithTheText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpanText.parse(text))
                .withMessageContaining("'" + text + "'");
    }
}
