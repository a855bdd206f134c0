package io.policap.capture.range;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Cidr;
import io.policap.infer.range.KnownRange;
import io.policap.infer.range.KnownRanges;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownRangesReaderTest {
    private final Issues issues = new Issues();

    @Test
    void aRangeHasANameAndPrefixesOfBothFamilies() {
        KnownRanges ranges = read("""
                policapRanges: 1
                ranges:
                  - name: Payment provider (eu)
                    cidrs: [192.0.2.0/24]
                  - name: payments.example
                    cidrs: [192.0.2.0/24, "2001:db8::/32", 198.51.100.7]
                """);

        assertThat(ranges.ranges())
                .containsExactly(new KnownRange(
                        "payments.example",
                        List.of(Cidr.parse("192.0.2.0/24"), Cidr.parse("198.51.100.7/32"), Cidr.parse("2001:db8::/32")),
                        "ranges.yaml:5"));
        assertThat(issues.list()).singleElement().satisfies(issue -> {
            assertThat(issue.place()).isEqualTo("ranges.yaml:3");
            assertThat(issue.message()).contains("name 'Payment provider (eu)' is not of");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policapRanges: 2\\nranges: [] | 1 | policapRanges is not 1",
                "policapRanges: 1 | 1 | ranges is missing",
                "ranges: [] | 1 | policapRanges is missing",
                "policapRanges: 1\\nranges: {} | 2 | ranges is not a list",
                "policapRanges: 1\\nranges: []\\nrange: [] | 3 | the key 'range' is not known",
                "policapRanges: 1\\nranges: []\\nranges: [] | 3 | the key 'ranges' is there twice",
                "policapRanges: 1\\nranges: [a] | 2 | the entry has no fields",
                "policapRanges: 1\\nranges:\\n - {name: a} | 3 | has no list of cidrs",
                "policapRanges: 1\\nranges:\\n - {name: a, cidrs: []} | 3 | has no list of cidrs",
                "policapRanges: 1\\nranges:\\n - {name: a, cidrs: 192.0.2.0/24} | 3 | has no list of cidrs",
                "policapRanges: 1\\nranges:\\n - {cidrs: [192.0.2.0/24]} | 3 | the entry has no name",
                "policapRanges: 1\\nranges:\\n - {name: [a], cidrs: [192.0.2.0/24]} | 3 | name '' is not of",
                "policapRanges: 1\\nranges:\\n - {name: a, cidr: b, cidrs: [192.0.2.0/24]} | 3 | 'cidr' is not known",
                "policapRanges: 1\\nranges:\\n - {name: a, name: b, cidrs: [192.0.2.0/24]} | 3 | 'name' is there twice",
                "policapRanges: 1\\nranges:\\n - name: a\\n   cidrs: [192.0.2.0/24, 192.0.2.0/33] | 4 | '192.0.2.0/33' is not a prefix",
                "policapRanges: 1\\nranges:\\n - name: a\\n   cidrs:\\n   - 192.0.2.7/24 | 5 | has bits set behind its length; write 192.0.2.0/24",
                "policapRanges: 1\\nranges:\\n - {name: a, cidrs: [example.com]} | 3 | 'example.com' is not a prefix",
                "policapRanges: 1\\nranges: [ | 2 | not well-formed",
                "- policapRanges: 1 | 1 | does not have fields",
            })
    void whatIsWrongIsToldWithItsLineAndTheRangeIsLeftOut(String text, int line, String message) {
        KnownRanges ranges = read(text.replace("\\n", "\n"));

        assertThat(ranges.ranges()).isEmpty();
        assertThat(issues.list()).anySatisfy(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.MALFORMED_RANGES);
            assertThat(issue.place()).isEqualTo("ranges.yaml:" + line);
            assertThat(issue.message()).contains(message);
        });
    }

    @Test
    void ofTwoRangesWithOneNameTheFirstCounts() {
        KnownRanges ranges = read("""
                policapRanges: 1
                ranges:
                  - {name: a, cidrs: [192.0.2.0/24]}
                  - {name: a, cidrs: [198.51.100.0/24]}
                """);

        assertThat(ranges.ranges())
                .singleElement()
                .satisfies(range -> assertThat(range.prefixes()).containsExactly(Cidr.parse("192.0.2.0/24")));
        assertThat(issues.list()).singleElement().satisfies(issue -> {
            assertThat(issue.place()).isEqualTo("ranges.yaml:4");
            assertThat(issue.message()).contains("is there before, at ranges.yaml:3");
        });
    }

    @Test
    void damagedFilesNeverThrow() {
        String good = """
                policapRanges: 1
                ranges:
                  - name: "a b" # its own
                    cidrs: [192.0.2.0/24, '2001:db8::/32']
                """;
        long seed = 11;
        Random random = new Random(seed);
        for (int run = 0; run < 3_000; run++) {
            byte[] bytes = good.getBytes(UTF_8);
            for (int i = 0; i <= random.nextInt(4); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(read(bytes)).as("seed %d, run %d", seed, run).isNotNull();
        }
    }

    private KnownRanges read(String text) {
        return read(text.getBytes(UTF_8));
    }

    private KnownRanges read(byte[] bytes) {
        try {
            return new KnownRangesReader(issues).read("ranges.yaml", new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
