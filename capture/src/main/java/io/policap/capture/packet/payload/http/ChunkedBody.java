package io.policap.capture.packet.payload.http;

/**
 * Finds the end of a chunked body with its trailers (RFC 9112, 7.1), and keeps nothing of it.
 *
 * <p>Stricter than the grammar, which servers read differently: no blanks around a size, lines end with CR LF.
 */
final class ChunkedBody {
    /** The results of {@link #take} where the body does not end. */
    static final int MORE = -1;

    static final int BAD = -2;

    private static final int MOST_DIGITS = 15;
    private static final int LONGEST_EXTENSION = 4 << 10;
    private static final int LONGEST_TRAILERS = 64 << 10;

    private enum Place {
        SIZE,
        EXTENSION,
        SIZE_END,
        DATA,
        DATA_END,
        DATA_LINE_END,
        TRAILER,
        TRAILER_LINE_END
    }

    private Place place = Place.SIZE;
    private long size;
    private int digits;
    private int line;
    private int trailers;

    /** Takes bytes up to the body's end, and says where that is. */
    int take(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (place == Place.DATA) {
                int taken = (int) Math.min(size, to - at);
                at += taken;
                skipData(taken);
                continue;
            }
            byte b = bytes[at++];
            int result = step(b);
            if (result != MORE) {
                return result == BAD ? BAD : at;
            }
        }
        return MORE;
    }

    /** Passes over bytes that nobody saw; false where they are not all data of a chunk. */
    boolean skip(long count) {
        if (place != Place.DATA || count > size) {
            return false;
        }
        skipData(count);
        return true;
    }

    private void skipData(long count) {
        size -= count;
        if (size == 0) {
            place = Place.DATA_END;
        }
    }

    /** {@link #MORE}, {@link #BAD}, or 0 where the body ends with this byte. */
    private int step(byte b) {
        switch (place) {
            case SIZE -> {
                return size(b);
            }
            case EXTENSION -> {
                place = b == '\r' ? Place.SIZE_END : Place.EXTENSION;
                return b == '\r' || Tokens.isValue(b) && ++line <= LONGEST_EXTENSION ? MORE : BAD;
            }
            case SIZE_END -> {
                place = size > 0 ? Place.DATA : Place.TRAILER;
                line = 0;
                digits = 0;
                return b == '\n' ? MORE : BAD;
            }
            case DATA -> throw new IllegalStateException("data is skipped");
            case DATA_END -> {
                place = Place.DATA_LINE_END;
                return b == '\r' ? MORE : BAD;
            }
            case DATA_LINE_END -> {
                place = Place.SIZE;
                return b == '\n' ? MORE : BAD;
            }
            case TRAILER -> {
                if (b == '\r') {
                    place = Place.TRAILER_LINE_END;
                    return MORE;
                }
                line++;
                return Tokens.isValue(b) && ++trailers <= LONGEST_TRAILERS ? MORE : BAD;
            }
            case TRAILER_LINE_END -> {
                place = Place.TRAILER;
                boolean last = line == 0;
                line = 0;
                if (b != '\n') {
                    return BAD;
                }
                return last ? 0 : MORE;
            }
        }
        throw new AssertionError(place);
    }

    private int size(byte b) {
        int digit = Character.digit(b & 0xFF, 16);
        if (digit >= 0) {
            size = size << 4 | digit;
            return ++digits <= MOST_DIGITS ? MORE : BAD;
        }
        if (digits == 0 || b != '\r' && b != ';') {
            return BAD;
        }
        place = b == '\r' ? Place.SIZE_END : Place.EXTENSION;
        return MORE;
    }
}
