package io.policap.capture.packet.connection;

import java.util.Arrays;

/**
 * The order in which connections were used, in one list for each timeout: the oldest of a list is the next to expire,
 * the oldest of all the next to make room.
 */
final class Recency {
    /** The lists. */
    static final int OPEN = 0;

    static final int CLOSED = 1;
    static final int DATAGRAM = 2;

    /** Both ends have ended it, or one has reset it. */
    static final int FINISHED = 3;

    static final int LISTS = 4;

    static final int NONE = -1;

    /** For each entry the next newer and the next older one; for a free entry the next free one first. */
    private int[] links;

    private final int[] newest = new int[LISTS];
    private final int[] oldest = new int[LISTS];

    Recency(int capacity) {
        links = new int[2 * capacity];
        Arrays.fill(newest, NONE);
        Arrays.fill(oldest, NONE);
    }

    void grow(int capacity) {
        links = Arrays.copyOf(links, 2 * capacity);
    }

    int oldest(int list) {
        return oldest[list];
    }

    /** The next newer entry of the same list. */
    int newer(int entry) {
        return links[2 * entry];
    }

    void add(int entry, int list) {
        int head = newest[list];
        links[2 * entry] = NONE;
        links[2 * entry + 1] = head;
        if (head == NONE) {
            oldest[list] = entry;
        } else {
            links[2 * head] = entry;
        }
        newest[list] = entry;
    }

    void remove(int entry, int list) {
        int newer = links[2 * entry];
        int older = links[2 * entry + 1];
        if (newer == NONE) {
            newest[list] = older;
        } else {
            links[2 * newer + 1] = older;
        }
        if (older == NONE) {
            oldest[list] = newer;
        } else {
            links[2 * older] = newer;
        }
    }

    /** Makes an entry of one list the newest of another, or of the same. */
    void touch(int entry, int from, int to) {
        if (from == to && newest[to] == entry) {
            return;
        }
        remove(entry, from);
        add(entry, to);
    }
}
