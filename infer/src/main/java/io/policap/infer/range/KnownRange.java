package io.policap.infer.range;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Cidr;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A range of outside addresses that a user knows by name: a provider's, a partner's, an office's.
 *
 * @param name for comments and messages: 1 to 63 ASCII letters, digits, spaces and {@code . _ / -}, no space at an end
 * @param prefixes its prefixes, sorted, not empty
 * @param place where it was given, for messages
 */
public record KnownRange(String name, List<Cidr> prefixes, String place) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9 ._/-]{0,61}[A-Za-z0-9])?");

    public KnownRange {
        requireNonNull(place, "place");
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name of a range: '" + name + "'");
        }
        prefixes = prefixes.stream().distinct().sorted().toList();
        if (prefixes.isEmpty()) {
            throw new IllegalArgumentException("the range '" + name + "' has no prefixes");
        }
    }

    /** Whether a range may have this name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
