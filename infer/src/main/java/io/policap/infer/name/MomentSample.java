package io.policap.infer.name;

import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The first of many moments in {@link Moment}'s order while they are collected: the same ones in whatever order they come.
 *
 * <p>Kept sorted in arrays beside what orders them, as most moments of a long recording come after the last one kept.
 */
final class MomentSample {
    private final int most;
    private long[] mixed = new long[4];
    private @Nullable Moment[] moments = new Moment[4];
    private int size;
    private boolean more;

    /** A sample of at most so many moments, at least 1. */
    MomentSample(int most) {
        this.most = most;
    }

    void add(Moment moment) {
        add(moment.mixed(), moment.time(), moment.client(), moment);
    }

    void add(Instant time, Ip client) {
        add(Moment.mixed(time, client), time, client, null);
    }

    private void add(long key, Instant time, Ip client, @Nullable Moment known) {
        if (size == most && key > mixed[size - 1]) {
            more = true;
            return;
        }
        Moment moment = known == null ? new Moment(time, client) : known;
        int at = size;
        while (at > 0 && mixed[at - 1] >= key) {
            Moment before = moments[at - 1];
            int order = before == null || mixed[at - 1] > key ? 1 : before.compareTo(moment);
            if (order == 0) {
                return;
            }
            if (order < 0) {
                break;
            }
            at--;
        }
        more |= size == most;
        if (at < most) {
            insert(at, key, moment);
        }
    }

    private void insert(int at, long key, Moment moment) {
        if (size == mixed.length && size < most) {
            mixed = Arrays.copyOf(mixed, size * 2);
            moments = Arrays.copyOf(moments, size * 2);
        }
        int moved = Math.min(size, most - 1) - at;
        System.arraycopy(mixed, at, mixed, at + 1, moved);
        System.arraycopy(moments, at, moments, at + 1, moved);
        mixed[at] = key;
        moments[at] = moment;
        size = Math.min(size + 1, most);
    }

    /** Says that there were more moments than this sample was shown. */
    void addMore(boolean unseen) {
        more |= unseen;
    }

    /** What is kept now. */
    Moments moments() {
        TreeSet<Moment> kept = new TreeSet<>();
        for (int i = 0; i < size; i++) {
            Moment moment = moments[i];
            if (moment != null) {
                kept.add(moment);
            }
        }
        return new Moments(kept, more);
    }
}
