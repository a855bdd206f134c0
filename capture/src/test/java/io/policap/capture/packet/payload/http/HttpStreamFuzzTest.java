package io.policap.capture.packet.payload.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.policap.capture.packet.payload.http.Exchange.Outcome;
import io.policap.capture.packet.payload.http.Exchange.Turn;
import io.policap.infer.flow.HttpRequest;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connections that nobody should have made: nothing is thrown, pieces make no difference, memory is bounded.
 *
 * <p>To fuzz: {@code JAZZER_FUZZ=1 mvn test -pl capture -am -Dtest=HttpStreamFuzzTest#anyBytes
 * -DargLine="-Djazzer.hooks=true -Djazzer.instrument=io.policap.capture.packet.payload.**"}. The number of mutations is
 * set with {@code -Dpolicap.fuzz.rounds}.
 */
class HttpStreamFuzzTest {
    private static final long ENDLESS = 1 << 26;
    private static final String[] WORDS = {
        "\r\n",
        "\n",
        "\r",
        " ",
        ":",
        "\r\n\r\n",
        "Content-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\n",
        "0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
        "Upgrade: x\r\n",
        "\u0000",
        "\u00ff\u00ff\u00ff\u00ff",
        "\u0082",
        "\u003f",
        "HTTP/1.1 101 \r\n\r\n",
        "HTTP/1.1 200 OK\r\n",
        "//",
        "@",
        "?",
        "\u0000\u0000\u0000\u0001\u0004\u0000\u0000\u0000\u0001"
    };

    /** Each turn with the side and its length before it. */
    static Stream<byte[]> seeds() {
        return Exchanges.all().values().stream().map(each -> bytes(each.exchange().turns));
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytes(byte[] bytes) {
        check(turns(bytes), new Random(bytes.length));
    }

    @Test
    void noMutationIsReadInTwoWays() {
        long seed = System.nanoTime();
        int rounds = Integer.getInteger("policap.fuzz.rounds", 20_000);
        Random random = new Random(seed);
        List<Exchanges.Case> cases = List.copyOf(Exchanges.all().values());
        for (int round = 0; round < rounds; round++) {
            List<Turn> turns =
                    new ArrayList<>(cases.get(random.nextInt(cases.size())).exchange().turns);
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                int hit = random.nextInt(turns.size());
                turns.set(hit, mutated(turns.get(hit), random));
            }
            try {
                check(turns, random);
            } catch (RuntimeException | AssertionError broken) {
                fail("seed %d, round %d".formatted(seed, round), broken);
            }
        }
    }

    private static Turn mutated(Turn turn, Random random) {
        byte[] bytes = turn.bytes().clone();
        int at = random.nextInt(bytes.length + 1);
        switch (random.nextInt(5)) {
            case 0 -> {
                if (at < bytes.length) {
                    bytes[at] = (byte) random.nextInt();
                }
            }
            case 1 -> {
                if (at < bytes.length) {
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 2 -> bytes = spliced(bytes, at, at, WORDS[random.nextInt(WORDS.length)]);
            case 3 -> bytes = spliced(bytes, at, Math.min(bytes.length, at + random.nextInt(12)), "");
            default ->
                bytes = spliced(
                        bytes, at, Math.min(bytes.length, at + random.nextInt(4)), WORDS[random.nextInt(WORDS.length)]);
        }
        return new Turn(turn.client(), bytes);
    }

    private static byte[] spliced(byte[] bytes, int from, int to, String between) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return (text.substring(0, from) + between + text.substring(to)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void check(List<Turn> turns, Random random) {
        Exchange exchange = new Exchange();
        exchange.turns.addAll(turns);
        Outcome whole = exchange.read();
        Outcome pieces = exchange.read((stream, turn, at) -> {
            for (int from = 0; from < turn.bytes().length; ) {
                int to = Math.min(turn.bytes().length, from + 1 + random.nextInt(40));
                Exchange.piece(stream, turn, at, from, to, to);
                from = to;
            }
        });
        assertThat(pieces).isEqualTo(whole);
        sensible(whole);
        Outcome damaged = exchange.read((stream, turn, at) -> {
            for (int from = 0; from < turn.bytes().length; ) {
                int to = Math.min(turn.bytes().length, from + 1 + random.nextInt(200));
                int captured = random.nextInt(4) == 0 ? from + random.nextInt(to - from) : to;
                if (random.nextInt(6) != 0) {
                    Exchange.piece(stream, turn, at + (random.nextInt(50) == 0 ? 1 : 0), from, captured, to);
                }
                from = to;
            }
        });
        sensible(damaged);
    }

    private static void sensible(Outcome outcome) {
        assertThat(outcome.requests()).hasSizeLessThanOrEqualTo(HttpStream.MOST_REQUESTS);
        for (HttpRequest request : outcome.requests()) {
            String path = request.http().path();
            assertThat(request.http().method()).isNotEmpty();
            assertThat(path.isEmpty() || path.startsWith("/") || path.equals("*"))
                    .as(path)
                    .isTrue();
            assertThat(path.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '?' && c != '#'))
                    .as(path)
                    .isTrue();
        }
    }

    /** What a client could send without end is given up, or needs no memory. */
    @Test
    void endlessStreamsNeedBoundedMemory() {
        String get = "GET / HTTP/1.1\r\nHost: h\r\n";
        String post = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
        byte[] settings = Exchanges.frame(4, 0, 0, "");
        String http2 = Exchanges.PREFACE + new String(settings, StandardCharsets.ISO_8859_1);
        endless(get, "X: y\r\n");
        endless("GET /", "a");
        endless(post + "1;", "a");
        endless(post + "0\r\n", "X: y\r\n");
        endless(get + "Upgrade: x\r\n\r\n", "bytes of another protocol");
        endless(http2 + frame(1, 0, 1, "82"), frame(9, 0, 1, "00".repeat(1000)));
        endless(http2, frame(1, 5, 1, "40" + "01" + "61" + "01" + "62"));
    }

    private static void endless(String first, String then) {
        HttpStream stream = new HttpStream();
        byte[] start = first.getBytes(StandardCharsets.ISO_8859_1);
        byte[] more = then.repeat(64 * 1024 / then.length() + 1).getBytes(StandardCharsets.ISO_8859_1);
        stream.accept(0, start, 0, start.length, start.length);
        long at = start.length;
        long before = allocated();
        for (long sent = 0; sent < ENDLESS && !stream.over(); sent += more.length) {
            stream.accept(at, more, 0, more.length, more.length);
            at += more.length;
        }
        // Allocated is more than held: what is held all the time is far below.
        assertThat(allocated() - before).as(first).isLessThan(ENDLESS / 16);
        stream.finish();
        assertThat(stream.complete()).as(first).isFalse();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static String frame(int type, int flags, int stream, String payload) {
        return new String(Exchanges.frame(type, flags, stream, payload), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(List<Turn> turns) {
        byte[] all = {};
        for (Turn turn : turns) {
            int length = turn.bytes().length;
            all = Exchange.join(
                    all, new byte[] {(byte) ((turn.client() ? 0x80 : 0) | length >> 8), (byte) length}, turn.bytes());
        }
        return all;
    }

    private static List<Turn> turns(byte[] bytes) {
        List<Turn> turns = new ArrayList<>();
        for (int at = 0; at + 2 <= bytes.length; ) {
            int length = (bytes[at] & 0x7F) << 8 | bytes[at + 1] & 0xFF;
            int from = at + 2;
            int to = Math.min(bytes.length, from + length);
            turns.add(new Turn(bytes[at] < 0, Arrays.copyOfRange(bytes, from, to)));
            at = to;
        }
        return turns;
    }
}
