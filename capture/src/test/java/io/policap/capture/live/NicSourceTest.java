package io.policap.capture.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.capture.packet.file.CaptureInterface;
import io.policap.capture.packet.file.PacketSink;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Ip;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Live capture of the loopback interface of this host. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NicSourceTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void whatPassesIsDeliveredWithItsTimeUntilStopped() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK);
                NicSource source = open(LiveFilter.of("udp dst port " + socket.getLocalPort()), "lo")) {
            Kept kept = new Kept(100);
            CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> source.run(kept, new Issues()));
            long before = System.currentTimeMillis();
            for (int i = 0; i < 100; i++) {
                send(socket, "datagram " + i);
            }
            kept.seen.await();
            source.stop();
            assertThat(run.get()).isEqualTo(1);
            assertThat(kept.declared).singleElement().satisfies(lo -> {
                assertThat(lo.name()).isEqualTo("lo");
                assertThat(lo.linkType()).isEqualTo(1);
                assertThat(lo.filter()).startsWith("udp dst port");
            });
            assertThat(kept.frames).hasSize(100);
            assertThat(kept.frames.get(99)).endsWith("datagram 99");
            assertThat(kept.times.get(0) / 1_000_000).isBetween(before - 5, System.currentTimeMillis() + 5);
            assertThat(kept.losses).isNotEmpty().allMatch(lost -> lost == 0);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("policap-nic"));
    }

    @Test
    void whatCameBeforeTheStopIsDelivered() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK);
                NicSource source = open(LiveFilter.of("udp dst port " + socket.getLocalPort()), "lo", "any")) {
            send(socket, "the only one");
            source.stop();
            Kept kept = new Kept(1);
            source.run(kept, new Issues());
            assertThat(kept.declared).extracting(CaptureInterface::linkType).containsExactly(1, 276);
            // The pseudo-interface sees a packet of lo as it leaves and as it arrives.
            assertThat(kept.frames).hasSizeGreaterThanOrEqualTo(2).allMatch(frame -> frame.endsWith("the only one"));
        }
    }

    @Test
    void whatTheSinkThrowsEndsTheRun() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK);
                NicSource source = open(LiveFilter.of("udp dst port " + socket.getLocalPort()), "lo")) {
            send(socket, "one");
            assertThatIllegalStateException()
                    .isThrownBy(() -> source.run(
                            new Kept(1) {
                                @Override
                                public void packet(
                                        ByteBuffer data, int offset, int captured, int original, long time, int iface) {
                                    throw new IllegalStateException("full");
                                }
                            },
                            new Issues()))
                    .withMessage("full");
        }
    }

    @Test
    void whatCannotBeOpenedIsNamedWithWhatHelps() {
        open(LiveFilter.EVERYTHING, "lo").close();
        assertThatExceptionOfType(LiveFailure.class)
                .isThrownBy(() -> NicSource.open(List.of("no-such-nic"), LiveFilter.EVERYTHING, 256))
                .withMessageContaining("nic:no-such-nic: no such interface; there are ")
                .withMessageContaining("lo");
        assertThatExceptionOfType(LiveFailure.class)
                .isThrownBy(() -> NicSource.open(List.of("lo"), LiveFilter.of("tcp and"), 256))
                .withMessage("nic:lo: libpcap does not take the filter 'tcp and': can't parse filter expression: syntax"
                        + " error");
    }

    private static NicSource open(LiveFilter filter, String... names) {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "live capture is tested on Linux only");
        try {
            return NicSource.open(List.of(names), filter, 256);
        } catch (LiveFailure missing) {
            return abort(missing.getMessage());
        }
    }

    private static void send(DatagramSocket socket, String text) throws IOException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        socket.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, socket.getLocalPort()));
    }

    /** Keeps what is delivered. */
    private static class Kept implements PacketSink {
        private final List<CaptureInterface> declared = new ArrayList<>();
        private final List<String> frames = new ArrayList<>();
        private final List<Long> times = new ArrayList<>();
        private final List<Long> losses = new ArrayList<>();
        private final CountDownLatch seen;

        Kept(int expected) {
            seen = new CountDownLatch(expected);
        }

        @Override
        public void declare(CaptureInterface iface) {
            declared.add(iface);
        }

        @Override
        public void packet(ByteBuffer data, int offset, int captured, int original, long time, int iface) {
            byte[] frame = new byte[captured];
            data.get(offset, frame);
            frames.add(new String(frame, ISO_8859_1));
            times.add(time);
            seen.countDown();
        }

        @Override
        public void skip(SkipReason reason, long records) {
            throw new AssertionError(reason);
        }

        @Override
        public void name(Ip address, String name) {
            throw new AssertionError(name);
        }

        @Override
        public void dropped(int iface, long packets, long time) {
            losses.add(packets);
        }
    }
}
