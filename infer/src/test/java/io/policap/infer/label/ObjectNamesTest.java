package io.policap.infer.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ObjectNamesTest {
    /** As apimachinery's validation has it (RFC 1123). */
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    @Test
    void subdomainsAreThoseOfTheApiServer() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(7); i > 0; i--) {
                text.append("aaz09-..A_\u00e9".charAt(random.nextInt(11)));
            }
            assertThat(ObjectNames.isSubdomain(text.toString()))
                    .as("'%s' of seed %d", text, seed)
                    .isEqualTo(SUBDOMAIN.matcher(text).matches());
        }
    }

    @Test
    void subdomainsEndAt253Characters() {
        assertThat(ObjectNames.isSubdomain("a".repeat(253))).isTrue();
        assertThat(ObjectNames.isSubdomain("a".repeat(254))).isFalse();
    }
}
