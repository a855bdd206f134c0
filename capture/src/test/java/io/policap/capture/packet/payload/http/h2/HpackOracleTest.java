package io.policap.capture.packet.payload.http.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.grpc.netty.shaded.io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What Netty's encoder makes is decoded to what it was given; what no encoder makes is refused. */
class HpackOracleTest {
    private static final int BLOCKS = 3_000;

    @Test
    void everyBlockOfNettysEncoderIsDecoded() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 8; round++) {
            var encoder = new DefaultHttp2HeadersEncoder(
                    Http2HeadersEncoder.NEVER_SENSITIVE, round % 2 == 0, 64, round < 4 ? 0 : 512);
            HpackDecoder decoder = decoder();
            for (int block = 0; block < BLOCKS / 8; block++) {
                if (random.nextInt(20) == 0) {
                    long size = random.nextInt(4) == 0 ? 0 : random.nextInt(20_000);
                    encoder.maxHeaderTableSize(size);
                    decoder.allow(size);
                }
                compare(encoder, decoder, random, "seed " + seed + ", round " + round + ", block " + block);
            }
        }
    }

    private static void compare(DefaultHttp2HeadersEncoder encoder, HpackDecoder decoder, Random random, String where)
            throws Exception {
        Http2Headers headers = new DefaultHttp2Headers(false);
        List<String> sent = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            String name = random.nextInt(3) == 0
                    ? StaticTable.name(8 + random.nextInt(StaticTable.COUNT - 7))
                    : "x-" + random.nextInt(40);
            if (name.startsWith(":")) {
                continue;
            }
            byte[] value = new byte[random.nextInt(8) == 0 ? random.nextInt(300) : random.nextInt(12)];
            for (int b = 0; b < value.length; b++) {
                value[b] = (byte) (random.nextInt(6) == 0 ? random.nextInt(256) : 'a' + random.nextInt(4));
            }
            headers.add(new AsciiString(name), new AsciiString(value));
        }
        headers.forEach(field -> sent.add(field.getKey() + ": " + field.getValue()));
        ByteBuf out = Unpooled.buffer();
        encoder.encodeHeaders(3, headers, out);
        byte[] block = new byte[out.readableBytes()];
        out.readBytes(block);
        List<String> decoded = new ArrayList<>();
        assertThat(decoder.decode(block, 0, block.length, (name, value) -> decoded.add(name + ": " + value)))
                .as(where)
                .isTrue();
        assertThat(decoded).as(where).isEqualTo(sent);
    }

    @Test
    void everyByteIsDecodedFromItsCode() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        ByteBuf out = Unpooled.buffer();
        new DefaultHttp2HeadersEncoder(Http2HeadersEncoder.NEVER_SENSITIVE, true, 64, 0)
                .encodeHeaders(3, new DefaultHttp2Headers(false).add("x", new AsciiString(all)), out);
        byte[] block = new byte[out.readableBytes()];
        out.readBytes(block);
        List<String> values = new ArrayList<>();
        assertThat(decoder().decode(block, 0, block.length, (name, value) -> values.add(value)))
                .isTrue();
        assertThat(values).containsExactly(new String(all, StandardCharsets.ISO_8859_1));
        // Longer than plain: so it is the code that was read.
        assertThat(block.length).isGreaterThan(256);
    }

    @Test
    void malformedBlocksAreRefused() {
        refused("80", "index 0");
        refused("be", "an entry that is not there");
        refused("ff8080808001", "an integer that never ends");
        refused("ffffffff7f", "an integer beyond all bounds");
        refused("7f", "a cut integer");
        refused("400a6375", "a cut string");
        refused("4001", "no value");
        refused("8220", "a size update behind a field");
        refused("3fe21f", "a size update to 4097, above what was allowed");
        refused("008118" + "00", "padding that is not all ones");
        refused("0082ffff" + "00", "a byte of padding");
        refused("0084ffffffff" + "00", "the end of string inside a string");
        assertThat(decode(decoder(), "3fe11f")).as("a size update to 4096").isTrue();
        assertThat(decode(decoder(), "20")).as("a size update to 0").isTrue();
    }

    @Test
    void aSizeUpdateUpToWhatTheServerAllowedIsTaken() {
        HpackDecoder decoder = decoder();
        decoder.allow(4097);
        decoder.allow(100);
        assertThat(decode(decoder, "3fe21f")).isTrue();
        assertThat(decode(decoder, "3fe31f")).isFalse();
    }

    @Test
    void aSmallBlockCannotBecomeALargeList() {
        HpackDecoder decoder = decoder();
        assertThat(decode(decoder, "4001617f8018" + "62".repeat(3199))).isTrue();
        assertThat(decode(decoder, "be".repeat(70))).isTrue();
        assertThat(decode(decoder, "be".repeat(5_000))).isFalse();
    }

    private static void refused(String hex, String why) {
        assertThat(decode(decoder(), hex)).as(why).isFalse();
    }

    private static boolean decode(HpackDecoder decoder, String hex) {
        byte[] block = hex(hex);
        return decoder.decode(block, 0, block.length, (name, value) -> {});
    }

    private static HpackDecoder decoder() {
        return new HpackDecoder((name, bytes, length) -> new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
