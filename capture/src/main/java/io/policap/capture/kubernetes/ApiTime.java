package io.policap.capture.kubernetes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** The times of the API: RFC 3339, nearly always in UTC and without fractions of a second. */
final class ApiTime {
    private static final int SECONDS_OF_DAY = 86_400;

    private ApiTime() {}

    /**
     * The time that a text names.
     *
     * @throws DateTimeException when it is none
     */
    static Instant parse(String text) {
        // Two or three times a pod; the parser for every form costs twenty times as much until it is compiled.
        return isUsual(text) ? usual(text) : OffsetDateTime.parse(text).toInstant();
    }

    private static Instant usual(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int second = (number(text, 11, 13) * 60 + number(text, 14, 16)) * 60 + number(text, 17, 19);
        return Instant.ofEpochSecond(day * SECONDS_OF_DAY + second);
    }

    // 2026-01-01T00:00:00Z, with a time that every day has.
    private static boolean isUsual(String text) {
        if (text.length() != 20) {
            return false;
        }
        for (int i = 0; i < 20; i++) {
            char c = text.charAt(i);
            switch (i) {
                case 4, 7:
                    if (c != '-') {
                        return false;
                    }
                    break;
                case 10:
                    if (c != 'T') {
                        return false;
                    }
                    break;
                case 13, 16:
                    if (c != ':') {
                        return false;
                    }
                    break;
                case 19:
                    if (c != 'Z') {
                        return false;
                    }
                    break;
                default:
                    if (c < '0' || c > '9') {
                        return false;
                    }
            }
        }
        return number(text, 11, 13) < 24 && text.charAt(14) < '6' && text.charAt(17) < '6';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
