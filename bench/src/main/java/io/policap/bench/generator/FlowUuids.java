package io.policap.bench.generator;

import com.google.protobuf.Timestamp;
import java.util.UUID;

/** What makes a flow an event of its own: its UUID (RFC 9562, version 4) and its time. */
final class FlowUuids {
    private FlowUuids() {}

    static String next(SeededRandom random) {
        long high = random.next() & ~0xF000L | 0x4000L;
        long low = random.next() & ~(3L << 62) | 1L << 63;
        return new UUID(high, low).toString();
    }

    /** Nanoseconds since 1970. */
    static Timestamp time(long nanos) {
        return Timestamp.newBuilder()
                .setSeconds(nanos / 1_000_000_000L)
                .setNanos((int) (nanos % 1_000_000_000L))
                .build();
    }
}
