package io.policap.capture.hubble.wire;

/**
 * A place in the bytes of a protobuf message, and what was found damaged there.
 *
 * <p>Damage is noted instead of thrown: from then on every message has come to its end, so that loops over fields end by
 * themselves. Nothing outside the message is ever read. Numbers of 32 bits are the lower ones of what is there, as in
 * every protobuf parser.
 */
final class WireCursor {
    /** Lies behind the end of every message. */
    private static final int NOWHERE = Integer.MAX_VALUE;

    private static final int LONGEST_VARINT = 10;

    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int start;
    private int at;
    private int limit;
    private String damage = "";

    void begin(byte[] message, int offset, int length) {
        bytes = message;
        start = offset;
        at = offset;
        limit = offset + length;
        damage = "";
    }

    /** Lets go of the message. */
    void end() {
        bytes = NONE;
        at = 0;
        limit = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The index of the next byte, behind every end where there is damage. */
    int at() {
        return at;
    }

    boolean isDamaged() {
        return !damage.isEmpty();
    }

    /** What is damaged and where, empty where nothing is. */
    String damage() {
        return damage;
    }

    /** Notes damage; the first stays. */
    void damaged(String what) {
        if (damage.isEmpty()) {
            damage = "damaged protobuf: " + what + " at byte " + (at - start) + " of the message";
        }
        at = NOWHERE;
    }

    /** The number and wire type of the next field, 0 at the end of the message. */
    int tag() {
        if (at >= limit) {
            return 0;
        }
        int tag = (int) varint();
        if (tag >>> 3 == 0) {
            damaged("a field of number 0");
            return 0;
        }
        return tag;
    }

    long varint() {
        int index = at;
        if (index < limit) {
            byte first = bytes[index];
            if (first >= 0) {
                at = index + 1;
                return first;
            }
        }
        return longVarint();
    }

    private long longVarint() {
        long value = 0;
        int count = Math.min(limit - at, LONGEST_VARINT);
        for (int i = 0; i < count; i++) {
            byte next = bytes[at + i];
            value |= (long) (next & 127) << 7 * i;
            if (next >= 0) {
                at += i + 1;
                return value;
            }
        }
        damaged(count == LONGEST_VARINT ? "a number without end" : "a number that is cut");
        return 0;
    }

    boolean bool() {
        return varint() != 0;
    }

    /** A number of 32 bits without sign. */
    long unsigned() {
        return varint() & 0xFFFF_FFFFL;
    }

    /** The length of what follows; it lies within the message. */
    int length() {
        int length = (int) varint();
        if (length < 0 || length > limit - at) {
            damaged("a length beyond the end");
            return 0;
        }
        return length;
    }

    /** Enters the message that follows. Returns what {@link #leave} needs. */
    int enter() {
        return enter(length());
    }

    /** Enters the message whose length was read. */
    int enter(int length) {
        int outer = limit;
        limit = at + length;
        return outer;
    }

    void leave(int outer) {
        limit = outer;
    }

    /** Goes on by so many bytes. */
    void advance(int count) {
        if (count > limit - at) {
            damaged("a field that is cut");
        } else {
            at += count;
        }
    }

    /** Passes over the value of a field that is not used. */
    void skip(int tag) {
        switch (tag & 7) {
            case 0:
                varint();
                break;
            case 1:
                advance(8);
                break;
            case 2:
                advance(length());
                break;
            case 5:
                advance(4);
                break;
            default:
                damaged("a group, or no wire type,");
        }
    }
}
