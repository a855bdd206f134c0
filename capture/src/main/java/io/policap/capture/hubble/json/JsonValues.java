package io.policap.capture.hubble.json;

import io.policap.capture.hubble.event.EventTime;
import io.policap.capture.hubble.event.HubbleEnum;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.TextInterner;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads single values as proto's JSON form allows them: numbers also as strings, null for absent.
 *
 * <p>Each method is called at the value and leaves the parser at its last token. A value of another type is passed over
 * and makes the record faulty.
 */
final class JsonValues {
    private final TextInterner texts;
    private final HubbleRecord record;
    private final Rfc3339 times = new Rfc3339();

    JsonValues(TextInterner texts, HubbleRecord record) {
        this.texts = texts;
        this.record = record;
    }

    /** A text that probably repeats. */
    String text(JsonParser parser, String field) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return texts.intern(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
        }
        other(parser, field, "a text");
        return "";
    }

    /** A text that hardly repeats, such as a time. */
    String freshText(JsonParser parser, String field) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        other(parser, field, "a text");
        return "";
    }

    /** A time in RFC 3339 form; an empty text is none. */
    void time(JsonParser parser, String field, EventTime into) {
        into.clear();
        String text = freshText(parser, field);
        if (!text.isEmpty()) {
            times.parse(text, into);
        }
    }

    void texts(JsonParser parser, String field, List<String> into) {
        into.clear();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            other(parser, field, "a list");
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            into.add(text(parser, field));
        }
    }

    /** An integer not below 0. */
    long number(JsonParser parser, String field) {
        switch (parser.currentToken()) {
            case VALUE_NUMBER_INT:
                long number = parser.getLongValue();
                if (number >= 0) {
                    return number;
                }
                break;
            case VALUE_NUMBER_FLOAT:
                double value = parser.getDoubleValue();
                if (value >= 0 && value < 0x1p62 && value == Math.rint(value)) {
                    return (long) value;
                }
                break;
            case VALUE_STRING:
                long parsed = digits(parser);
                if (parsed >= 0) {
                    return parsed;
                }
                break;
            default:
                other(parser, field, "a number");
                return 0;
        }
        record.fault("'" + field + "' is not a number from 0");
        return 0;
    }

    private static long digits(JsonParser parser) {
        int length = parser.getStringLength();
        if (length == 0 || length > 20) {
            return -1;
        }
        char[] chars = parser.getStringCharacters();
        int offset = parser.getStringOffset();
        long value = 0;
        for (int i = offset; i < offset + length; i++) {
            int digit = chars[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            // Counters of 64 bits without sign end where a long ends: no count gets there.
            value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
        }
        return value;
    }

    boolean bool(JsonParser parser, String field) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_TRUE) {
            return true;
        }
        if (token != JsonToken.VALUE_FALSE) {
            other(parser, field, "true or false");
        }
        return false;
    }

    /** An enum's number, from its name or number. */
    int enumeration(JsonParser parser, String field, HubbleEnum names) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return names.number(text(parser, field));
        }
        long number = number(parser, field);
        return number > Integer.MAX_VALUE ? HubbleEnum.UNRECOGNISED : (int) number;
    }

    /** Whether an object begins here; where not, it is passed over. */
    boolean object(JsonParser parser, String field) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        other(parser, field, "an object");
        return false;
    }

    private void other(JsonParser parser, String field, String wanted) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            record.fault("'" + field + "' is not " + wanted);
            parser.skipChildren();
        }
    }
}
