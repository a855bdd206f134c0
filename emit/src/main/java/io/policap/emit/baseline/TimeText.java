package io.policap.emit.baseline;

import java.time.Instant;

/** The text of a time, as {@link Instant#toString} has it (ISO 8601), without loading the formatter behind that. */
final class TimeText {
    /** 1970-01-01 to 9999-12-31, where years have four digits. */
    private static final long END = 253_402_300_800L;

    private static final long DAY = 86_400;
    private static final int CYCLE_DAYS = 146_097;

    private final StringBuilder text = new StringBuilder(32);

    String of(Instant time) {
        long second = time.getEpochSecond();
        if (second < 0 || second >= END) {
            return time.toString();
        }
        text.setLength(0);
        date((int) (second / DAY));
        int ofDay = (int) (second % DAY);
        text.append('T');
        digits(ofDay / 3600, 2);
        text.append(':');
        digits(ofDay / 60 % 60, 2);
        text.append(':');
        digits(ofDay % 60, 2);
        fraction(time.getNano());
        return text.append('Z').toString();
    }

    /** Counts from 0000-03-01, so that a leap day is the last of its year; the Gregorian cycle has 400 years. */
    private void date(int epochDay) {
        int day = epochDay + 719_468;
        int cycle = day / CYCLE_DAYS;
        int ofCycle = day % CYCLE_DAYS;
        int yearOfCycle = (ofCycle - ofCycle / 1460 + ofCycle / 36_524 - ofCycle / 146_096) / 365;
        int ofYear = ofCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
        int month = (5 * ofYear + 2) / 153;
        digits(cycle * 400 + yearOfCycle + (month < 10 ? 0 : 1), 4);
        text.append('-');
        digits(month < 10 ? month + 3 : month - 9, 2);
        text.append('-');
        digits(ofYear - (153 * month + 2) / 5 + 1, 2);
    }

    private void fraction(int nanos) {
        if (nanos == 0) {
            return;
        }
        text.append('.');
        if (nanos % 1_000_000 == 0) {
            digits(nanos / 1_000_000, 3);
        } else if (nanos % 1000 == 0) {
            digits(nanos / 1000, 6);
        } else {
            digits(nanos, 9);
        }
    }

    private void digits(int value, int count) {
        int divisor = 1;
        for (int i = 1; i < count; i++) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            text.append((char) ('0' + value / divisor % 10));
        }
    }
}
