package io.policap.capture.packet.join;

import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which legs have the same fingerprint in the same protocol: an open hash table of their numbers. */
final class SameFingerprint {
    private static final int NONE = -1;

    private final List<MergedLeg> legs;
    private final int[] table;
    private final int[] next;
    private final int[] last;

    SameFingerprint(List<MergedLeg> legs) {
        this.legs = legs;
        this.table = new int[Integer.highestOneBit(Math.max(8, legs.size())) * 4];
        this.next = new int[legs.size()];
        this.last = new int[legs.size()];
        Arrays.fill(table, NONE);
        Arrays.fill(next, NONE);
        Arrays.fill(last, NONE);
        for (int i = 0; i < legs.size(); i++) {
            if (legs.get(i).fingerprint() != 0) {
                add(i);
            }
        }
    }

    private void add(int number) {
        MergedLeg leg = legs.get(number);
        int at = slot(leg.protocol(), leg.fingerprint());
        while (table[at] != NONE) {
            int head = table[at];
            if (legs.get(head).fingerprint() == leg.fingerprint()
                    && legs.get(head).protocol() == leg.protocol()) {
                next[last[head]] = number;
                last[head] = number;
                return;
            }
            at = (at + 1) & (table.length - 1);
        }
        table[at] = number;
        last[number] = number;
    }

    private int slot(Protocol protocol, long bits) {
        // Sequence numbers may be chosen badly, or by somebody who wants collisions: those cost time only.
        long mixed = (bits + protocol.ordinal()) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32) & (table.length - 1);
    }

    /** Whether a leg is the first of those with its fingerprint. */
    boolean isFirst(int number) {
        return last[number] != NONE;
    }

    /** The numbers of all legs with the fingerprint of this one, which is their first, ascending. */
    List<Integer> members(int first) {
        if (next[first] == NONE) {
            return List.of(first);
        }
        List<Integer> members = new ArrayList<>(2);
        for (int at = first; at != NONE; at = next[at]) {
            members.add(at);
        }
        return members;
    }

    boolean isAlone(int first) {
        return next[first] == NONE;
    }
}
