package io.policap.capture.packet.vantage;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.List;

/**
 * The distinct pairs of source and destination of a capture, with counts: an open-addressed table that grows up to
 * {@link #MOST} pairs and then only counts those it has.
 */
final class AddressPairs {
    /** Pairs held at most. */
    static final int MOST = 1 << 14;

    private static final int SMALLEST = 1 << 6;
    /** Slots looked at for a pair at most, so that addresses chosen to collide cost no more than others. */
    private static final int PROBES = 64;

    private static final byte V4 = 1;
    private static final byte V6 = 2;
    private static final byte TO_US = 4;
    private static final byte FROM_US = 8;
    private static final int FAMILY = V4 | V6;

    private long[] sourceHigh = new long[SMALLEST];
    private long[] sourceLow = new long[SMALLEST];
    private long[] destinationHigh = new long[SMALLEST];
    private long[] destinationLow = new long[SMALLEST];
    private byte[] state = new byte[SMALLEST];
    private int[] packets = new int[SMALLEST];
    private int size;
    private int last;
    private boolean overflowed;

    /** @param direction the packet type of cooked captures, else {@link PacketHeader#DIRECTION_UNKNOWN} */
    void add(boolean v6, long fromHigh, long fromLow, long toHigh, long toLow, int direction) {
        int family = v6 ? V6 : V4;
        int slot = last;
        if (!holds(slot, family, fromHigh, fromLow, toHigh, toLow)) {
            slot = find(family, fromHigh, fromLow, toHigh, toLow);
            if (slot < 0) {
                overflowed = true;
                return;
            }
            last = slot;
        }
        if (direction == PacketHeader.TO_US) {
            state[slot] |= TO_US;
        } else if (direction == PacketHeader.FROM_US) {
            state[slot] |= FROM_US;
        }
        if (packets[slot] != Integer.MAX_VALUE) {
            packets[slot]++;
        }
    }

    /** Whether there were pairs that are not held. */
    boolean overflowed() {
        return overflowed;
    }

    List<AddressPair> list() {
        List<AddressPair> all = new ArrayList<>(size);
        for (int i = 0; i < state.length; i++) {
            if (state[i] != 0) {
                boolean v6 = (state[i] & V6) != 0;
                all.add(new AddressPair(
                        ip(v6, sourceHigh[i], sourceLow[i]),
                        ip(v6, destinationHigh[i], destinationLow[i]),
                        (state[i] & TO_US) != 0,
                        (state[i] & FROM_US) != 0,
                        packets[i]));
            }
        }
        return all;
    }

    private static Ip ip(boolean v6, long high, long low) {
        return v6 ? Ip.v6(high, low) : Ip.v4((int) low);
    }

    private int find(int family, long fromHigh, long fromLow, long toHigh, long toLow) {
        int slot = slot(fromHigh, fromLow, toHigh, toLow);
        for (int probe = 0; probe < PROBES; probe++) {
            if (state[slot] == 0) {
                if (size == MOST) {
                    return -1;
                }
                if (size * 2 >= state.length) {
                    grow();
                    return find(family, fromHigh, fromLow, toHigh, toLow);
                }
                sourceHigh[slot] = fromHigh;
                sourceLow[slot] = fromLow;
                destinationHigh[slot] = toHigh;
                destinationLow[slot] = toLow;
                state[slot] = (byte) family;
                size++;
                return slot;
            }
            if (holds(slot, family, fromHigh, fromLow, toHigh, toLow)) {
                return slot;
            }
            slot = (slot + 1) & (state.length - 1);
        }
        return -1;
    }

    private boolean holds(int slot, int family, long fromHigh, long fromLow, long toHigh, long toLow) {
        return sourceLow[slot] == fromLow
                && destinationLow[slot] == toLow
                && sourceHigh[slot] == fromHigh
                && destinationHigh[slot] == toHigh
                && (state[slot] & FAMILY) == family;
    }

    private int slot(long fromHigh, long fromLow, long toHigh, long toLow) {
        long hash = (fromHigh * 31 + fromLow) * 0x9E37_79B9_7F4A_7C15L + (toHigh * 31 + toLow);
        hash = (hash ^ (hash >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return (int) (hash >>> 40) & (state.length - 1);
    }

    private void grow() {
        long[] oldSourceHigh = sourceHigh;
        long[] oldSourceLow = sourceLow;
        long[] oldDestinationHigh = destinationHigh;
        long[] oldDestinationLow = destinationLow;
        byte[] oldState = state;
        int[] oldPackets = packets;
        int slots = oldState.length * 2;
        sourceHigh = new long[slots];
        sourceLow = new long[slots];
        destinationHigh = new long[slots];
        destinationLow = new long[slots];
        state = new byte[slots];
        packets = new int[slots];
        size = 0;
        last = 0;
        for (int i = 0; i < oldState.length; i++) {
            if (oldState[i] != 0) {
                int slot = find(
                        oldState[i] & FAMILY,
                        oldSourceHigh[i],
                        oldSourceLow[i],
                        oldDestinationHigh[i],
                        oldDestinationLow[i]);
                if (slot < 0) {
                    overflowed = true;
                } else {
                    state[slot] = oldState[i];
                    packets[slot] = oldPackets[i];
                }
            }
        }
    }
}
