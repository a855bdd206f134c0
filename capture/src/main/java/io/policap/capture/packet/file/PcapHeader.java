package io.policap.capture.packet.file;

import java.nio.ByteBuffer;

/**
 * The header of a pcap file (draft-ietf-opsawg-pcap) and what it says about the records.
 *
 * @param swapped whether numbers stand in little-endian order
 * @param nanos what a unit of the fraction of a time stamp is, in nanoseconds
 * @param recordHeader bytes of a record's header: 16, or 24 in the modified form
 * @param mixedLengths whether the two lengths of a record may have changed places (libpcap before version 2.4 of the
 *     format)
 */
record PcapHeader(
        boolean swapped, int nanos, int recordHeader, boolean mixedLengths, int major, int snapLength, int linkType) {
    /** Bytes of the file's header. */
    static final int BYTES = 24;

    private static final int MICROSECONDS = 0xA1B2C3D4;
    private static final int NANOSECONDS = 0xA1B23C4D;
    private static final int MODIFIED = 0xA1B2CD34;

    /** Whether four bytes, read in network byte order, are the magic number of a pcap file. */
    static boolean isMagic(int magic) {
        return isOrdered(magic) || isOrdered(Integer.reverseBytes(magic));
    }

    private static boolean isOrdered(int magic) {
        return magic == MICROSECONDS || magic == NANOSECONDS || magic == MODIFIED;
    }

    static PcapHeader read(ByteBuffer data, int at) {
        int magic = data.getInt(at);
        boolean swapped = !isOrdered(magic);
        int ordered = swapped ? Integer.reverseBytes(magic) : magic;
        short major = data.getShort(at + 4);
        short minor = data.getShort(at + 6);
        int version = (swapped ? Short.reverseBytes(major) : major) & 0xFFFF;
        int revision = (swapped ? Short.reverseBytes(minor) : minor) & 0xFFFF;
        int link = data.getInt(at + 20);
        return new PcapHeader(
                swapped,
                ordered == NANOSECONDS ? 1 : 1000,
                ordered == MODIFIED ? 24 : 16,
                version == 2 && revision < 4,
                version,
                swapped ? Integer.reverseBytes(data.getInt(at + 16)) : data.getInt(at + 16),
                // The upper half tells the length of the frame check sequence; the rest of it is reserved.
                (swapped ? Integer.reverseBytes(link) : link) & 0xFFFF);
    }

    CaptureFormat format() {
        return recordHeader == 24 ? CaptureFormat.MODIFIED_PCAP : CaptureFormat.PCAP;
    }
}
