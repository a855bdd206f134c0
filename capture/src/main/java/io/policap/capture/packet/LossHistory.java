package io.policap.capture.packet;

import java.util.ArrayList;
import java.util.List;

/**
 * How many packets the interfaces of a capture had lost at which time. Bounded: of counts that did not change the last
 * is kept, and where there are very many, every other one.
 */
final class LossHistory {
    /** Counts kept of an interface at most. */
    static final int MOST = 1024;

    private final List<List<LostPackets>> byInterface = new ArrayList<>();

    void add(LostPackets count) {
        while (byInterface.size() <= count.iface()) {
            byInterface.add(new ArrayList<>());
        }
        List<LostPackets> counts = byInterface.get(count.iface());
        int size = counts.size();
        if (size > 1
                && counts.get(size - 1).packets() == count.packets()
                && counts.get(size - 2).packets() == count.packets()) {
            counts.set(size - 1, count);
            return;
        }
        counts.add(count);
        if (counts.size() == MOST) {
            List<LostPackets> every = new ArrayList<>(MOST);
            for (int i = 1; i < MOST; i += 2) {
                every.add(counts.get(i));
            }
            byInterface.set(count.iface(), every);
        }
    }

    /** The counts, of each interface in the order in which they came. */
    List<LostPackets> list() {
        return byInterface.stream().flatMap(List::stream).toList();
    }
}
