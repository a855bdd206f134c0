package io.policap.emit.read;

import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.Optional;

/** Reads the names and patterns of {@code toFQDNs} and of DNS rules. */
final class FqdnReader {
    private static final int MAX_LENGTH = 255;

    private FqdnReader() {}

    static FqdnSelector read(Fields fields) throws MalformedException {
        Optional<String> name = fields.string("matchName");
        Optional<String> pattern = fields.string("matchPattern");
        if (name.isPresent() == pattern.isPresent()) {
            throw fields.malformed("matchName", "exactly one of matchName, matchPattern is needed");
        }
        if (name.isPresent()) {
            check(fields, "matchName", name.get(), "");
            return new FqdnSelector.MatchName(name.get());
        }
        check(fields, "matchPattern", pattern.orElse(""), "*");
        return new FqdnSelector.MatchPattern(pattern.orElse(""));
    }

    private static void check(Fields fields, String field, String text, String more) throws MalformedException {
        boolean legal = !text.isEmpty() && text.length() <= MAX_LENGTH;
        for (int i = 0; i < text.length() && legal; i++) {
            char c = text.charAt(i);
            legal = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-_.".indexOf(c) >= 0
                    || more.indexOf(c) >= 0;
        }
        if (!legal) {
            throw fields.malformed(field, Excerpt.of(text) + " is not a DNS name of letters, digits, -, _ and .");
        }
    }
}
