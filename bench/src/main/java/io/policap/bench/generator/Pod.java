package io.policap.bench.generator;

/**
 * A pod on a node.
 *
 * @param node the node's number
 * @param ip its IPv4 address
 * @param ipv6Low the low half of its IPv6 address; the high half is its node's
 */
record Pod(String name, int node, int ip, long ipv6Low) {
    long ipv6High() {
        return ipv6High(node);
    }

    static long ipv6High(int node) {
        return 0xFD00_0010_0244_0000L | node;
    }

    /** As CNI plugins make them: 0a:58 and the IPv4 address. */
    long mac() {
        return 0x0A58_0000_0000L | (ip & 0xFFFF_FFFFL);
    }

    static String text(int ip) {
        return (ip >>> 24) + "." + (ip >> 16 & 0xFF) + "." + (ip >> 8 & 0xFF) + "." + (ip & 0xFF);
    }

    String ipv6Text() {
        return String.format("fd00:10:244:%x::%x", node, ipv6Low);
    }
}
