package io.policap.capture.packet;

import io.policap.capture.packet.connection.ConnectionTable;
import io.policap.capture.packet.connection.Leg;
import io.policap.capture.packet.connection.LegSink;
import io.policap.capture.packet.connection.TableLimits;
import io.policap.capture.packet.content.ContentTable;
import io.policap.capture.packet.decode.LinkTypes;
import io.policap.capture.packet.decode.PacketDecoder;
import io.policap.capture.packet.decode.TunnelPorts;
import io.policap.capture.packet.file.CaptureInterface;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.flow.SkipReason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A capture of one interface whose frames a test makes: Ethernet, IPv4, TCP or UDP. */
final class HandMadeCapture implements LegSink {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int ACK = 16;

    static final int SERVER = 0xCB00_7107; // 203.0.113.7

    final List<Leg> legs = new ArrayList<>();
    final List<NameLookup> lookups = new ArrayList<>();
    final ContentTable contents;
    private final ConnectionTable table;
    private final CapturePackets packets;
    private final ByteBuffer frame = ByteBuffer.allocate(70_000);
    private long time = 1_795_435_200_000_000_000L;
    private int ipId;
    private int snapLength = 262_144;

    HandMadeCapture(boolean l7) {
        contents = new ContentTable(l7, lookups::add);
        table = new ConnectionTable(TableLimits.DEFAULT, this, 0, contents);
        packets = new CapturePackets(new PacketDecoder(TunnelPorts.DEFAULT), table, l7, false);
        packets.declare(new CaptureInterface(LinkTypes.ETHERNET, 262_144, "eth0", ""));
    }

    HandMadeCapture cutAt(int bytes) {
        snapLength = bytes;
        return this;
    }

    /** The legs of all connections, in the order in which they were opened. */
    List<Leg> finish() {
        packets.finish();
        table.finish();
        return legs;
    }

    /** SYN, SYN/ACK and ACK; both sides' first byte has number 1. */
    HandMadeCapture open(int client, int port, int serverPort) {
        tcp(client, port, SERVER, serverPort, SYN, 0, 0, new byte[0]);
        tcp(SERVER, serverPort, client, port, SYN | ACK, 0, 1, new byte[0]);
        return tcp(client, port, SERVER, serverPort, ACK, 1, 1, new byte[0]);
    }

    HandMadeCapture tcp(
            int from, int fromPort, int to, int toPort, int flags, int sequence, int acknowledged, byte[] payload) {
        begin(from, to, 6, 20 + payload.length);
        frame.putShort((short) fromPort).putShort((short) toPort);
        frame.putInt(sequence).putInt(acknowledged);
        frame.put((byte) 0x50).put((byte) flags).putShort((short) 0xFFFF).putInt(0);
        return end(payload);
    }

    HandMadeCapture udp(int from, int fromPort, int to, int toPort, byte[] payload) {
        begin(from, to, 17, 8 + payload.length);
        frame.putShort((short) fromPort).putShort((short) toPort);
        frame.putShort((short) (8 + payload.length)).putShort((short) 0);
        return end(payload);
    }

    private void begin(int from, int to, int protocol, int length) {
        frame.clear();
        frame.putLong(0x0202_0202_0202_0204L).putInt(0x0404_0404).putShort((short) 0x0800);
        frame.put((byte) 0x45).put((byte) 0).putShort((short) (20 + length));
        frame.putShort((short) ++ipId).putShort((short) 0);
        frame.put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(from)
                .putInt(to);
    }

    private HandMadeCapture end(byte[] payload) {
        frame.put(payload);
        int length = frame.position();
        time += 1_000_000;
        packets.packet(frame, 0, Math.min(length, snapLength), length, time, 0);
        return this;
    }

    @Override
    public void leg(Leg leg) {
        legs.add(leg);
    }

    @Override
    public void skip(SkipReason reason, long count) {
        throw new AssertionError(reason + " " + count);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A ClientHello in one record, with so much padding (RFC 7685) before the name. */
    static byte[] hello(String name, int padding) {
        byte[] host = text(name);
        ByteBuffer all = ByteBuffer.allocate(5 + 4 + 41 + 2 + 4 + padding + 4 + 5 + host.length);
        all.put((byte) 0x16).putShort((short) 0x0301).putShort((short) (all.capacity() - 5));
        all.put((byte) 1).put((byte) 0).putShort((short) (all.capacity() - 9));
        all.putShort((short) 0x0303).put(new byte[32]).put((byte) 0);
        all.putShort((short) 2).putShort((short) 0x1301).put((byte) 1).put((byte) 0);
        all.putShort((short) (all.capacity() - 9 - 41 - 2));
        all.putShort((short) 21).putShort((short) padding).put(new byte[padding]);
        all.putShort((short) 0).putShort((short) (5 + host.length));
        all.putShort((short) (3 + host.length))
                .put((byte) 0)
                .putShort((short) host.length)
                .put(host);
        return all.array();
    }

    /** A DNS query for an address, or the answer with one. */
    static byte[] dns(int id, boolean response, String name, int address) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] header = {id, response ? 0x8180 : 0x0100, 1, response ? 1 : 0, 0, 0};
        for (int word : header) {
            out.write(word >> 8);
            out.write(word);
        }
        for (String label : name.split("\\.")) {
            out.write(label.length());
            out.writeBytes(text(label));
        }
        out.writeBytes(new byte[] {0, 0, 1, 0, 1});
        if (response) {
            out.writeBytes(new byte[] {(byte) 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 30, 0, 4});
            out.writeBytes(ByteBuffer.allocate(4).putInt(address).array());
        }
        return out.toByteArray();
    }
}
