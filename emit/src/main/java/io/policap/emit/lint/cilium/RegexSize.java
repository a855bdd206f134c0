package io.policap.emit.lint.cilium;

import java.util.ArrayDeque;
import java.util.Deque;

/** How large a regular expression is with its counted repetitions written out, before anything compiles it. */
final class RegexSize {
    /** Counting stops here. */
    private static final long ENOUGH = 1_000_000_000L;

    private final String regex;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long group;
    private long last;
    private int at;

    private RegexSize(String regex) {
        this.regex = regex;
    }

    /** An estimate in atoms; too high at times, never by more than the expression is long. */
    static long of(String regex) {
        return new RegexSize(regex).count();
    }

    private long count() {
        while (at < regex.length() && group < ENOUGH) {
            switch (regex.charAt(at)) {
                case '\\':
                    at++;
                    atom(1);
                    break;
                case '[':
                    skipClass();
                    atom(1);
                    break;
                case '(':
                    outer.push(group);
                    group = 0;
                    last = 0;
                    break;
                case ')':
                    long inner = group + 1;
                    group = outer.isEmpty() ? group : outer.pop();
                    atom(inner);
                    break;
                case '{':
                    repeat();
                    break;
                default:
                    atom(1);
            }
            at++;
        }
        long all = group;
        for (long sum : outer) {
            all += sum;
        }
        return all;
    }

    private void atom(long size) {
        group += size;
        last = size;
    }

    private void skipClass() {
        int end = at + 1;
        if (regex.startsWith("^", end)) {
            end++;
        }
        if (regex.startsWith("]", end)) {
            end++;
        }
        while (end < regex.length() && regex.charAt(end) != ']') {
            end += regex.charAt(end) == '\\' ? 2 : 1;
        }
        at = end;
    }

    private void repeat() {
        long most = 0;
        long number = 0;
        int end = at + 1;
        while (end < regex.length() && isCount(regex.charAt(end))) {
            char c = regex.charAt(end);
            // What is larger than this is refused in any case.
            number = c == ',' ? 0 : Math.min(number * 10 + (c - '0'), ENOUGH);
            most = Math.max(most, number);
            end++;
        }
        if (end == at + 1 || !regex.startsWith("}", end)) {
            atom(1);
            return;
        }
        at = end;
        if (most > 1) {
            group = Math.min(group + last * (most - 1), ENOUGH);
            last = Math.min(last * most, ENOUGH);
        }
    }

    private static boolean isCount(char c) {
        return (c >= '0' && c <= '9') || c == ',';
    }
}
