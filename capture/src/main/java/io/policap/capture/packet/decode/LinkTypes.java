package io.policap.capture.packet.decode;

/** Link types of captures (the LINKTYPE_ values of tcpdump.org), and their names. */
public final class LinkTypes {
    public static final int NULL = 0;
    public static final int ETHERNET = 1;
    public static final int PPP = 9;
    /** What BSD systems write for raw IP; 14 on OpenBSD. */
    public static final int RAW_BSD = 12;

    public static final int RAW_OPENBSD = 14;
    public static final int PPP_HDLC = 50;
    public static final int PPP_ETHER = 51;
    public static final int RAW = 101;
    public static final int C_HDLC = 104;
    public static final int LOOP = 108;
    public static final int LINUX_SLL = 113;
    public static final int PPP_WITH_DIRECTION = 204;
    public static final int IPV4 = 228;
    public static final int IPV6 = 229;
    public static final int NFLOG = 239;
    public static final int LINUX_SLL2 = 276;

    private LinkTypes() {}

    /** The name of a link type as tcpdump prints it, or its number where it has none here. */
    public static String name(int linkType) {
        return switch (linkType) {
            case NULL -> "NULL";
            case ETHERNET -> "EN10MB";
            case 3 -> "AX25";
            case 6 -> "IEEE802";
            case 8 -> "SLIP";
            case PPP -> "PPP";
            case 10 -> "FDDI";
            case RAW, RAW_BSD, RAW_OPENBSD -> "RAW";
            case PPP_HDLC -> "PPP_SERIAL";
            case PPP_ETHER -> "PPP_ETHER";
            case C_HDLC -> "C_HDLC";
            case 105 -> "IEEE802_11";
            case 107 -> "FRELAY";
            case LOOP -> "LOOP";
            case 109 -> "ENC";
            case LINUX_SLL -> "LINUX_SLL";
            case 117 -> "PFLOG";
            case 119 -> "PRISM_HEADER";
            case 127 -> "IEEE802_11_RADIO";
            case 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162 ->
                "USER" + (linkType - 147);
            case 189 -> "USB_LINUX";
            case 192 -> "PPI";
            case 195 -> "IEEE802_15_4";
            case 201 -> "BLUETOOTH_HCI_H4_WITH_PHDR";
            case PPP_WITH_DIRECTION -> "PPP_WITH_DIR";
            case 220 -> "USB_LINUX_MMAPPED";
            case IPV4 -> "IPV4";
            case IPV6 -> "IPV6";
            case 227 -> "CAN_SOCKETCAN";
            case NFLOG -> "NFLOG";
            case 253 -> "NETLINK";
            case LINUX_SLL2 -> "LINUX_SLL2";
            case 281 -> "DSA_TAG_BRCM";
            case 282 -> "DSA_TAG_BRCM_PREPEND";
            case 284 -> "DSA_TAG_DSA";
            case 285 -> "DSA_TAG_EDSA";
            default -> Integer.toString(linkType);
        };
    }
}
