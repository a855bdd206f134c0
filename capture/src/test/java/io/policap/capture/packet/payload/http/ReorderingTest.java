package io.policap.capture.packet.payload.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.payload.http.Exchange.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Segments that come in another order, twice, or with parts of others are read as those that came in order. */
class ReorderingTest {
    private static final int ROUNDS = 300;

    @Test
    void theOrderOfSegmentsAndTheirCopiesMakeNoDifference() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (Map.Entry<String, Exchanges.Case> each : Exchanges.all().entrySet()) {
            Exchange exchange = each.getValue().exchange();
            Exchange.Outcome inOrder = exchange.read();
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(exchange.read((stream, turn, at) -> shuffled(stream, turn, at, random)))
                        .as("%s, seed %d, round %d", each.getKey(), seed, round)
                        .isEqualTo(inOrder);
            }
        }
    }

    private static void shuffled(HttpStream stream, Turn turn, long at, Random random) {
        int length = turn.bytes().length;
        List<int[]> segments = new ArrayList<>();
        for (int from = 0; from < length; ) {
            int to = Math.min(length, from + 1 + random.nextInt(1 + length / 3));
            segments.add(new int[] {from, to, to});
            from = to;
        }
        for (int copies = random.nextInt(6); copies > 0; copies--) {
            int from = random.nextInt(length + 1);
            int to = from + random.nextInt(length - from + 1);
            segments.add(new int[] {from, to, to});
        }
        if (random.nextBoolean()) {
            Collections.shuffle(segments, random);
        }
        for (int[] segment : segments) {
            Exchange.piece(stream, turn, at, segment[0], segment[1], segment[2]);
        }
        assertThat(segments.size()).isLessThan(SegmentOrder.MOST_WAITING);
    }

    @Test
    void aGapThatNeverClosesIsGivenUp() {
        HttpStream stream = new HttpStream();
        byte[] head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n".getBytes();
        stream.accept(0, head, 0, head.length, head.length);
        byte[] body = new byte[1000];
        for (int i = 1; i < 100; i++) {
            stream.accept(head.length + 1000L * i, body, 0, 1000, 1000);
        }
        byte[] next = "GET /next HTTP/1.1\r\nHost: h\r\n\r\n".getBytes();
        stream.accept(head.length + 100_000, next, 0, next.length, next.length);
        assertThat(stream.requests()).hasSize(2);
        assertThat(stream.complete()).isTrue();
    }
}
