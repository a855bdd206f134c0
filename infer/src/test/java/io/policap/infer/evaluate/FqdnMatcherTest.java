package io.policap.infer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FqdnMatcherTest {
    private static boolean pattern(String pattern, String name) {
        return FqdnMatcher.matches(new FqdnSelector.MatchPattern(pattern), name);
    }

    @Test
    void aNameMatchesItselfWhateverItsCaseAndTrailingDot() {
        assertThat(FqdnMatcher.matches(new FqdnSelector.MatchName("API.example.com."), "api.Example.com"))
                .isTrue();
        assertThat(FqdnMatcher.matches(new FqdnSelector.MatchName("example.com"), "api.example.com"))
                .isFalse();
    }

    @Test
    void aStarStaysWithinItsLabel() {
        assertThat(pattern("*.x.io", "a.x.io")).isTrue();
        assertThat(pattern("*.x.io", "x.io")).isFalse();
        assertThat(pattern("*.x.io", "a.b.x.io")).isFalse();
        assertThat(pattern("a*z.x.io", "abcz.x.io")).isTrue();
        assertThat(pattern("a*z.x.io", "az.x.io")).isTrue();
        assertThat(pattern("a*z.x.io", "a.z.x.io")).isFalse();
        assertThat(pattern("*", "a.b.x.io")).isTrue();
    }

    @Test
    void twoStarsInFrontStandForOneOrMoreLabels() {
        assertThat(pattern("**.x.io", "a.b.x.io")).isTrue();
        assertThat(pattern("**.x.io", "a.x.io")).isTrue();
        assertThat(pattern("**.x.io", "x.io")).isFalse();
    }

    @Test
    void itAgreesWithARegularExpressionOfTheSameMeaning() {
        for (int i = 0; i < 20_000; i++) {
            Random random = new Random(i);
            String pattern = text(random, "ab.*", 1 + random.nextInt(8));
            String name = text(random, "ab.", 1 + random.nextInt(8));
            if (pattern.startsWith("**") || pattern.matches("\\*+") || pattern.endsWith(".") || name.endsWith(".")) {
                continue;
            }
            boolean expected = Pattern.matches(pattern.replace(".", "\\.").replace("*", "[-a-zA-Z0-9_]*"), name);
            assertThat(pattern(pattern, name))
                    .as("seed %d: %s on %s", i, pattern, name)
                    .isEqualTo(expected);
        }
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
