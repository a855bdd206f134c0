package io.policap.capture.packet.payload.http;

import io.policap.infer.flow.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A connection of a test: what its two sides send, turn by turn. */
final class Exchange {
    /** One side's turn. */
    record Turn(boolean client, byte[] bytes) {}

    /** What came out. */
    record Outcome(ClientProtocol protocol, boolean complete, boolean upgraded, List<HttpRequest> requests) {
        static Outcome of(HttpStream stream) {
            return new Outcome(stream.protocol(), stream.complete(), stream.upgraded(), List.copyOf(stream.requests()));
        }

        /** Requests as {@code METHOD host path}. */
        List<String> lines() {
            return requests.stream()
                    .map(request -> request.http().method() + " "
                            + request.http().host() + " " + request.http().path() + (request.grpc() ? " grpc" : ""))
                    .toList();
        }
    }

    /** Feeds one turn, of which the first byte has this place. */
    interface Feeding {
        void feed(HttpStream stream, Turn turn, long sequence);
    }

    final List<Turn> turns = new ArrayList<>();

    Exchange client(String text) {
        return client(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Exchange client(byte[] bytes) {
        turns.add(new Turn(true, bytes));
        return this;
    }

    Exchange server(String text) {
        return server(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Exchange server(byte[] bytes) {
        turns.add(new Turn(false, bytes));
        return this;
    }

    Outcome read() {
        return read(Exchange::whole);
    }

    Outcome read(Feeding feeding) {
        HttpStream stream = new HttpStream();
        long[] next = new long[2];
        for (Turn turn : turns) {
            int side = turn.client ? 0 : 1;
            feeding.feed(stream, turn, next[side]);
            next[side] += turn.bytes.length;
        }
        stream.finish();
        return Outcome.of(stream);
    }

    static void whole(HttpStream stream, Turn turn, long sequence) {
        piece(stream, turn, sequence, 0, turn.bytes.length, turn.bytes.length);
    }

    /** Feeds a part of a turn as one segment, cut where {@code captured} lies before {@code to}. */
    static void piece(HttpStream stream, Turn turn, long sequence, int from, int captured, int to) {
        // Between other bytes, so that reading outside shows.
        byte[] bytes = new byte[captured - from + 6];
        Arrays.fill(bytes, (byte) '\n');
        System.arraycopy(turn.bytes, from, bytes, 3, captured - from);
        if (turn.client) {
            stream.accept(sequence + from, bytes, 3, captured - from, to - from);
        } else {
            stream.serverAnswered(sequence + from, bytes, 3, captured - from, to - from);
        }
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
