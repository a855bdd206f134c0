package io.policap.capture.packet;

import io.policap.capture.packet.decode.PacketHeader;

/** A lane without a wait: packets are counted by the thread that decodes them. */
final class DirectLane implements PacketLane {
    private final PacketCounting counting;
    private final PacketHeader header = new PacketHeader();

    DirectLane(PacketCounting counting) {
        this.counting = counting;
    }

    @Override
    public PacketHeader header() {
        return header;
    }

    @Override
    public void pass(long time, long record, boolean later) {
        counting.count(header, time, record, later);
    }

    @Override
    public void finish() {
        // Nothing waits.
    }
}
