package io.policap.capture.packet.join;

import io.policap.infer.net.Ip;
import java.util.Arrays;

/** Numbers from 0 for addresses: an open hash table, as legs are many and their addresses few. */
final class AddressNumbers {
    private Ip[] addresses = new Ip[1 << 8];
    /** The numbers plus one, at most half full. */
    private int[] table = new int[1 << 9];

    private int size;

    int size() {
        return size;
    }

    /** The address that has a number. */
    Ip address(int number) {
        return addresses[number];
    }

    /** The address's number, a new one where it has none yet. */
    int of(Ip address) {
        int place = place(address);
        if (table[place] != 0) {
            return table[place] - 1;
        }
        if (size == addresses.length) {
            grow();
            place = place(address);
        }
        addresses[size] = address;
        table[place] = ++size;
        return size - 1;
    }

    private int place(Ip address) {
        int mask = table.length - 1;
        long mixed = (address.low() + 31 * address.high()) * 0x9E37_79B9_7F4A_7C15L;
        int place = (int) (mixed >>> 32) & mask;
        while (table[place] != 0 && !isSame(addresses[table[place] - 1], address)) {
            place = place + 1 & mask;
        }
        return place;
    }

    private static boolean isSame(Ip one, Ip other) {
        // Mostly one object, as tables of connections hand out the same ones again.
        return one == other || one.equals(other);
    }

    private void grow() {
        addresses = Arrays.copyOf(addresses, size * 2);
        table = new int[table.length * 2];
        for (int number = 0; number < size; number++) {
            table[place(addresses[number])] = number + 1;
        }
    }
}
