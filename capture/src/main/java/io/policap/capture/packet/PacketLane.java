package io.policap.capture.packet;

import io.policap.capture.packet.connection.PacketBatch;

/** Where decoded packets wait to be counted to their connections, in their order. */
interface PacketLane {
    /** What takes the next packet; never full. */
    PacketBatch batch();

    /** Tells that a packet was added to {@link #batch}. */
    void added();

    /** Tells that of TCP only packets with SYN, FIN or RST come from here on; those before are counted as they came. */
    void onlyHandshakesCome();

    /** Returns when everything added was counted. */
    void finish();
}
