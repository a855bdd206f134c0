package io.policap.infer.http;

/**
 * How many distinct values a place in a path has to show before a pattern stands there, and how many are told apart.
 *
 * <p>What a pattern admits beyond what was seen is the false-allow budget of HTTP rules: values of the same kind in the
 * same place, nothing else. For an identifier two values are enough, as a place that varies between two numbers is not a
 * name; the same place of the same path at another server, or with
 * another method, counts as well. A value seen alone stays as it is. File names and words are names that somebody chose, so that each might be
 * meant: they become a pattern only where so many were seen that no list of rules could name them all.
 *
 * <p>Counted are distinct values and never requests, as only that number can but grow: a rate such as Good-Turing's falls
 * with more requests, and a template made by it would narrow.
 */
public final class TemplateBudget {
    /** HTTP rules that one peer may have for one port. */
    public static final int MOST_RULES = 40;

    private static final int MANY_NAMES = MOST_RULES + 1;

    private TemplateBudget() {}

    /** The distinct values from which on the place is a pattern; none is enough for a kind that is always exact. */
    static int threshold(PathKind kind) {
        switch (kind) {
            case NUMBER:
            case UUID:
            case ULID:
            case HEX:
            case DATE:
                return 2;
            case LOCALE:
                return 3;
            case LONG_HEX:
            case EMAIL:
            case JWT:
            case BASE64URL:
                return 0;
            case FILE:
                return 9;
            case WORD:
                return MANY_NAMES;
            case EMPTY:
            case CALL:
            case OTHER:
                break;
        }
        return Integer.MAX_VALUE;
    }

    /** Distinct values that are kept of one kind in one place, the first in order. */
    public static int kept(PathKind kind) {
        if (kind.isOpaque()) {
            return 0;
        }
        return kind.isName() || kind == PathKind.FILE ? MOST_RULES : 4;
    }

    /** Whether a first segment may become a pattern of this kind unless somebody asks for it. */
    static boolean mayWidenFirst(PathKind kind) {
        return threshold(kind) == 2 || kind == PathKind.LOCALE;
    }
}
