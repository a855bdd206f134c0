package io.policap.infer.http;

import java.util.Locale;

/**
 * What one segment of a path looks like: a name that somebody chose, or an identifier of some form.
 *
 * <p>A segment is of the first kind that fits, and its kind depends on its own text alone, so that no order of requests
 * changes it. {@link TemplateBudget} says how many values of a kind make a pattern.
 */
public enum PathKind {
    /** Nothing, as after a slash at the end. */
    EMPTY(""),
    /** Part of the path of a gRPC call: a package with its service, or a method. Always exact. */
    CALL(""),
    /** Decimal digits. */
    NUMBER("[0-9]+"),
    /** A UUID (RFC 9562) with its hyphens. */
    UUID("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"),
    /** A ULID: 26 characters of Crockford's Base 32 in upper case. */
    ULID("[0-7][0-9A-HJKMNP-TV-Z]{25}"),
    /** Eight to 31 hexadecimal digits, of letters and digits both. */
    HEX("[0-9a-fA-F]{8,31}"),
    /** 32 hexadecimal digits or more: a digest, or a key. Its values are never kept. */
    LONG_HEX("[0-9a-fA-F]{32,}"),
    /** A calendar date, {@code 2026-01-31}. */
    DATE("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    /** A language with its region, {@code de-AT} or {@code pt_BR}. */
    LOCALE("[a-z]{2}[-_][A-Z]{2}"),
    /** An e-mail address, its {@code @} plain or as {@code %40}. Its values are never kept. */
    EMAIL("[A-Za-z0-9._+-]+(@|%40)[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+"),
    /** A JSON Web Token (RFC 7519). Its values are never kept. */
    JWT("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"),
    /** 16 characters or more of base64url that are no words. Its values are never kept. */
    BASE64URL("[A-Za-z0-9_-]{16,}"),
    /** A file name; one with another extension is of another kind. */
    FILE("[A-Za-z0-9_-][A-Za-z0-9._-]*"),
    /** Any other name of letters, digits and {@code . _ ~ -}; no dot segment. */
    WORD("[A-Za-z0-9_~-][A-Za-z0-9._~-]*"),
    /** Anything else, as with an escape or a colon in it: never a pattern. */
    OTHER("");

    private final String pattern;

    PathKind(String pattern) {
        this.pattern = pattern;
    }

    /** The regular expression (RE2) of every value of this kind; empty for a kind that is always exact. */
    public String pattern() {
        return pattern;
    }

    /** Whether a segment stands for itself, so that requests with another one are told apart. */
    public boolean isName() {
        return this == EMPTY || this == CALL || this == WORD || this == OTHER;
    }

    /** Whether a value may be a secret or a person's, so that none is ever kept or written. */
    public boolean isOpaque() {
        return this == LONG_HEX || this == EMAIL || this == JWT || this == BASE64URL;
    }

    /** The kind as it is printed: lower case with hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A value of an opaque kind, to stand for those that were not kept. */
    public String example() {
        switch (this) {
            case LONG_HEX:
                return "00000000000000000000000000000000";
            case EMAIL:
                return "a@b.example";
            case JWT:
                return "eyJ0.e30.x";
            default:
                return "AbC0dEf1GhI2jKl3";
        }
    }
}
