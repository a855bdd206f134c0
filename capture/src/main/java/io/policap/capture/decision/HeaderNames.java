package io.policap.capture.decision;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of HTTP headers (RFC 9110, 5.1) that rules may ask for. */
final class HeaderNames {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

    /** Headers that carry credentials; a rule for them would look like a check of what they say. */
    private static final Set<String> CREDENTIALS = Set.of(
            "authorization", "proxy-authorization", "www-authenticate", "proxy-authenticate", "cookie", "set-cookie");

    private HeaderNames() {}

    static String checked(String text) {
        if (!TOKEN.matcher(text).matches()) {
            throw new IllegalArgumentException("is no name of an HTTP header; correct it");
        }
        if (CREDENTIALS.contains(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "carries credentials, and that it is present proves nothing of them; remove it");
        }
        return text;
    }
}
