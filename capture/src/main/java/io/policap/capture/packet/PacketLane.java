package io.policap.capture.packet;

import io.policap.capture.packet.decode.PacketHeader;

/** Where decoded packets wait to be counted to their connections, in their order. */
interface PacketLane {
    /** The header into which the next packet is to be decoded. */
    PacketHeader header();

    /**
     * Passes on the packet that {@link #header} holds.
     *
     * @param later whether it is a later fragment
     */
    void pass(long time, long record, boolean later);

    /** Returns when everything passed on was counted. */
    void finish();
}
