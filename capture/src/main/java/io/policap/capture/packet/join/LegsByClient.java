package io.policap.capture.packet.join;

import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The numbers of legs by the end that may have opened them, for those ends that are of interest. */
final class LegsByClient {
    private static final int NONE = -1;

    private final EndIndex ends = new EndIndex();
    /** For each end the first and the last of its entries; for each entry its leg and the next one. */
    private int[] first = new int[16];

    private int[] last = new int[16];
    private int[] legs = new int[16];
    private int[] next = new int[16];
    private int size;

    /** Makes an end one of interest. */
    void addEnd(Protocol protocol, End end) {
        int before = ends.size();
        int number = ends.add(protocol, end);
        if (number == before) {
            if (number == first.length) {
                first = Arrays.copyOf(first, number * 2);
                last = Arrays.copyOf(last, number * 2);
            }
            first[number] = NONE;
            last[number] = NONE;
        }
    }

    /** Adds a leg of an end, if that is of interest. */
    void add(Protocol protocol, End end, int leg) {
        int number = ends.find(protocol, end);
        if (number < 0) {
            return;
        }
        if (size == legs.length) {
            legs = Arrays.copyOf(legs, size * 2);
            next = Arrays.copyOf(next, size * 2);
        }
        legs[size] = leg;
        next[size] = NONE;
        if (first[number] == NONE) {
            first[number] = size;
        } else {
            next[last[number]] = size;
        }
        last[number] = size;
        size++;
    }

    /** The legs of an end of interest, as they were added; none where it has a single one. */
    List<Integer> several(Protocol protocol, End end) {
        int number = ends.find(protocol, end);
        if (number < 0 || first[number] == last[number]) {
            return List.of();
        }
        List<Integer> found = new ArrayList<>(2);
        for (int at = first[number]; at != NONE; at = next[at]) {
            found.add(legs[at]);
        }
        return found;
    }
}
