package io.policap.capture.packet.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames that nobody should have sent: nothing is thrown, nothing read outside the frame, nothing allocated. */
class HostileFrameTest {
    private static final int[] LINKS = {0, 1, 9, 12, 14, 50, 51, 101, 104, 108, 113, 204, 228, 229, 239, 276, 7777};
    private static final int MUTATIONS = Integer.getInteger("policap.fuzz.rounds", 50_000);

    private final PacketDecoder decoder = new PacketDecoder(TunnelPorts.DEFAULT);
    private final PacketHeader header = new PacketHeader();

    @FuzzTest
    void anyBytesOfAnyLinkTypeDecodeToSomething(byte[] input) {
        if (input.length > 0) {
            check(Arrays.copyOfRange(input, 1, input.length), LINKS[(input[0] & 0xFF) % LINKS.length]);
        }
    }

    @Test
    void mutatedPacketsDecodeToSomething() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        GeneratedPacket packet = new GeneratedPacket(random);
        for (int i = 0; i < MUTATIONS; i++) {
            if (i % 50 == 0) {
                packet = new GeneratedPacket(random);
            }
            byte[] bytes = Arrays.copyOf(packet.bytes, random.nextInt(packet.bytes.length + 10));
            for (int change = random.nextInt(5); change >= 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : -random.nextInt(2));
            }
            try {
                check(bytes, packet.linkType);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", mutation " + i + packet.story, e);
            }
        }
    }

    @Test
    void stacksOfHeadersThatNeverEndAreMalformed() {
        byte[] vlans = new byte[60_000];
        byte[] tunnels = new byte[60_000];
        byte[] authentication = new byte[60_000];
        Arrays.fill(vlans, (byte) 0x81);
        for (int at = 12; at + 1 < vlans.length; at += 2) {
            vlans[at] = (byte) 0x81;
            vlans[at + 1] = 0;
        }
        for (int at = 0; at + 20 <= tunnels.length; at += 20) {
            ByteBuffer.wrap(tunnels)
                    .putInt(at, 0x45000000 | tunnels.length - at)
                    .put(at + 9, (byte) 4);
        }
        ByteBuffer.wrap(authentication)
                .putInt(0, 0x45000000 | authentication.length)
                .put(9, (byte) 51);
        for (int at = 20; at + 8 <= authentication.length; at += 8) {
            authentication[at] = 51;
        }
        assertThat(check(vlans, LinkTypes.ETHERNET)).isEqualTo(Decoding.MALFORMED);
        assertThat(check(tunnels, LinkTypes.RAW)).isEqualTo(Decoding.MALFORMED);
        assertThat(check(authentication, LinkTypes.RAW)).isEqualTo(Decoding.MALFORMED);
    }

    @Test
    void nothingIsAllocated() {
        Random random = new Random(1);
        ByteBuffer[] frames = new ByteBuffer[500];
        int[] links = new int[frames.length];
        for (int i = 0; i < frames.length; i++) {
            GeneratedPacket packet = new GeneratedPacket(random);
            frames[i] = ByteBuffer.wrap(packet.bytes);
            links[i] = packet.linkType;
        }
        FragmentTable table = new FragmentTable(64);
        decodeAll(frames, links, table);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < 100; round++) {
            decodeAll(frames, links, table);
        }
        // 50,000 packets: one object each would be 800,000 bytes.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    private void decodeAll(ByteBuffer[] frames, int[] links, FragmentTable table) {
        for (int i = 0; i < frames.length; i++) {
            int length = frames[i].limit() - i % 3;
            decoder.decode(frames[i], 0, length, frames[i].limit(), links[i], header);
            header.fragment = true;
            header.fragmentKey = i;
            table.attribute(header, i);
        }
    }

    private Decoding check(byte[] bytes, int linkType) {
        ByteBuffer exact = ByteBuffer.wrap(bytes);
        for (int more = 0; more < 3; more++) {
            decoder.decode(exact, 0, bytes.length, bytes.length + 700 * more * more, linkType, header);
            assertThat(header.payload).isNotNegative();
            assertThat(header.payloadOffset).isBetween(0, bytes.length);
            assertThat(header.payloadCaptured).isBetween(0, bytes.length - header.payloadOffset);
        }
        decoder.decode(exact, 0, bytes.length, Integer.MAX_VALUE, linkType, header);
        return decoder.decode(exact, 0, bytes.length, bytes.length, linkType, header);
    }
}
