package io.policap.emit.baseline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;

/** The text of a time, as {@link Instant#toString} has it (ISO 8601), without loading the formatter behind that. */
final class TimeText {
    /** Bytes that the text of any time takes at most. */
    static final int LONGEST = 40;

    /** 1970-01-01 to 9999-12-31, where years have four digits. */
    private static final long END = 253_402_300_800L;

    private static final long MINUTE = 60;
    private static final int MINUTES_OF_DAY = 1440;
    private static final int CYCLE_DAYS = 146_097;
    private static final int PREFIX = "2026-01-01T00:00:".length();

    /** The text up to the seconds of the minute that was asked for last, as most times lie in one minute. */
    private final byte[] prefix = new byte[PREFIX];

    private long minute = -1;

    String of(Instant time) {
        byte[] text = new byte[LONGEST];
        return new String(text, 0, write(time, text, 0), ISO_8859_1);
    }

    /** Writes the text, of {@link #LONGEST} bytes at most, and returns where it ends. */
    int write(Instant time, byte[] to, int from) {
        long second = time.getEpochSecond();
        if (second < 0 || second >= END) {
            byte[] text = time.toString().getBytes(ISO_8859_1);
            System.arraycopy(text, 0, to, from, text.length);
            return from + text.length;
        }
        if (second / MINUTE != minute) {
            minute = second / MINUTE;
            prefix();
        }
        System.arraycopy(prefix, 0, to, from, PREFIX);
        two((int) (second - minute * MINUTE), to, from + PREFIX);
        int at = fraction(time.getNano(), to, from + PREFIX + 2);
        to[at] = 'Z';
        return at + 1;
    }

    private void prefix() {
        date((int) (minute / MINUTES_OF_DAY));
        int ofDay = (int) (minute % MINUTES_OF_DAY);
        prefix[10] = 'T';
        two(ofDay / 60, prefix, 11);
        prefix[13] = ':';
        two(ofDay % 60, prefix, 14);
        prefix[16] = ':';
    }

    /** Counts from 0000-03-01, so that a leap day is the last of its year; the Gregorian cycle has 400 years. */
    private void date(int epochDay) {
        int day = epochDay + 719_468;
        int cycle = day / CYCLE_DAYS;
        int ofCycle = day % CYCLE_DAYS;
        int yearOfCycle = (ofCycle - ofCycle / 1460 + ofCycle / 36_524 - ofCycle / 146_096) / 365;
        int ofYear = ofCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
        int month = (5 * ofYear + 2) / 153;
        int year = cycle * 400 + yearOfCycle + (month < 10 ? 0 : 1);
        two(year / 100, prefix, 0);
        two(year % 100, prefix, 2);
        prefix[4] = '-';
        two(month < 10 ? month + 3 : month - 9, prefix, 5);
        prefix[7] = '-';
        two(ofYear - (153 * month + 2) / 5 + 1, prefix, 8);
    }

    private static int fraction(int nanos, byte[] to, int from) {
        if (nanos == 0) {
            return from;
        }
        to[from] = '.';
        int micros = nanos / 1000;
        if (micros * 1000 != nanos) {
            three(nanos - micros * 1000, to, from + 7);
        }
        int millis = micros / 1000;
        if (millis * 1_000_000 != nanos) {
            three(micros - millis * 1000, to, from + 4);
        }
        three(millis, to, from + 1);
        return from + (millis * 1_000_000 == nanos ? 4 : micros * 1000 == nanos ? 7 : 10);
    }

    private static void two(int value, byte[] to, int at) {
        int tens = value / 10;
        to[at] = (byte) ('0' + tens);
        to[at + 1] = (byte) ('0' + value - tens * 10);
    }

    private static void three(int value, byte[] to, int at) {
        int hundreds = value / 100;
        to[at] = (byte) ('0' + hundreds);
        two(value - hundreds * 100, to, at + 1);
    }
}
