package io.policap.capture.packet.connection;

import java.util.Arrays;

/** Where connections are kept: their words, the index of their keys, and the order in which they were used. */
final class ConnectionStore {
    /** Connections whose words fit into an array. */
    static final int MOST = Integer.MAX_VALUE / Entry.WORDS / 2;

    private static final int INITIAL_CAPACITY = 1 << 10;

    /** Entries up to which it grows in large steps: each step makes everything anew. */
    private static final int MANY = 1 << 16;

    /** Instead of a key's {@link Entry#META}, none of which has all bits. */
    private static final long FREE = -1;

    /** {@link Entry#WORDS} words for each entry; replaced when the store grows. */
    long[] words = new long[0];

    private final int limit;
    private KeyIndex index = new KeyIndex(1);
    private Recency recency = new Recency(0);
    /** Of each list the entry to be given next. */
    private final int[] nexts = new int[Recency.LISTS];

    private int capacity;
    private int size;

    /** Entries that were in use at some time; those of them that are free now. */
    private int used;

    private int[] free = new int[0];
    private int freed;

    ConnectionStore(int limit) {
        this.limit = limit;
        clear();
    }

    int size() {
        return size;
    }

    int find(ConnectionKey key) {
        return index.find(key, words);
    }

    /** The entry that a hash most likely leads to, or -1. */
    int guess(int hash) {
        return index.guess(hash);
    }

    /**
     * Adds an entry for a key that has none, to a store that is not full; the newest of its list. Until packets tell who
     * the client is, it is the sender of this one.
     */
    int add(ConnectionKey key, int list, long time, long record) {
        int entry;
        if (freed > 0) {
            entry = free[--freed];
        } else {
            if (used == capacity) {
                grow();
            }
            entry = used++;
        }
        size++;
        int at = entry * Entry.WORDS;
        Arrays.fill(words, at, at + Entry.WORDS, 0);
        key.write(words, at);
        Entry.state(words, at, Entry.waiting(key.side == 0 ? 0 : Entry.CLIENT_IS_1, list));
        words[at + Entry.FIRST] = time;
        words[at + Entry.LAST] = time;
        words[at + Entry.RECORD] = record;
        index.add(key.hash, entry);
        recency.add(entry, list);
        return entry;
    }

    void remove(int entry) {
        long state = words[entry * Entry.WORDS + Entry.STATE];
        index.remove((int) (state >>> 32), entry, words);
        recency.remove(entry, Entry.waits((int) state));
        // Whoever guesses this entry must not take it for the connection that it was.
        words[entry * Entry.WORDS + Entry.META] = FREE;
        free[freed++] = entry;
        size--;
    }

    void touch(int entry, int from, int to) {
        recency.touch(entry, from, to);
    }

    int oldest(int list) {
        return recency.oldest(list);
    }

    /** The entry of the same list that was used next after this one, or {@link Recency#NONE}. */
    int newer(int entry) {
        return recency.newer(entry);
    }

    /** The least recently used entry of all, or {@link Recency#NONE}; {@link #next} goes on from there. */
    int oldest() {
        for (int list = 0; list < Recency.LISTS; list++) {
            nexts[list] = recency.oldest(list);
        }
        return next();
    }

    /** The entry that was used after the one given before, or {@link Recency#NONE}; as long as none was used since. */
    int next() {
        int oldest = -1;
        for (int list = 0; list < Recency.LISTS; list++) {
            if (nexts[list] != Recency.NONE && (oldest < 0 || last(nexts[list]) < last(nexts[oldest]))) {
                oldest = list;
            }
        }
        if (oldest < 0) {
            return Recency.NONE;
        }
        int entry = nexts[oldest];
        nexts[oldest] = recency.newer(entry);
        return entry;
    }

    /** Forgets all entries and gives their memory back; begins the store, too. */
    final void clear() {
        size = 0;
        used = 0;
        freed = 0;
        capacity = Math.min(limit, INITIAL_CAPACITY);
        words = new long[capacity * Entry.WORDS];
        free = new int[capacity];
        index = new KeyIndex(capacity);
        recency = new Recency(capacity);
    }

    private long last(int entry) {
        return words[entry * Entry.WORDS + Entry.LAST];
    }

    private void grow() {
        capacity = (int) Math.min(limit, (capacity < MANY ? 4L : 2L) * capacity);
        words = Arrays.copyOf(words, capacity * Entry.WORDS);
        free = Arrays.copyOf(free, capacity);
        index.grow(capacity, words);
        recency.grow(capacity);
    }
}
