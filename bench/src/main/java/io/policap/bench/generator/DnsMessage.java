package io.policap.bench.generator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Questions for an IPv4 address and their answers (RFC 1035). */
final class DnsMessage {
    private static final int RESPONSE = 0x8180;
    private static final int NO_SUCH_NAME = 0x8183;

    private DnsMessage() {}

    static byte[] question(int id, String name) {
        return message(id, 0x0100, name, 0);
    }

    /** The answer; 0 for a name that does not exist. */
    static byte[] answer(int id, String name, int address) {
        return message(id, address == 0 ? NO_SUCH_NAME : RESPONSE, name, address);
    }

    private static byte[] message(int id, int flags, String name, int address) {
        ByteBuffer text = ByteBuffer.allocate(512);
        text.putShort((short) id).putShort((short) flags).putShort((short) 1);
        text.putShort((short) (address == 0 ? 0 : 1)).putInt(0);
        for (String label : name.split("\\.", -1)) {
            text.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        text.put((byte) 0).putInt(0x0001_0001);
        if (address != 0) {
            text.putShort((short) 0xC00C).putInt(0x0001_0001).putInt(30).putShort((short) 4);
            text.putInt(address);
        }
        return Arrays.copyOf(text.array(), text.position());
    }
}
