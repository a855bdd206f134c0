package io.policap.infer.name;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Ip;
import java.time.Instant;

/**
 * When a client did something: got an answer, or opened a connection.
 *
 * <p>The order of moments has nothing to do with time or client, so that the first ones in it are a sample of all,
 * the same one in whatever order they came.
 *
 * @param time when
 * @param client the address of the one pod that it was
 */
public record Moment(Instant time, Ip client) implements Comparable<Moment> {
    public Moment {
        requireNonNull(time, "time");
        requireNonNull(client, "client");
    }

    /** What moments are ordered by first. */
    static long mixed(Instant time, Ip client) {
        long mixed = time.getEpochSecond() * 0x9E37_79B9_7F4A_7C15L
                ^ time.getNano() * 0xD6E8_FEB8_6659_FD93L
                ^ client.low() * 0xE703_7ED1_A0B4_28DBL
                ^ client.high() * 0xA24B_AED4_963E_E407L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return mixed ^ (mixed >>> 29);
    }

    long mixed() {
        return mixed(time, client);
    }

    @Override
    public int compareTo(Moment other) {
        int byMixed = Long.compare(mixed(), other.mixed());
        int byTime = byMixed != 0 ? byMixed : time.compareTo(other.time);
        return byTime != 0 ? byTime : client.compareTo(other.client);
    }
}
