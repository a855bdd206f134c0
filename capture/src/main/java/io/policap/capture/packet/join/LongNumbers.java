package io.policap.capture.packet.join;

import java.util.Arrays;

/** Numbers from 0 for the values that were added, in the order in which they came: an open hash table. */
final class LongNumbers {
    private long[] values = new long[1 << 8];
    /** The numbers plus one, at most half full. */
    private int[] table = new int[1 << 9];

    private int size;

    int size() {
        return size;
    }

    /** The value's number, or -1. */
    int find(long value) {
        return table[place(value)] - 1;
    }

    /** The value's number, which is {@link #size} as it was before where the value is new. */
    int add(long value) {
        int place = place(value);
        if (table[place] != 0) {
            return table[place] - 1;
        }
        if (size == values.length) {
            grow();
            place = place(value);
        }
        values[size] = value;
        table[place] = ++size;
        return size - 1;
    }

    /** Where the value's number is, or where it would be. */
    private int place(long value) {
        int mask = table.length - 1;
        long mixed = value * 0x9E37_79B9_7F4A_7C15L;
        int place = (int) ((mixed ^ mixed >>> 29) >>> 24) & mask;
        while (table[place] != 0 && values[table[place] - 1] != value) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        values = Arrays.copyOf(values, size * 2);
        table = new int[table.length * 2];
        for (int number = 0; number < size; number++) {
            table[place(values[number])] = number + 1;
        }
    }
}
