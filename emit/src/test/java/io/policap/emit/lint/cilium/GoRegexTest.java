package io.policap.emit.lint.cilium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoRegexTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1/orders/[0-9]+(\\?.*)?",
                "/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(\\?.*)?",
                "(?i)get|head",
                "[{]{3}\\{",
                "a{2,}",
                "[]a]{1000}",
                "\\p{Greek}+",
                "(?P<name>a)"
            })
    void whatGoTakesIsTaken(String regex) {
        assertThat(GoRegex.problem(regex)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/(",
                "/)",
                "[a",
                "*a",
                "a**",
                "a{1001}",
                "((a{100}){100}){100}",
                "(?=a)",
                "(?<!a)b",
                "(a)\\1",
                "\\"
            })
    void whatGoRefusesIsRefused(String regex) {
        assertThat(GoRegex.problem(regex)).isPresent();
    }

    @Test
    void hostileExpressionsCostLittle() {
        assertThat(GoRegex.problem("(".repeat(5_000) + ")".repeat(5_000))).isPresent();
        assertThat(GoRegex.problem("a".repeat(100_000))).isPresent();
        assertThat(GoRegex.problem("(a{999}){999}")).isPresent();
        assertThat(GoRegex.problem("(".repeat(900) + ")".repeat(900))).isEmpty();
        assertThat(GoRegex.problem("((((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}){9}){9}"))
                .isPresent();
    }

    @Test
    void sizesCountWhatIsRepeated() {
        assertThat(RegexSize.of("abc")).isEqualTo(3);
        assertThat(RegexSize.of("a{5}")).isEqualTo(5);
        assertThat(RegexSize.of("a{5}b{5}")).isEqualTo(10);
        assertThat(RegexSize.of("(a{10}){10}")).isBetween(100L, 120L);
        assertThat(RegexSize.of("[(){9}]")).isEqualTo(1);
    }
}
