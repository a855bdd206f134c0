package io.policap.capture.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.policap.capture.packet.file.ByteWindow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Shipped captures with damage, all the way to connections: nothing is thrown, no memory is taken beyond a bound, and the
 * fast way says the same as the decoder. How many are read is set with {@code -Dpolicap.fuzz.rounds}.
 */
class HostileCaptureTest {
    private static final int HEAD = 6_000;

    /** Of one way through a capture of 6,000 bytes: the table, the window and what is kept of payloads take most. */
    private static final long MOST_ALLOCATED = 8L << 20;

    private static final int[] NASTY = {0, 1, -1, 0x4500, 0x0800, 0x86DD, 0x8100, 53, 4789, 8472, 443, 20, 65535};

    @Test
    void damagedCapturesComeToTheSameEitherWayAndTakeLittleMemory() throws IOException {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this JVM does not count allocation");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        List<byte[]> captures = new ArrayList<>();
        for (String name : List.of("n1-eth0.pcap", "n1-multi.pcapng", "n1-cni0.pcap", "pod-cart-eth0.pcap")) {
            try (InputStream in = Files.newInputStream(PlainLaneTest.capture(name))) {
                captures.add(in.readNBytes(HEAD));
            }
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int rounds = Integer.getInteger("policap.fuzz.rounds", 2_000);
        long most = 0;
        long legs = 0;
        for (int round = 0; round < rounds; round++) {
            String about = "seed " + seed + ", round " + round;
            byte[] damaged = damaged(captures.get(random.nextInt(captures.size())), random);
            boolean l7 = random.nextBoolean();
            long before = threads.getThreadAllocatedBytes(thread);
            TakenPackets words = read(damaged, l7, false);
            long allocated = threads.getThreadAllocatedBytes(thread) - before;
            TakenPackets headers = read(damaged, l7, true);
            assertThat(words.legs).as(about).isEqualTo(headers.legs);
            assertThat(words.lookups).as(about).isEqualTo(headers.lookups);
            assertThat(words.skips).as(about).isEqualTo(headers.skips);
            assertThat(words.facts()).as(about).isEqualTo(headers.facts());
            assertThat(allocated).as(about).isLessThan(MOST_ALLOCATED);
            most = Math.max(most, allocated);
            legs += words.legs.size();
        }
        System.out.println(
                rounds + " damaged captures, " + legs + " legs, at most " + most + " bytes allocated for one");
        assertThat(legs).isGreaterThan(rounds);
    }

    private static TakenPackets read(byte[] bytes, boolean l7, boolean asHeaders) throws IOException {
        TakenPackets taken = new TakenPackets(l7, asHeaders, false);
        try (ByteWindow window = ByteWindow.of(new ByteArrayInputStream(bytes))) {
            taken.read(window);
        }
        return taken;
    }

    private static byte[] damaged(byte[] capture, Random random) {
        byte[] damaged = capture.clone();
        for (int hits = 1 + random.nextInt(20); hits > 0; hits--) {
            int at = 24 + random.nextInt(damaged.length - 28);
            switch (random.nextInt(3)) {
                case 0 -> damaged[at] = (byte) random.nextInt();
                case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                default -> {
                    int value = NASTY[random.nextInt(NASTY.length)];
                    damaged[at] = (byte) (value >> 8);
                    damaged[at + 1] = (byte) value;
                }
            }
        }
        return damaged;
    }
}
