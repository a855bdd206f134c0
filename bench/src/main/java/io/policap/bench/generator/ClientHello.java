package io.policap.bench.generator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first message of a TLS client (RFC 8446, section 4.1.2) with the name of the server. */
final class ClientHello {
    private static final int PADDING = 180;

    private ClientHello() {}

    static byte[] naming(String server, SeededRandom random) {
        byte[] name = server.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer text = ByteBuffer.allocate(600);
        text.putInt(0x1603_0100).put((byte) 0);
        text.putInt(0x0100_0000).putShort((short) 0x0303);
        for (int i = 0; i < 4; i++) {
            text.putLong(random.next());
        }
        text.put((byte) 32);
        for (int i = 0; i < 4; i++) {
            text.putLong(random.next());
        }
        text.putShort((short) 6)
                .putShort((short) 0x1301)
                .putShort((short) 0x1302)
                .putShort((short) 0xC02F);
        text.putShort((short) 0x0100);
        int extensions = text.position();
        text.putShort((short) 0);
        text.putShort((short) 0).putShort((short) (name.length + 5)).putShort((short) (name.length + 3));
        text.put((byte) 0).putShort((short) name.length).put(name);
        text.putShort((short) 43).putShort((short) 3).put((byte) 2).putShort((short) 0x0304);
        text.putShort((short) 21).putShort((short) PADDING).put(new byte[PADDING]);
        int length = text.position();
        text.putShort(3, (short) (length - 5));
        text.putShort(7, (short) (length - 9));
        text.putShort(extensions, (short) (length - extensions - 2));
        return Arrays.copyOf(text.array(), length);
    }
}
