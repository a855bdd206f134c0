package io.policap.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTextTest {
    @ParameterizedTest
    @CsvSource({
        "100MB, 100000000",
        "100M, 100000000",
        "1GiB, 1073741824",
        "64kib, 65536",
        "4096, 4096",
        "1 GB, 1000000000"
    })
    void numbersWithUnitsAreSizes(String text, long bytes) {
        assertThat(SizeText.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MB", "-1MB", "0", "1XB", "5ib", "9999999999", "999999999TB"})
    void allElseIsRefusedWithTheText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SizeText.parse(text))
                .withMessageContaining("'" + text + "'");
    }
}
