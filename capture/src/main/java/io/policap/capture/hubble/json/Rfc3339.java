package io.policap.capture.hubble.json;

import io.policap.capture.hubble.event.EventTime;
import java.time.DateTimeException;
import java.time.LocalDate;

/** The timestamps of RFC 3339, with 0 to 9 digits of a second and {@code Z} or an offset. */
public final class Rfc3339 {
    private static final int SHORTEST = "2026-01-01T00:00:00Z".length();

    private long memoDay;
    private int memoDate = -1;

    /** Puts what the text says into a time, also that it is none. */
    public void parse(String text, EventTime into) {
        if (!isParsed(text, into)) {
            into.unreadable();
        }
    }

    private boolean isParsed(String text, EventTime into) {
        if (text.length() < SHORTEST
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) != 'T' && text.charAt(10) != 't')
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return false;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        // A leap second (RFC 3339, 5.6) counts as the first of the next minute.
        if ((year | month | day | hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 60) {
            return false;
        }
        int at = 19;
        int nanos = 0;
        if (text.charAt(at) == '.') {
            int digits = 0;
            at++;
            while (at < text.length() && isDigit(text.charAt(at)) && digits < 9) {
                nanos = nanos * 10 + (text.charAt(at) - '0');
                digits++;
                at++;
            }
            if (digits == 0) {
                return false;
            }
            for (; digits < 9; digits++) {
                nanos *= 10;
            }
        }
        int offset = offset(text, at);
        if (offset == Integer.MIN_VALUE || !dayOf(year, month, day)) {
            return false;
        }
        into.set(memoDay * 86_400 + hour * 3_600L + minute * 60L + second - offset, nanos);
        return into.isTold();
    }

    private boolean dayOf(int year, int month, int day) {
        int date = year * 10_000 + month * 100 + day;
        if (date != memoDate) {
            if (month < 1 || month > 12 || day < 1 || day > 31) {
                return false;
            }
            try {
                memoDay = LocalDate.of(year, month, day).toEpochDay();
                memoDate = date;
            } catch (DateTimeException noSuchDay) {
                return false;
            }
        }
        return true;
    }

    private static int offset(String text, int at) {
        int left = text.length() - at;
        if (left == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            return 0;
        }
        if (left != 6 || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, at + 1, at + 3);
        int minutes = number(text, at + 4, at + 6);
        char sign = text.charAt(at);
        if ((hours | minutes) < 0 || hours > 23 || minutes > 59 || (sign != '+' && sign != '-')) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3_600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
