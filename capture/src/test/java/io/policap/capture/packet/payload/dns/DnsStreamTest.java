package io.policap.capture.packet.payload.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DnsStreamTest {
    private final DnsReader reader = new DnsReader();
    private final List<DnsMessage> seen = new ArrayList<>();
    private final DnsStream stream = new DnsStream(reader);

    @Test
    void messagesAreFoundWhereverSegmentsEnd() {
        byte[] bytes = framed();
        List<DnsMessage> expected = expected();
        for (int first = 1; first < bytes.length; first++) {
            feed(bytes, 0, first);
            feed(bytes, first, bytes.length);
            assertThat(seen).as("cut at %d", first).isEqualTo(expected);
            seen.clear();
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            for (int at = 0; at < bytes.length; ) {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(1 + random.nextInt(60)));
                feed(bytes, at, to);
                at = to;
            }
            assertThat(seen).as("seed %d, round %d", seed, round).isEqualTo(expected);
            seen.clear();
        }
    }

    @Test
    void aMessageOf64KilobytesIsReadByteByByte() {
        DnsBytes large = DnsBytes.response("web.example", 1, 4_000, 0);
        for (int i = 0; i < 4_000; i++) {
            int last = i;
            large.pointer(12).rest(1, 5, data -> data.bits32(0x0A000000 + last));
        }
        byte[] bytes = framed(large.bytes());
        for (int at = 0; at < bytes.length; at++) {
            feed(bytes, at, at + 1);
        }
        assertThat(seen)
                .singleElement()
                .satisfies(message -> assertThat(message.addresses()).hasSize(4_000));
    }

    @Test
    void afterAGapTheNextSegmentBeginsAMessage() {
        byte[] bytes = framed();
        byte[] second = framed(DnsBytes.samples().get(2));
        feed(bytes, 0, 40);
        stream.gap(seen::add);
        feed(second, 0, second.length);
        assertThat(seen).hasSize(2);
        assertThat(seen.get(0).question()).isEqualTo("api.example.com");
        assertThat(seen.get(0).cut()).isTrue();
        assertThat(seen.get(1)).isEqualTo(expected().get(2));
    }

    @Test
    void bytesThatAreNoDnsCostTheirSegmentOnly() {
        byte[] noise = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20).getBytes(StandardCharsets.US_ASCII);
        feed(noise, 0, 300);
        feed(noise, 300, noise.length);
        byte[] bytes = framed();
        feed(bytes, 0, bytes.length);
        assertThat(seen).isEqualTo(expected());
    }

    private void feed(byte[] bytes, int from, int to) {
        stream.accept(bytes, from, to - from, seen::add);
    }

    private List<DnsMessage> expected() {
        return DnsBytes.samples().stream()
                .map(message -> reader.read(message, 0, message.length).orElseThrow())
                .toList();
    }

    private static byte[] framed() {
        return framed(DnsBytes.samples().toArray(byte[][]::new));
    }

    private static byte[] framed(byte[]... messages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(messages).forEach(message -> {
            out.write(message.length >> 8);
            out.write(message.length);
            out.writeBytes(message);
        });
        return out.toByteArray();
    }
}
