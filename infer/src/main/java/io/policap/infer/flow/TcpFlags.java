package io.policap.infer.flow;

/** The TCP header's flags as bits (RFC 9293, 3.1). */
public final class TcpFlags {
    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;
    public static final int URG = 0x20;

    private TcpFlags() {}

    public static boolean isSyn(int flags) {
        return (flags & (SYN | ACK)) == SYN;
    }

    public static boolean isSynAck(int flags) {
        return (flags & (SYN | ACK)) == (SYN | ACK);
    }

    public static boolean isReset(int flags) {
        return (flags & RST) != 0;
    }

    public static boolean hasPush(int flags) {
        return (flags & PSH) != 0;
    }
}
