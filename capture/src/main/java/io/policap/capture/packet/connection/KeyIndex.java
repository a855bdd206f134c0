package io.policap.capture.packet.connection;

/**
 * The hash table from keys to the numbers of entries: open addressing, linear probing, at most half full.
 *
 * <p>A cell is 32 bits, so that more of them are in the processor's cache: the entry's number plus one, and above it as
 * many of the upper bits of the hash as there is room for, so that probing reads an entry only when they are the same. The
 * whole hash is in the entry. A removal moves later cells back; nothing is left behind that would lengthen a search.
 */
final class KeyIndex {
    private int[] cells;
    private int mask;
    /** The bits of a cell that are those of the hash. */
    private int tag;

    KeyIndex(int capacity) {
        size(capacity);
    }

    private void size(int capacity) {
        cells = new int[Integer.highestOneBit(Math.max(2, capacity) * 2 - 1) * 2];
        mask = cells.length - 1;
        tag = -1 << Integer.SIZE - Integer.numberOfLeadingZeros(capacity);
    }

    /** The number of the key's entry, or -1. */
    int find(ConnectionKey key, long[] words) {
        int[] table = cells;
        int hash = key.hash;
        for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
            int cell = table[slot];
            if (cell == 0) {
                return -1;
            }
            if (((cell ^ hash) & tag) == 0) {
                int entry = (cell & ~tag) - 1;
                if (key.is(words, entry * Entry.WORDS)) {
                    return entry;
                }
            }
        }
    }

    /** The entry that a hash most likely leads to, or -1: no entry is read. */
    int guess(int hash) {
        int[] table = cells;
        int slot = hash & mask;
        int cell = table[slot];
        while (((cell ^ hash) & tag) != 0 && cell != 0) {
            slot = (slot + 1) & mask;
            cell = table[slot];
        }
        return cell == 0 ? -1 : (cell & ~tag) - 1;
    }

    void add(int hash, int entry) {
        int slot = hash & mask;
        while (cells[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        cells[slot] = hash & tag | entry + 1;
    }

    /** Removes an entry; {@code words} hold the hashes of the others. */
    void remove(int hash, int entry, long[] words) {
        int sought = hash & tag | entry + 1;
        int hole = hash & mask;
        while (cells[hole] != sought) {
            hole = (hole + 1) & mask;
        }
        int slot = hole;
        while (true) {
            slot = (slot + 1) & mask;
            int cell = cells[slot];
            if (cell == 0) {
                break;
            }
            int home = hash((cell & ~tag) - 1, words) & mask;
            if (((slot - home) & mask) >= ((slot - hole) & mask)) {
                cells[hole] = cell;
                hole = slot;
            }
        }
        cells[hole] = 0;
    }

    /** Makes room for so many entries. */
    void grow(int capacity, long[] words) {
        int[] old = cells;
        int entries = ~tag;
        size(capacity);
        for (int cell : old) {
            if (cell != 0) {
                int entry = (cell & entries) - 1;
                add(hash(entry, words), entry);
            }
        }
    }

    private static int hash(int entry, long[] words) {
        return (int) (words[entry * Entry.WORDS + Entry.STATE] >>> 32);
    }
}
