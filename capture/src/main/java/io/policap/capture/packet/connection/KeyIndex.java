package io.policap.capture.packet.connection;

/**
 * The hash table from keys to the numbers of entries: open addressing, linear probing, at most half full.
 *
 * <p>A cell holds 32 bits of hash and the entry's number plus one, so that probing reads an entry only when its hash is
 * the same. A removal moves later cells back; nothing is left behind that would lengthen a search.
 */
final class KeyIndex {
    private long[] cells;
    private int mask;

    KeyIndex(int capacity) {
        cells = new long[cellsFor(capacity)];
        mask = cells.length - 1;
    }

    private static int cellsFor(int capacity) {
        return Integer.highestOneBit(Math.max(2, capacity) * 2 - 1) * 2;
    }

    /** The number of the key's entry, or -1. */
    int find(ConnectionKey key, long[] words) {
        long[] table = cells;
        int hash = key.hash;
        for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
            long cell = table[slot];
            if (cell == 0) {
                return -1;
            }
            if ((int) (cell >>> 32) == hash) {
                int entry = (int) cell - 1;
                if (key.is(words, entry * Entry.WORDS)) {
                    return entry;
                }
            }
        }
    }

    /** The entry that a hash most likely leads to, or -1: nothing is compared but hashes, and no entry read. */
    int guess(int hash) {
        long[] table = cells;
        int slot = hash & mask;
        long cell = table[slot];
        while ((int) (cell >>> 32) != hash && cell != 0) {
            slot = (slot + 1) & mask;
            cell = table[slot];
        }
        return (int) cell - 1;
    }

    void add(int hash, int entry) {
        put((long) hash << 32 | (entry + 1));
    }

    void remove(int hash, int entry) {
        long sought = (long) hash << 32 | (entry + 1);
        int hole = hash & mask;
        while (cells[hole] != sought) {
            hole = (hole + 1) & mask;
        }
        int slot = hole;
        while (true) {
            slot = (slot + 1) & mask;
            long cell = cells[slot];
            if (cell == 0) {
                break;
            }
            int home = (int) (cell >>> 32) & mask;
            if (((slot - home) & mask) >= ((slot - hole) & mask)) {
                cells[hole] = cell;
                hole = slot;
            }
        }
        cells[hole] = 0;
    }

    void grow(int capacity) {
        long[] old = cells;
        cells = new long[cellsFor(capacity)];
        mask = cells.length - 1;
        for (long cell : old) {
            if (cell != 0) {
                put(cell);
            }
        }
    }

    private void put(long cell) {
        int slot = (int) (cell >>> 32) & mask;
        while (cells[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        cells[slot] = cell;
    }
}
