package io.policap.capture.packet.join;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which legs are a connection by themselves, as most are: no other has the same two ends or the same fingerprint, and none
 * to a service comes from the same client's end as they do.
 *
 * <p>In doubt a leg is not alone: then {@link LegMerge} and {@link NatChains} look at it.
 */
final class LoneLegs {
    private final HeldLegs held;
    private final Owners owners;
    private final boolean[] met;
    /** An open hash table of rows, each plus one, below bits that tell most others apart. */
    private final long[] table;

    private final LongNumbers asked = new LongNumbers();
    private final BitSet leading = new BitSet();
    /** Rows one of whose ends may be a service's. */
    private final BitSet toService = new BitSet();
    /** The clients' ends of legs that may be to a service, and how many legs have each. */
    private final LongNumbers callers = new LongNumbers();

    private int[] called = new int[0];

    /** Answers nothing before {@link #askOwners} was called, then {@link #meet}, and then {@link #meetByCallers}. */
    LoneLegs(HeldLegs held, Owners owners) {
        this.held = held;
        this.owners = owners;
        this.met = new boolean[held.size()];
        this.table = new long[Integer.highestOneBit(Math.max(8, held.size())) * 4];
    }

    // Each step for a row is a method of its own, which is compiled long before a loop around it would be.

    /** Asks which legs may be to a service; another thread may {@link #meet} meanwhile. */
    void askOwners() {
        for (int row = 0; row < met.length; row++) {
            askOwners(row);
        }
    }

    /** Finds the legs with the same ends or the same fingerprint. */
    void meet() {
        for (int row = 0; row < met.length; row++) {
            meetByEnds(row);
        }
        Arrays.fill(table, 0);
        for (int row = 0; row < met.length; row++) {
            meetByFingerprint(row);
        }
    }

    /** Finds the legs that come from the same client's end as one to a service; when the two others are done. */
    void meetByCallers() {
        for (int row = 0; row < met.length; row++) {
            addCaller(row);
        }
        if (callers.size() > 0) {
            called = new int[callers.size()];
            for (int row = 0; row < met.length; row++) {
                countCalls(row);
            }
            for (int row = 0; row < met.length; row++) {
                meetByCaller(row);
            }
        }
    }

    /** Whether no other leg of the delivery can be of the same connection. */
    boolean isAlone(int row) {
        return !met[row];
    }

    private void meetByEnds(int row) {
        long client = held.clientEnd(row);
        long server = held.serverEnd(row);
        // The same whichever end is the client.
        long mixed = mixed(Math.min(client, server)) * 31 + mixed(Math.max(client, server));
        int mask = table.length - 1;
        int slot = (int) (mixed >>> 40) & mask;
        for (long entry = table[slot]; entry != 0; entry = table[slot]) {
            if ((int) (entry >>> 32) == (int) mixed && hasSameEnds((int) entry - 1, row)) {
                met[row] = true;
                met[(int) entry - 1] = true;
                return;
            }
            slot = slot + 1 & mask;
        }
        table[slot] = mixed << 32 | row + 1;
    }

    private boolean hasSameEnds(int one, int other) {
        long client = held.clientEnd(one);
        long server = held.serverEnd(one);
        boolean straight = client == held.clientEnd(other) && server == held.serverEnd(other);
        boolean turned = client == held.serverEnd(other) && server == held.clientEnd(other);
        return (straight || turned) && held.icmpType(one) == held.icmpType(other);
    }

    private void meetByFingerprint(int row) {
        long fingerprint = held.fingerprint(row);
        if (fingerprint == 0) {
            return;
        }
        // Sequence numbers may be chosen badly, or by somebody who wants collisions: those cost time only.
        long mixed = mixed(fingerprint + held.protocol(row).ordinal());
        int mask = table.length - 1;
        int slot = (int) (mixed >>> 40) & mask;
        for (long entry = table[slot]; entry != 0; entry = table[slot]) {
            if ((int) (entry >>> 32) == (int) mixed && hasSameFingerprint((int) entry - 1, row)) {
                met[row] = true;
                met[(int) entry - 1] = true;
                return;
            }
            slot = slot + 1 & mask;
        }
        table[slot] = mixed << 32 | row + 1;
    }

    private boolean hasSameFingerprint(int one, int other) {
        return held.fingerprint(one) == held.fingerprint(other) && held.protocol(one) == held.protocol(other);
    }

    private static long mixed(long value) {
        long mixed = value * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8_FEB8_6659_FD93L;
        return mixed ^ mixed >>> 32;
    }

    private void askOwners(int row) {
        if (mayLeadOn(held.serverEnd(row))) {
            callers.add(held.clientEnd(row));
            toService.set(row);
        }
        if (!held.directed(row)) {
            askForClient(row);
        }
    }

    private void addCaller(int row) {
        if (!held.directed(row)) {
            // The service's address may tell who opened it.
            met[row] |= toService.get(row);
        } else if (met[row]) {
            // Others may tell that it was opened the other way round.
            askForClient(row);
        }
    }

    private void askForClient(int row) {
        if (mayLeadOn(held.clientEnd(row))) {
            callers.add(held.serverEnd(row));
            toService.set(row);
        }
    }

    private boolean mayLeadOn(long end) {
        int before = asked.size();
        int number = asked.add(end);
        if (number == before) {
            End asEnd = new End(held.address(end), HeldLegs.port(end));
            leading.set(number, owners.mayLeadOn(asEnd, HeldLegs.protocol(end)));
        }
        return leading.get(number);
    }

    private void countCalls(int row) {
        count(held.clientEnd(row));
        if (!held.directed(row) || met[row]) {
            count(held.serverEnd(row));
        }
    }

    private void count(long end) {
        int caller = callers.find(end);
        if (caller >= 0) {
            called[caller]++;
        }
    }

    private void meetByCaller(int row) {
        met[row] |= hasCompany(held.clientEnd(row)) || (!held.directed(row) && hasCompany(held.serverEnd(row)));
    }

    private boolean hasCompany(long end) {
        int caller = callers.find(end);
        return caller >= 0 && called[caller] > 1;
    }
}
