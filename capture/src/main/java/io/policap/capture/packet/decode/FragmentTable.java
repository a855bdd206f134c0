package io.policap.capture.packet.decode;

/**
 * Which connection the fragments of a packet belong to, as its first fragment told: a bounded table of primitive arrays.
 *
 * <p>A key has eight places, one after the other; where all are taken, the oldest makes room. What is older than 30
 * seconds of capture time, as long as Linux keeps fragments to put together, does not count any more.
 */
public final class FragmentTable {
    static final long LIFETIME_NANOS = 30_000_000_000L;

    private static final int DEFAULT_ENTRIES = 1 << 12;
    private static final int PLACES = 8;

    private static final int V6 = 1 << 24;
    private static final int DEPTH_SHIFT = 25;

    private final int mask;
    /** 0 where nothing was ever remembered; a key that is 0 counts as 1. */
    private final long[] keys;

    private final long[] times;
    private final long[] sourceHigh;
    private final long[] sourceLow;
    private final long[] destinationHigh;
    private final long[] destinationLow;
    private final int[] ports;
    /** Protocol, ICMP type and code, a byte each from the lowest; then whether it is IPv6, and the depth. */
    private final int[] kinds;

    public FragmentTable() {
        this(DEFAULT_ENTRIES);
    }

    /** A table of at least so many entries, and eight. */
    public FragmentTable(int entries) {
        if (entries < 1 || entries > 1 << 24) {
            throw new IllegalArgumentException("entries " + entries + " are not within 1 to " + (1 << 24));
        }
        int size = Integer.highestOneBit(Math.max(PLACES, entries) * 2 - 1);
        mask = size - 1;
        keys = new long[size];
        times = new long[size];
        sourceHigh = new long[size];
        sourceLow = new long[size];
        destinationHigh = new long[size];
        destinationLow = new long[size];
        ports = new int[size];
        kinds = new int[size];
    }

    /**
     * Remembers a first fragment, and gives a later one the addresses, ports and protocol of its first. Only for headers
     * that were decoded as {@link Decoding#PACKET} or {@link Decoding#LATER_FRAGMENT}.
     *
     * @param time nanoseconds since 1970
     * @return whether the header tells its connection now; false for a later fragment whose first one is not known
     */
    public boolean attribute(PacketHeader header, long time) {
        if (!header.fragment) {
            return true;
        }
        if (!header.laterFragment) {
            remember(header.fragmentKey, header, time);
            if (header.innerFragmentKey != 0) {
                remember(header.innerFragmentKey, header, time);
            }
            return true;
        }
        boolean inner = header.innerFragmentKey != 0;
        int place = find(inner ? header.innerFragmentKey : header.fragmentKey, time);
        if (place < 0) {
            return false;
        }
        fill(header, place);
        if (inner) {
            remember(header.fragmentKey, header, time);
        }
        return true;
    }

    private int find(long wanted, long time) {
        long key = key(wanted);
        for (int i = 0; i < PLACES; i++) {
            int place = (int) (key + i) & mask;
            if (keys[place] == key) {
                return isAlive(place, time) ? place : -1;
            }
        }
        return -1;
    }

    private void remember(long wanted, PacketHeader header, long time) {
        long key = key(wanted);
        int oldest = (int) key & mask;
        for (int i = 0; i < PLACES; i++) {
            int place = (int) (key + i) & mask;
            if (keys[place] == key) {
                oldest = place;
                break;
            }
            if (isOlder(place, oldest)) {
                oldest = place;
            }
        }
        keys[oldest] = key;
        times[oldest] = time;
        store(header, oldest);
    }

    private boolean isOlder(int place, int other) {
        return keys[other] != 0 && (keys[place] == 0 || times[place] < times[other]);
    }

    private boolean isAlive(int place, long time) {
        return Math.abs(time - times[place]) <= LIFETIME_NANOS;
    }

    private void store(PacketHeader header, int place) {
        sourceHigh[place] = header.sourceHigh;
        sourceLow[place] = header.sourceLow;
        destinationHigh[place] = header.destinationHigh;
        destinationLow[place] = header.destinationLow;
        ports[place] = header.sourcePort << 16 | header.destinationPort;
        kinds[place] = header.protocol
                | header.icmpType << 8
                | header.icmpCode << 16
                | (header.v6 ? V6 : 0)
                | header.depth << DEPTH_SHIFT;
    }

    private void fill(PacketHeader header, int place) {
        int kind = kinds[place];
        int depth = kind >>> DEPTH_SHIFT;
        if (header.depth == 0 && depth > 0) {
            Tunnels.enter(header);
        }
        header.depth = Math.max(header.depth, depth);
        header.v6 = (kind & V6) != 0;
        header.sourceHigh = sourceHigh[place];
        header.sourceLow = sourceLow[place];
        header.destinationHigh = destinationHigh[place];
        header.destinationLow = destinationLow[place];
        header.sourcePort = ports[place] >>> 16;
        header.destinationPort = ports[place] & 0xFFFF;
        header.protocol = kind & 0xFF;
        header.icmpType = kind >>> 8 & 0xFF;
        header.icmpCode = kind >>> 16 & 0xFF;
    }

    private static long key(long wanted) {
        return wanted == 0 ? 1 : wanted;
    }
}
