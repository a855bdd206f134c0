package io.policap.capture.packet.payload.http.h2;

/** HPACK's dynamic table (RFC 7541, 2.3.2 and 4): the newest entry has index 0, the oldest are evicted. */
final class DynamicTable {
    static final int ENTRY_OVERHEAD = 32;

    private static final int FIRST_CAPACITY = 16;

    /** A field; its value as far as it is kept, its size by its whole value. */
    private record Entry(String name, String value, int size) {}

    private Entry[] ring = {};
    private int newest;
    private int count;
    private int size;
    private int limit;

    DynamicTable(int limit) {
        this.limit = limit;
    }

    int count() {
        return count;
    }

    /** The entries' sizes together, in bytes. */
    int size() {
        return size;
    }

    String name(int index) {
        return entry(index).name;
    }

    String value(int index) {
        return entry(index).value;
    }

    void limit(int changed) {
        limit = changed;
        evict(limit);
    }

    /** Adds a field of which the name and value have {@code length} bytes together. */
    void add(String name, String value, int length) {
        int needed = length + ENTRY_OVERHEAD;
        if (needed > limit) {
            evict(0);
            return;
        }
        evict(limit - needed);
        if (count == ring.length) {
            grow();
        }
        newest = (newest + ring.length - 1) % ring.length;
        ring[newest] = new Entry(name, value, needed);
        count++;
        size += needed;
    }

    private Entry entry(int index) {
        return ring[(newest + index) % ring.length];
    }

    private void evict(int most) {
        while (size > most) {
            count--;
            size -= entry(count).size;
        }
    }

    private void grow() {
        Entry[] larger = new Entry[Math.max(FIRST_CAPACITY, 2 * ring.length)];
        for (int i = 0; i < count; i++) {
            larger[i] = entry(i);
        }
        ring = larger;
        newest = 0;
    }
}
