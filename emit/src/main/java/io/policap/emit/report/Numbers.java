package io.policap.emit.report;

import java.util.Locale;

/** Numbers as the page shows them. */
final class Numbers {
    private Numbers() {}

    /** With thin groups of thousands: {@code 12 345}. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202F');
    }

    static String of(long number, String one, String many) {
        return grouped(number) + " " + (number == 1 ? one : many);
    }
}
