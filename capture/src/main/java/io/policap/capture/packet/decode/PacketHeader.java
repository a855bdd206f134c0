package io.policap.capture.packet.decode;

/**
 * The headers of one packet, in fields that are written again for every packet: nothing is allocated.
 *
 * <p>Addresses are those of the innermost IP header. An IPv4 address lies in the lower 32 bits of its low word, its high
 * word is 0. Fields that a packet does not have are 0 unless told otherwise.
 */
public final class PacketHeader {
    /** Protocol numbers (IANA). */
    public static final int ICMP = 1;

    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMPV6 = 58;
    public static final int SCTP = 132;

    /** {@link #linkDirection} where the link header does not tell. */
    public static final int DIRECTION_UNKNOWN = -1;

    /** Linux cooked packet types (LINKTYPE_LINUX_SLL). */
    public static final int TO_US = 0;

    public static final int FROM_US = 4;

    /** Whether the innermost IP header is IPv6. */
    public boolean v6;

    public long sourceHigh;
    public long sourceLow;
    public long destinationHigh;
    public long destinationLow;

    /** The transport's protocol number; one of the constants here. */
    public int protocol;

    /** Ports; for ICMP echo and similar both are the identifier. */
    public int sourcePort;

    public int destinationPort;

    /** ICMP type and code. */
    public int icmpType;

    public int icmpCode;

    /** TCP flags; for SCTP the type of the first chunk. */
    public int flags;

    /** TCP sequence and acknowledgement numbers; for SCTP the initiate tag of INIT and INIT-ACK in {@link #sequence}. */
    public int sequence;

    public int acknowledgement;

    /** Bytes of transport payload, by the headers' lengths and not by what was captured. */
    public int payload;

    /** Where the transport payload begins in the buffer, and how many of its bytes were captured. */
    public int payloadOffset;

    public int payloadCaptured;

    /**
     * What is kept of the payload itself, for other protocols than TCP: a hash of its first bytes and its length, and its
     * third byte, -1 without one. Filled by whoever counts the packet to a connection.
     */
    public long payloadHash;

    public int payloadThird;

    /** The IPv4 identification of the innermost header, 0 for IPv6. */
    public int ipId;

    /** Whether this is the first of several fragments, or a later one; the key below is set for both. */
    public boolean fragment;

    /** The fragmented header's addresses, identification and protocol, hashed to 64 bits; the outermost's of several. */
    public long fragmentKey;

    /** The same of a fragmented header inside a tunnel whose own packet is fragmented too, else 0. */
    public long innerFragmentKey;

    /** Whether the transport header is in another fragment, so that ports are not known. */
    public boolean laterFragment;

    /** Tunnel headers opened: 0 for a plain packet. */
    public int depth;

    /** Addresses of the outermost IP header where {@link #depth} is above 0, as above. */
    public boolean outerV6;

    public long outerSourceHigh;
    public long outerSourceLow;
    public long outerDestinationHigh;
    public long outerDestinationLow;

    /** Link addresses of the outermost Ethernet header as 48 bits, -1 without one. */
    public long sourceMac;

    public long destinationMac;

    /** Cooked captures: the packet type, else {@link #DIRECTION_UNKNOWN}; the interface index, else 0. */
    public int linkDirection;

    public int linkInterface;

    /** Whether this is an ICMP error that quotes the addresses and ports of the packet it answers. */
    public boolean quotes;

    public boolean quotedV6;
    public long quotedSourceHigh;
    public long quotedSourceLow;
    public long quotedDestinationHigh;
    public long quotedDestinationLow;
    public int quotedProtocol;
    public int quotedSourcePort;
    public int quotedDestinationPort;
}
