package io.policap.capture.packet.file;

/** The types of pcapng blocks that are read (draft-ietf-opsawg-pcapng, 4); others are passed over. */
final class BlockType {
    /** The same in either byte order. */
    static final int SECTION = 0x0A0D0D0A;

    static final int INTERFACE = 1;
    /** Obsolete. */
    static final int PACKET = 2;

    static final int SIMPLE_PACKET = 3;
    static final int NAME_RESOLUTION = 4;
    static final int INTERFACE_STATISTICS = 5;
    static final int ENHANCED_PACKET = 6;
    static final int DECRYPTION_SECRETS = 10;
    /** Also with its second highest bit set. */
    static final int CUSTOM = 0xBAD;

    /** Follows a section's lengths and tells its byte order. */
    static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;

    private BlockType() {}

    /** Bytes of a whole block of this type at least. */
    static int fewestBytes(int type) {
        return switch (type) {
            case SECTION -> 28;
            case INTERFACE -> 20;
            case PACKET, ENHANCED_PACKET -> 32;
            case SIMPLE_PACKET -> 16;
            case INTERFACE_STATISTICS -> 24;
            default -> 12;
        };
    }

    /** Whether blocks of this type are described in the draft. */
    static boolean isKnown(int type) {
        return type >= INTERFACE && type <= ENHANCED_PACKET
                || type == SECTION
                || type == DECRYPTION_SECRETS
                || (type & 0xBFFF_FFFF) == CUSTOM;
    }

    /** Whether a block of this type holds a packet. */
    static boolean holdsPacket(int type) {
        return type == ENHANCED_PACKET || type == SIMPLE_PACKET || type == PACKET;
    }
}
