package io.policap.capture.packet.decode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The frames of a capture file up to the first damage, read in the plainest way: pcap, pcapng, gzip. */
public final class CaptureFrames {
    private static final int LARGEST = 1 << 20;

    private CaptureFrames() {}

    public static List<CapturedFrame> read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 2 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b) {
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                    bytes = in.readAllBytes();
                }
            }
            return frames(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<CapturedFrame> frames(ByteBuffer in) {
        if (in.limit() < 24) {
            return List.of();
        }
        int magic = in.getInt(0);
        if (magic == 0x0A0D0D0A) {
            return blocks(in);
        }
        if (magic != 0xA1B2C3D4 && magic != 0xA1B23C4D && magic != 0xA1B2CD34) {
            in.order(ByteOrder.LITTLE_ENDIAN);
            magic = in.getInt(0);
        }
        boolean known = magic == 0xA1B2C3D4 || magic == 0xA1B23C4D || magic == 0xA1B2CD34;
        return known ? records(in, magic == 0xA1B2CD34 ? 24 : 16) : List.of();
    }

    private static List<CapturedFrame> records(ByteBuffer in, int header) {
        List<CapturedFrame> frames = new ArrayList<>();
        int linkType = in.getInt(20) & 0xFFFF;
        int at = 24;
        while (in.limit() - at >= header) {
            int captured = in.getInt(at + 8);
            if (captured < 0 || captured > LARGEST || captured > in.limit() - at - header) {
                break;
            }
            frames.add(frame(in, linkType, at + header, captured, in.getInt(at + 12)));
            at += header + captured;
        }
        return frames;
    }

    private static List<CapturedFrame> blocks(ByteBuffer in) {
        List<CapturedFrame> frames = new ArrayList<>();
        List<int[]> interfaces = new ArrayList<>();
        int at = 0;
        while (in.limit() - at >= 12) {
            if (in.order(ByteOrder.BIG_ENDIAN).getInt(at) == 0x0A0D0D0A) {
                interfaces.clear();
                in.order(in.getInt(at + 8) == 0x1A2B3C4D ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            } else {
                in.order(order(in, at));
            }
            int type = in.getInt(at);
            int length = in.getInt(at + 4);
            if (length < 12 || length > in.limit() - at) {
                break;
            }
            if (type == 1) {
                interfaces.add(new int[] {in.getShort(at + 8) & 0xFFFF, in.getInt(at + 12)});
            } else if (type == 6 && in.getInt(at + 8) < interfaces.size()) {
                frames.add(frame(
                        in, interfaces.get(in.getInt(at + 8))[0], at + 28, in.getInt(at + 20), in.getInt(at + 24)));
            } else if (type == 3 && !interfaces.isEmpty()) {
                int snap = interfaces.get(0)[1];
                int original = in.getInt(at + 8);
                int captured = Math.min(Math.min(original, snap == 0 ? original : snap), length - 16);
                frames.add(frame(in, interfaces.get(0)[0], at + 12, captured, original));
            }
            at += length;
        }
        return frames;
    }

    /** The order in which a block's two lengths agree. */
    private static ByteOrder order(ByteBuffer in, int at) {
        int length = in.order(ByteOrder.LITTLE_ENDIAN).getInt(at + 4);
        boolean fits = length >= 12 && length <= in.limit() - at && in.getInt(at + length - 4) == length;
        return fits ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private static CapturedFrame frame(ByteBuffer in, int linkType, int at, int captured, int original) {
        return new CapturedFrame(linkType, Arrays.copyOfRange(in.array(), at, at + captured), original);
    }
}
