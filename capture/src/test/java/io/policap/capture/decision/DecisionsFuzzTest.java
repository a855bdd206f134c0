package io.policap.capture.decision;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.decision.Decision;
import io.policap.infer.decision.EndName;
import io.policap.infer.intent.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecisionsFuzzTest {
    private static final int ROUNDS = 4000;

    private static final String VALID = """
            policapDecisions: 1
            deny:
              - {from: shop/web, to: shop/StatefulSet/db, ports: [5432, 53/UDP], reason: over}
              - {from: world, to: shop/web, reason: closed}
            allow:
              - from: shop/web
                to: 203.0.113.0/24
                ports: [443]
                reason: soon
            widen:
              - {workload: shop/web, direction: egress, to: "*.example.com", ports: [443], reason: many}
            selector:
              - {workload: shop/web, matchLabels: {app: web}, reason: wide}
            mutualAuth:
              - workload: shop/payment
            headers:
              - {workload: shop/payment, names: [X-Internal-Auth]}
            publicEndpoints:
              - {workload: shop/edge, cidrs: [198.51.100.0/24]}
            ignoreNamespaces: [kube-system]
            """;

    private static final String[] TOKENS = {
        "\n",
        " ",
        "- ",
        ": ",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "!!str ",
        "<<: ",
        "\"",
        "'",
        "#",
        "|",
        ">",
        "? ",
        "---\n",
        "\t",
        "\u0000",
        "\u0085",
        "\ufeff",
        "~",
        "null",
        "true",
        "0x1f",
        "1e3",
        ",",
        "deny",
        "shop/web",
        "::",
        "/",
        "-"
    };

    /** What a decision says has to stand in the file: nothing is made of what was not written. */
    @Test
    void noMutationThrowsOrGivesADecisionThatWasNotWritten() throws IOException {
        long usable = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            byte[] mutated = mutated(random(seed));
            DecisionsReading reading;
            try {
                reading = read(mutated);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ":\n" + new String(mutated, ISO_8859_1), e);
            }
            assertThat(reading.isUsable() || reading.decisions().isEmpty())
                    .as("seed " + seed)
                    .isTrue();
            String text = new String(mutated, UTF_8).toLowerCase(Locale.ROOT);
            List<String> lines = text.lines().toList();
            for (Decision decision : reading.decisions().list()) {
                usable++;
                String where = "seed " + seed + " " + decision + "\n" + text;
                assertThat(decision.place().line()).as(where).isLessThanOrEqualTo(lines.size() + 1);
                assertThat(text).as(where).contains(decision.kind().toLowerCase(Locale.ROOT));
                words(decision).forEach(word -> assertThat(text).as(where).contains(word.toLowerCase(Locale.ROOT)));
            }
            reading.errors()
                    .forEach(error -> assertThat(error.toString().chars().noneMatch(Character::isISOControl))
                            .as("seed and message: " + error)
                            .isTrue());
        }
        assertThat(usable).as("some mutations leave a valid file").isGreaterThan(ROUNDS / 10);
    }

    @Test
    void anyBytesAreReadWithoutAnException() throws IOException {
        for (int seed = 0; seed < ROUNDS / 4; seed++) {
            Random random = random(seed);
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            assertThat(read(bytes).decisions().isEmpty()).as("seed " + seed).isTrue();
        }
    }

    private static List<String> words(Decision decision) {
        List<String> words = new ArrayList<>(List.of(decision.reason()));
        if (decision instanceof Decision.Deny deny) {
            end(deny.from(), words);
            end(deny.to(), words);
            ports(deny.ports(), words);
        } else if (decision instanceof Decision.Allow allow) {
            end(allow.from(), words);
            end(allow.to(), words);
            ports(allow.ports(), words);
        } else if (decision instanceof Decision.Widen widen) {
            words.add(widen.workload().toString());
            end(widen.to(), words);
            ports(widen.ports(), words);
        } else if (decision instanceof Decision.Selector selector) {
            words.add(selector.workload().toString());
            words.addAll(selector.selector().matchLabels().keySet());
            words.addAll(selector.selector().matchLabels().values());
        } else if (decision instanceof Decision.Headers headers) {
            words.addAll(headers.names());
        } else if (decision instanceof Decision.PublicEndpoint endpoint) {
            endpoint.cidrs().forEach(cidr -> words.add(cidr.network().toString()));
        } else if (decision instanceof Decision.IgnoredNamespace ignored) {
            words.add(ignored.namespace());
        }
        return words;
    }

    private static void end(EndName end, List<String> words) {
        words.add(end instanceof EndName.Block block ? block.cidr().network().toString() : end.text());
    }

    private static void ports(List<Ports> ports, List<String> words) {
        ports.forEach(port -> {
            words.add(Integer.toString(port.range().first()));
            words.add(Integer.toString(port.range().last()));
        });
    }

    /** Seeds that follow each other begin alike, so they are spread first. */
    private static Random random(int seed) {
        return new Random(seed * 0x9E37_79B9_7F4A_7C15L);
    }

    private static byte[] mutated(Random random) {
        byte[] bytes = VALID.getBytes(UTF_8);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0:
                    bytes[at] = (byte) random.nextInt(256);
                    break;
                case 1:
                    bytes[at] = (byte) (32 + random.nextInt(95));
                    break;
                case 2:
                    bytes = spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), new byte[0]);
                    break;
                case 3:
                    bytes = spliced(bytes, at, at, TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8));
                    break;
                default:
                    int from = random.nextInt(bytes.length);
                    byte[] copy = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(40)));
                    bytes = spliced(bytes, at, at, copy);
            }
            bytes = bytes.length == 0 ? new byte[] {'a'} : bytes;
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
        byte[] spliced = new byte[bytes.length - (to - from) + with.length];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(with, 0, spliced, from, with.length);
        System.arraycopy(bytes, to, spliced, from + with.length, bytes.length - to);
        return spliced;
    }

    private static DecisionsReading read(byte[] bytes) throws IOException {
        DecisionsReader reader = new DecisionsReader();
        reader.read("decisions.yaml", new ByteArrayInputStream(bytes));
        return reader.done();
    }
}
