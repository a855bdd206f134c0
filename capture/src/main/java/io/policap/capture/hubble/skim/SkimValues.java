package io.policap.capture.hubble.skim;

import io.policap.capture.hubble.event.EventTime;
import io.policap.capture.hubble.event.HubbleEnum;
import io.policap.capture.hubble.json.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads single values in the form that Hubble itself writes them; each method begins at a value.
 *
 * <p>Returned is the position behind the value, or -1 for any other form; what was read is in a field until the next call.
 */
final class SkimValues {
    /** From the year to the minute, with the colon behind it. */
    private static final int MINUTE = "2026-01-01T00:00:".length();

    private static final int MOST_NANO_DIGITS = 9;
    /** Numbers of so many digits fit into a long. */
    private static final int MOST_DIGITS = 18;

    private final TextTable texts = new TextTable();
    private final Rfc3339 times = new Rfc3339();
    private final EventTime minute = new EventTime();
    private long minuteStart;
    private long minuteMiddle;
    private long minuteSeconds;

    String text = "";
    long number;
    int enumeration;
    boolean bool;

    int text(byte[] line, int at) {
        if (line[at] != '"') {
            return -1;
        }
        int end = JsonSkip.plainText(line, at + 1);
        if (end < 0) {
            return -1;
        }
        text = texts.text(line, at + 1, end);
        return end + 1;
    }

    /** The text between these positions, without quotes. */
    String intern(byte[] line, int from, int to) {
        return texts.text(line, from, to);
    }

    int texts(byte[] line, int from, List<String> into) {
        into.clear();
        if (line[from] != '[') {
            return -1;
        }
        int at = from + 1;
        if (line[at] == ']') {
            return at + 1;
        }
        while (true) {
            at = text(line, at);
            if (at < 0) {
                return -1;
            }
            into.add(text);
            if (line[at] == ']') {
                return at + 1;
            }
            if (line[at] != ',') {
                return -1;
            }
            at++;
        }
    }

    int number(byte[] line, int from) {
        int end = JsonSkip.number(line, from);
        long value = 0;
        for (int i = from; i < end; i++) {
            value = value * 10 + (line[i] - '0');
        }
        number = value;
        return end;
    }

    /** A number of 64 bits, which stands in quotes. */
    int digits(byte[] line, int from) {
        if (line[from] != '"') {
            return -1;
        }
        int at = from + 1;
        long value = 0;
        while (line[at] >= '0' && line[at] <= '9' && at - from <= MOST_DIGITS) {
            value = value * 10 + (line[at] - '0');
            at++;
        }
        number = value;
        return at > from + 1 && line[at] == '"' ? at + 1 : -1;
    }

    int enumeration(byte[] line, int at, HubbleEnum names) {
        int end = text(line, at);
        if (end >= 0) {
            enumeration = names.number(text);
        }
        return end;
    }

    int bool(byte[] line, int at) {
        bool = line[at] == 't';
        if (bool) {
            return line[at + 1] == 'r' && line[at + 2] == 'u' && line[at + 3] == 'e' ? at + 4 : -1;
        }
        return line[at] == 'f'
                        && line[at + 1] == 'a'
                        && line[at + 2] == 'l'
                        && line[at + 3] == 's'
                        && line[at + 4] == 'e'
                ? at + 5
                : -1;
    }

    /** A time in UTC, with or without digits behind the second. */
    int time(byte[] line, int from, EventTime into) {
        if (line[from] != '"') {
            return -1;
        }
        int at = from + 1;
        boolean known = Words.at(line, at) == minuteStart
                && Words.at(line, at + Words.BYTES) == minuteMiddle
                && line[at + MINUTE - 1] == ':';
        if (!known && !newMinute(line, at)) {
            return -1;
        }
        at += MINUTE;
        int tens = line[at] - '0';
        if (tens < 0 || tens > 5) {
            return -1;
        }
        int ones = line[at + 1] - '0';
        if (ones < 0 || ones > 9) {
            return -1;
        }
        at += 2;
        int nanos = 0;
        if (line[at] == '.') {
            int first = ++at;
            while (line[at] >= '0' && line[at] <= '9' && at - first < MOST_NANO_DIGITS) {
                nanos = nanos * 10 + (line[at] - '0');
                at++;
            }
            if (at == first) {
                return -1;
            }
            for (int digits = at - first; digits < MOST_NANO_DIGITS; digits++) {
                nanos *= 10;
            }
        }
        if (line[at] != 'Z' || line[at + 1] != '"') {
            return -1;
        }
        into.set(minuteSeconds + tens * 10 + ones, nanos);
        return into.isTold() ? at + 2 : -1;
    }

    private boolean newMinute(byte[] line, int at) {
        for (int i = 0; i < MINUTE; i++) {
            // A quote or a newline ends the text sooner.
            if (line[at + i] == '"' || line[at + i] < ' ') {
                return false;
            }
        }
        times.parse(new String(line, at, MINUTE, StandardCharsets.ISO_8859_1) + "00Z", minute);
        if (!minute.isTold()) {
            return false;
        }
        minuteSeconds = minute.seconds();
        minuteStart = Words.at(line, at);
        minuteMiddle = Words.at(line, at + Words.BYTES);
        return true;
    }
}
