package io.policap.cli.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The frames of a capture, each a character per byte, read in the plainest way: enough for files known to be whole. */
final class CapturedFrames {
    private static final int ENHANCED_PACKET = 6;

    private CapturedFrames() {}

    static List<String> ofPcapng(byte[] file) {
        List<String> frames = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < file.length; at += in.getInt(at + 4)) {
            if (in.getInt(at) == ENHANCED_PACKET) {
                frames.add(new String(file, at + 28, in.getInt(at + 20), ISO_8859_1));
            }
        }
        return frames;
    }

    /** The little-endian classic form. */
    static List<String> ofPcap(byte[] file) {
        List<String> frames = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 24; at + 16 <= file.length; at += 16 + in.getInt(at + 8)) {
            frames.add(new String(file, at + 16, in.getInt(at + 8), ISO_8859_1));
        }
        return frames;
    }

    /** The frames of cooked captures (v2) that are IPv4, up to the last that holds a mark. */
    static List<String> upTo(String mark, List<String> frames) {
        int last = -1;
        for (int i = 0; i < frames.size(); i++) {
            last = frames.get(i).contains(mark) ? i : last;
        }
        return frames.subList(0, last + 1).stream()
                .filter(frame -> frame.startsWith("\b\0"))
                .toList();
    }

    /** The frames in an order that does not depend on when each was handed over. */
    static List<String> sorted(List<String> frames) {
        return frames.stream().sorted().toList();
    }
}
