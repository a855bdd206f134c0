package io.policap.cli.live;

import java.nio.ByteBuffer;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.Pcaps;

/** Three whole TCP connections as frames on a pod's interface: without a tag, with one of VLAN, and with two (QinQ). */
final class TaggedClient {
    static final int UNTAGGED = 8100;
    static final int VLAN = 8110;
    static final int QINQ = 8120;

    private static final int SYN = 2;
    private static final int ACK = 16;
    private static final int PUSH = 8 | ACK;
    private static final int FIN = 1 | ACK;

    private static final int CLIENT = 0x0A09_0001;
    private static final int SERVER = 0x0A09_0002;

    private TaggedClient() {}

    public static void main(String[] args) throws PcapNativeException, NotOpenException, InterruptedException {
        try (PcapHandle eth0 = Pcaps.getDevByName("eth0").openLive(1 << 16, PromiscuousMode.NONPROMISCUOUS, 10)) {
            connection(eth0, UNTAGGED);
            connection(eth0, VLAN, 0x8100_000A);
            connection(eth0, QINQ, 0x88A8_0014, 0x8100_001E);
            // The kernel hands packets over some at a time, and whoever is ended then takes no more.
            Thread.sleep(200);
        }
    }

    private static void connection(PcapHandle eth0, int port, int... tags)
            throws PcapNativeException, NotOpenException {
        int client = 1_000 * port;
        int server = 2_000 * port;
        send(eth0, true, port, client, 0, SYN, 0, tags);
        send(eth0, false, port, server, client + 1, SYN | ACK, 0, tags);
        send(eth0, true, port, client + 1, server + 1, ACK, 0, tags);
        send(eth0, true, port, client + 1, server + 1, PUSH, 10, tags);
        send(eth0, false, port, server + 1, client + 11, PUSH, 20, tags);
        send(eth0, true, port, client + 11, server + 21, FIN, 0, tags);
        send(eth0, false, port, server + 21, client + 12, FIN, 0, tags);
        send(eth0, true, port, client + 12, server + 22, ACK, 0, tags);
    }

    private static void send(
            PcapHandle eth0, boolean asks, int port, int sequence, int acknowledged, int flags, int payload, int[] tags)
            throws PcapNativeException, NotOpenException {
        ByteBuffer frame = ByteBuffer.allocate(12 + 4 * tags.length + 2 + 40 + payload);
        frame.put((byte) 2)
                .position(5)
                .put((byte) (asks ? 2 : 1))
                .put((byte) 2)
                .position(11)
                .put((byte) (asks ? 1 : 2));
        for (int tag : tags) {
            frame.putInt(tag);
        }
        frame.putShort((short) 0x0800).put((byte) 0x45).put((byte) 0).putShort((short) (40 + payload));
        frame.putShort((short) sequence)
                .putShort((short) 0x4000)
                .put((byte) 64)
                .put((byte) 6)
                .putShort((short) 0);
        frame.putInt(asks ? CLIENT : SERVER).putInt(asks ? SERVER : CLIENT);
        int ephemeral = 30_000 + port;
        frame.putShort((short) (asks ? ephemeral : port)).putShort((short) (asks ? port : ephemeral));
        frame.putInt(sequence)
                .putInt(acknowledged)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 500);
        eth0.sendPacket(frame.array());
    }
}
