package io.policap.capture.packet.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Ip;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reading a packet allocates: nothing. */
class CaptureAllocationTest {
    private static final int PACKETS = 200_000;
    private static final byte[] FRAME = new byte[90];

    private final Counter counter = new Counter();

    @Test
    void readingPcapAllocatesNothingForAPacket(@TempDir Path directory) throws IOException {
        CaptureBytes file = CaptureBytes.pcap();
        for (int i = 0; i < PACKETS; i++) {
            file.record(Captures.TIME + i * 1000L, FRAME.length, FRAME.length, FRAME);
        }
        assertNothingPerPacket(directory, file);
    }

    @Test
    void readingPcapngAllocatesNothingForAPacket(@TempDir Path directory) throws IOException {
        CaptureBytes file = CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN).described(1, 0, new byte[0]);
        byte[] flags = file.options(2, new byte[4], 4, 1L);
        for (int i = 0; i < PACKETS; i++) {
            file.enhanced(0, Captures.TIME / 1000 + i, FRAME.length, FRAME, i % 2 == 0 ? flags : new byte[0]);
        }
        assertNothingPerPacket(directory, file);
    }

    private void assertNothingPerPacket(Path directory, CaptureBytes bytes) throws IOException {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this JVM does not count allocation");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Path file = Files.write(directory.resolve("x"), bytes.bytes());
        read(file);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        read(file);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(counter.packets).isEqualTo(2 * PACKETS);
        assertThat(allocated).isLessThan(100_000);
    }

    private void read(Path file) throws IOException {
        try (ByteWindow window = ByteWindow.of(file)) {
            CaptureFileReader.read(window, counter, "x", new Issues());
        }
    }

    private static final class Counter implements PacketSink {
        private long packets;
        private long others;

        @Override
        public void declare(CaptureInterface declared) {
            others++;
        }

        @Override
        public void packet(ByteBuffer data, int offset, int captured, int original, long time, int iface) {
            packets++;
        }

        @Override
        public void skip(SkipReason reason, long records) {
            others++;
        }

        @Override
        public void name(Ip address, String name) {
            others++;
        }

        @Override
        public void dropped(int iface, long lost, long time) {
            others++;
        }
    }
}
