package io.policap.capture.hubble.server;

import com.google.protobuf.Timestamp;
import io.policap.capture.hubble.proto.flow.Flow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Flows without end out of a few: the flow with a number is one of the pool, chosen by the number, with a UUID and a time
 * of its own written into the encoded message. Costs about as much as copying the bytes.
 */
public final class FlowPool {
    private static final String UUID = "00000000-0000-4000-8000-000000000000";
    /** Nanoseconds from here to the end of a second always take five bytes, so that they can be written over. */
    private static final int FIRST_NANO = 300_000_000;

    private static final int NANOS = 600_000_000;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Template[] templates;
    private final long seed;
    private final long startSeconds;
    private final int perSecond;

    /**
     * A pool whose flows follow each other from a second on (since 1970, after 1978), so many in each second.
     */
    public FlowPool(List<Flow> flows, long seed, long startSeconds, int perSecond) {
        if (flows.isEmpty() || perSecond < 1 || perSecond > NANOS || startSeconds >>> 28 == 0) {
            throw new IllegalArgumentException(
                    flows.size() + " flows, " + perSecond + " in a second, from second " + startSeconds);
        }
        this.templates = flows.stream().map(Template::of).toArray(Template[]::new);
        this.seed = seed;
        this.startSeconds = startSeconds;
        this.perSecond = perSecond;
    }

    /** Which flow of the pool the one with that number is, counted from 0. */
    public int chosen(long number) {
        return (int) ((mix(number + seed) >>> 1) % templates.length);
    }

    /** The second in which the flow with that number happens. */
    public long second(long number) {
        return startSeconds + number / perSecond;
    }

    PublishedEvent event(long number) {
        Template template = templates[chosen(number)];
        byte[] response = template.response.clone();
        uuid(response, template.uuid, mix(number ^ seed << 1), number);
        long seconds = second(number);
        int nanos = FIRST_NANO + (int) (number % perSecond) * (NANOS / perSecond);
        for (int at : template.times) {
            varint(response, at + 1, seconds);
            varint(response, at + 7, nanos);
        }
        return PublishedEvent.encoded(response, seconds, nanos);
    }

    /** Random to look at, and never the same for two numbers: its last twelve digits are the number. */
    private static void uuid(byte[] into, int at, long random, long number) {
        for (int i = 0; i < 24; i++) {
            byte was = into[at + i];
            if (was == '0' && i != 14) {
                into[at + i] = HEX[(int) (random & 15)];
                random = random >>> 4 | random << 60;
            }
        }
        for (int i = 35; i >= 24; i--) {
            into[at + i] = HEX[(int) (number & 15)];
            number >>>= 4;
        }
    }

    private static void varint(byte[] into, int at, long value) {
        for (int i = 0; i < 4; i++) {
            into[at + i] = (byte) (value & 0x7F | 0x80);
            value >>>= 7;
        }
        into[at + 4] = (byte) value;
    }

    /** SplitMix64's finalizer. */
    private static long mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private record Template(byte[] response, int uuid, int[] times) {
        static Template of(Flow flow) {
            Timestamp time = Timestamp.newBuilder()
                    .setSeconds(1_760_000_000L)
                    .setNanos(FIRST_NANO)
                    .build();
            byte[] response = Responses.of(
                            flow.toBuilder().setUuid(UUID).setTime(time).build())
                    .toByteArray();
            int[] uuids = find(response, UUID.getBytes(StandardCharsets.US_ASCII));
            int[] times = find(response, time.toByteArray());
            if (uuids.length != 1 || times.length != 2) {
                throw new IllegalArgumentException("a flow of the pool has a UUID or a time where none belongs");
            }
            return new Template(response, uuids[0], times);
        }

        private static int[] find(byte[] in, byte[] what) {
            return IntStream.rangeClosed(0, in.length - what.length)
                    .filter(at -> Arrays.equals(in, at, at + what.length, what, 0, what.length))
                    .toArray();
        }
    }
}
