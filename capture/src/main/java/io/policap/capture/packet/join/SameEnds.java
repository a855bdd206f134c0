package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which legs may be the same connection by their two ends, whoever opened it: an open hash table of their numbers. */
final class SameEnds {
    private static final int NONE = -1;

    private final Leg[] legs;
    private final int[] table;
    private final int[] next;
    /** Of the first leg between two ends the last one so far, {@link #NONE} for others. */
    private final int[] last;

    SameEnds(Leg[] legs) {
        this.legs = legs;
        this.table = new int[Integer.highestOneBit(Math.max(8, legs.length)) * 4];
        this.next = new int[legs.length];
        this.last = new int[legs.length];
        Arrays.fill(table, NONE);
        Arrays.fill(next, NONE);
        Arrays.fill(last, NONE);
        for (int i = 0; i < legs.length; i++) {
            add(i);
        }
    }

    private void add(int number) {
        Leg leg = legs[number];
        int at = slot(leg);
        for (int head = table[at]; head != NONE; head = table[at]) {
            if (isSame(legs[head], leg)) {
                next[last[head]] = number;
                last[head] = number;
                return;
            }
            at = (at + 1) & (table.length - 1);
        }
        table[at] = number;
        last[number] = number;
    }

    /** The same whichever end is the client. */
    private int slot(Leg leg) {
        long mixed =
                (end(leg.client(), leg.clientPort()) + end(leg.server(), leg.serverPort())) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32) & (table.length - 1);
    }

    private static long end(Ip address, int port) {
        long mixed = (address.low() + 31 * address.high() ^ (long) port << 32) * 0xD6E8_FEB8_6659_FD93L;
        return mixed ^ mixed >>> 32;
    }

    private static boolean isSame(Leg one, Leg other) {
        if (one.protocol() != other.protocol() || one.icmpType() != other.icmpType()) {
            return false;
        }
        boolean straight = one.clientPort() == other.clientPort()
                && one.serverPort() == other.serverPort()
                && one.client().equals(other.client())
                && one.server().equals(other.server());
        return straight
                || (one.clientPort() == other.serverPort()
                        && one.serverPort() == other.clientPort()
                        && one.client().equals(other.server())
                        && one.server().equals(other.client()));
    }

    /** Whether no other leg has the ends of this one. */
    boolean isAlone(int number) {
        return last[number] == number && next[number] == NONE;
    }

    /** Whether a leg is the first of those with its ends. */
    boolean isFirst(int number) {
        return last[number] != NONE;
    }

    /** All legs with the ends of this one, which is their first, in their order. */
    List<Leg> members(int first) {
        List<Leg> members = new ArrayList<>(2);
        for (int at = first; at != NONE; at = next[at]) {
            members.add(legs[at]);
        }
        return members;
    }
}
