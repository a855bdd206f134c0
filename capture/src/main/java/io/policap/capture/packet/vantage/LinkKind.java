package io.policap.capture.packet.vantage;

/** Link types as far as they tell one vantage from another (LINKTYPE_ values of the pcap specifications). */
enum LinkKind {
    ETHERNET,
    /** IP without a link header. */
    RAW,
    /** Linux "cooked" v1: the direction, and no device. */
    COOKED_1,
    /** Linux "cooked" v2: the direction and the device's index. */
    COOKED_2,
    /** Others; NFLOG among them, which holds what a rule of the firewall selected. */
    OTHER;

    static LinkKind of(int linkType) {
        switch (linkType) {
            case 1:
                return ETHERNET;
            case 12, 14, 101, 228, 229: // RAW as some systems number it, LINKTYPE_RAW, IPV4, IPV6
                return RAW;
            case 113:
                return COOKED_1;
            case 276:
                return COOKED_2;
            default:
                return OTHER;
        }
    }

    boolean isCooked() {
        return this == COOKED_1 || this == COOKED_2;
    }
}
