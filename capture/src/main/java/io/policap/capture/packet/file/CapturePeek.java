package io.policap.capture.packet.file;

import static java.util.Objects.requireNonNull;

import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Ip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * How a capture file begins.
 *
 * @param format the container
 * @param linkType the link type of its first interface, -1 without one
 * @param firstTime the time of its first packet, nanoseconds since 1970; empty without a packet that has a time
 */
public record CapturePeek(CaptureFormat format, int linkType, OptionalLong firstTime) {
    public CapturePeek {
        requireNonNull(format, "format");
        requireNonNull(firstTime, "firstTime");
    }

    /**
     * Looks at the beginning of a file's content without compression, up to its first packet. Damage is not told here
     * but when the file is read.
     */
    public static CapturePeek at(InputStream content) throws IOException {
        First first = new First();
        try (ByteWindow window = ByteWindow.of(content)) {
            CaptureFacts facts = CaptureFileReader.read(window, first, "its beginning", new Issues(), 1);
            return new CapturePeek(
                    facts.format(),
                    first.linkType,
                    first.time > 0 ? OptionalLong.of(first.time) : OptionalLong.empty());
        }
    }

    private static final class First implements PacketSink {
        private int linkType = -1;
        private long time;
        private boolean declared;

        @Override
        public void declare(CaptureInterface interfaceOfFile) {
            if (!declared) {
                declared = true;
                linkType = interfaceOfFile.linkType();
            }
        }

        @Override
        public void packet(ByteBuffer data, int offset, int captured, int original, long packetTime, int iface) {
            time = packetTime;
        }

        @Override
        public void skip(SkipReason reason, long records) {
            // Told when the file is read.
        }

        @Override
        public void name(Ip address, String name) {
            // Told when the file is read.
        }

        @Override
        public void dropped(int iface, long packets, long counted) {
            // Told when the file is read.
        }
    }
}
