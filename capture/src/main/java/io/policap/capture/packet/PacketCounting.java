package io.policap.capture.packet;

import io.policap.capture.packet.connection.ConnectionTable;
import io.policap.capture.packet.decode.PacketHeader;

/** Counts decoded packets to their connections. */
final class PacketCounting {
    private final ConnectionTable table;

    PacketCounting(ConnectionTable table) {
        this.table = table;
    }

    void count(PacketHeader header, long time, long record, boolean later) {
        if (later) {
            table.addFragment(header, time);
        } else {
            table.add(header, time, record);
        }
    }

    /** Counts many, in their order. */
    void countAll(PacketHeader[] headers, long[] times, long[] records, boolean[] later, int size) {
        for (int from = 0; from < size; from += ConnectionTable.FETCHED) {
            int to = Math.min(size, from + ConnectionTable.FETCHED);
            table.fetch(headers, from, to);
            for (int i = from; i < to; i++) {
                count(headers[i], times[i], records[i], later[i]);
            }
        }
    }
}
