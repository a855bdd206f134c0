package io.policap.infer.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which headers a rule may ask for by their name.
 *
 * <p>A header that carries credentials is none: that it is present proves nothing, and a rule that asks for it invites
 * the belief that somebody checks it. Names of headers are not case-sensitive (RFC 9110, section 5.1).
 */
public final class HeaderNames {
    private static final Set<String> CREDENTIALS = Set.of(
            "authorization",
            "proxy-authorization",
            "www-authenticate",
            "proxy-authenticate",
            "authentication-info",
            "proxy-authentication-info",
            "cookie",
            "cookie2",
            "set-cookie",
            "set-cookie2",
            "x-amz-security-token",
            "x-forwarded-client-cert");

    private static final List<String> PARTS =
            List.of("api-key", "apikey", "api_key", "token", "secret", "password", "passwd", "credential", "session");

    private static final String SIGNS = "!#$%&'*+-.^_`|~";

    private HeaderNames() {}

    public static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Whether it is the name of a header (RFC 9110, section 5.1: a token), at most 64 characters of it. */
    public static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letter && SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= 64;
    }

    /** Whether the header is one that carries credentials, by its name. */
    public static boolean carriesCredentials(String name) {
        String lower = canonical(name);
        if (CREDENTIALS.contains(lower)) {
            return true;
        }
        for (String part : PARTS) {
            if (lower.contains(part)) {
                return true;
            }
        }
        return false;
    }

    static boolean mayBeARule(String name) {
        return isName(name) && !carriesCredentials(name);
    }
}
