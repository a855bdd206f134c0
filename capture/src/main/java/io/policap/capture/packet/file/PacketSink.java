package io.policap.capture.packet.file;

import io.policap.infer.flow.SkipReason;
import io.policap.infer.net.Ip;
import java.nio.ByteBuffer;

/** Where a container of packets delivers what it holds. */
public interface PacketSink {
    /** Declares the next interface of this file; its number is the count of those declared before. */
    void declare(CaptureInterface declared);

    /**
     * Takes one packet. The bytes are valid during the call only and must not be changed.
     *
     * @param data holds the frame; in network byte order, to be read by absolute positions
     * @param offset where the frame begins in {@code data}
     * @param captured bytes of it that are there
     * @param original bytes it had on the wire, at least {@code captured}
     * @param time nanoseconds since 1970
     * @param iface the number of its interface
     */
    void packet(ByteBuffer data, int offset, int captured, int original, long time, int iface);

    /**
     * The same for a packet whose bytes are there as words as well, from which most headers are read in less time.
     *
     * @param words what {@link ByteWindow#words} gives of {@code data}
     */
    default void packet(ByteBuffer data, long[] words, int offset, int captured, int original, long time, int iface) {
        packet(data, offset, captured, original, time, iface);
    }

    /** Counts records that were read and hold no packet that can be used. */
    void skip(SkipReason reason, long records);

    /** Takes a name that the capture gives to an address (pcapng name resolution). */
    void name(Ip address, String name);

    /**
     * Takes how many packets an interface has lost since the capture began (pcapng statistics).
     *
     * @param time when that was counted, nanoseconds since 1970; 0 where not told
     */
    void dropped(int iface, long packets, long time);
}
