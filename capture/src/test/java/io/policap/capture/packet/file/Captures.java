package io.policap.capture.packet.file;

import io.policap.capture.packet.file.CollectedPackets.Packet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Captures to test with: those of the shop, and packets that somebody made up. */
final class Captures {
    static final long TIME = 1_700_000_000_123_456_000L;

    private static final Pattern COUNT = Pattern.compile("\"([^\"]+)\":\\s*\\{\\s*\"packets\":\\s*(\\d+),");

    private Captures() {}

    /** {@code fixtures/shop}, found upwards of the working directory. */
    static Path shop() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("fixtures/shop");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no fixtures/shop in or above the working directory");
    }

    /** The packets that a truth.json tells for each capture. */
    static Map<String, Integer> counts(Path truth) throws IOException {
        String text = Files.readString(truth);
        Map<String, Integer> counts = new LinkedHashMap<>();
        Matcher count = COUNT.matcher(text.substring(text.indexOf("\"capture_files\"")));
        while (count.find()) {
            counts.put(count.group(1), Integer.valueOf(count.group(2)));
        }
        return counts;
    }

    /** Packets of the shop, with times in whole microseconds. */
    static List<Packet> some(int most) {
        try {
            List<Packet> all = CollectedPackets.of(shop().resolve("pcap/pod-supplier-ftp-veth.pcap")).packets;
            return all.subList(0, Math.min(most, all.size()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Packets of these lengths with random bytes, a millisecond apart. */
    static List<Packet> ofLengths(int... lengths) {
        Random random = new Random(7);
        List<Packet> packets = new ArrayList<>();
        for (int length : lengths) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            packets.add(new Packet(ByteBuffer.wrap(bytes), length, TIME + packets.size() * 1_000_000L, 0));
        }
        return packets;
    }
}
