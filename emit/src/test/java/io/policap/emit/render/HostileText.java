package io.policap.emit.render;

import java.util.List;
import java.util.Random;

/** Strings that YAML readers take for something else, or that try to leave the place they are put in. */
final class HostileText {
    private static final List<String> KNOWN = List.of(
            "",
            " ",
            "~",
            "y",
            "N",
            "yes",
            "No",
            "on",
            "OFF",
            "true",
            "False",
            "TRUE",
            "null",
            "Null",
            ".inf",
            "-.INF",
            ".nan",
            "0",
            "-0",
            "007",
            "0o7",
            "0x1",
            "0b1",
            "1e3",
            "1E400",
            "+1",
            "1_000",
            "1.",
            ".5",
            "190:20:30",
            "2001-01-01",
            "2001-01-01T00:00:00Z",
            "<<",
            "=",
            "-",
            "- a",
            "--- ",
            "---",
            "...",
            "?",
            "? a",
            ":",
            ": a",
            "a: b",
            "a:",
            "a:b",
            "a #b",
            "#a",
            "a#b",
            "&a",
            "*a",
            "!a",
            "!!str a",
            "%YAML 1.2",
            "@a",
            "`a",
            "|",
            ">",
            "|-\n a",
            "{}",
            "{a: b}",
            "[]",
            "[a]",
            "a, b",
            "'",
            "''",
            "\"",
            "\"\"",
            "\\",
            "\\n",
            "a\nb",
            "a\r\nb",
            "\n",
            "\n# x\nspec: {}",
            "a\tb",
            "\ta",
            "a ",
            " a",
            "\u0000",
            "\u0007",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\u2029",
            "\u202e",
            "\ufeff",
            "\uffff",
            "\ud83d\ude00",
            "\u00e9",
            "k8s:app",
            "any:",
            "10.0.0.1/32",
            "::1",
            "x".repeat(200),
            "a: ".repeat(60));
    private static final String PIECES = "aZ019 .-_/:#'\"\\\n\r\t{}[],&*!|>%@`?=~<+\u0085\u2028\u202e\u00e9\u4e2d";

    private final Random random;

    HostileText(long seed) {
        this.random = new Random(seed);
    }

    String next() {
        if (random.nextInt(3) == 0) {
            return KNOWN.get(random.nextInt(KNOWN.size()));
        }
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append(
                    random.nextInt(5) == 0
                            ? KNOWN.get(random.nextInt(KNOWN.size()))
                            : PIECES.charAt(random.nextInt(PIECES.length())));
        }
        return text.toString();
    }

    static List<String> known() {
        return KNOWN;
    }
}
