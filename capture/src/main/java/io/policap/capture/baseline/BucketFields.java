package io.policap.capture.baseline;

import io.policap.infer.baseline.BucketRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Ten-minute intervals as numbers from the epoch, and runs of them as pairs of numbers. */
final class BucketFields {
    /** The ten-minute intervals of all times that a program can name. */
    private static final long LAST_BUCKET = Instant.MAX.getEpochSecond() / 600;

    /** Runs that a baseline keeps may meet, but never cover more than its clocks can. */
    private static final long LONGEST_JOINED = 2 * BucketRun.LONGEST;

    private final JsonCursor cursor;
    private final List<BucketRun> buckets = new ArrayList<>();

    BucketFields(JsonCursor cursor) {
        this.cursor = cursor;
    }

    void read(String key) {
        cursor.array(key, this::bucket);
    }

    List<BucketRun> runs() {
        return buckets;
    }

    private void bucket() {
        if (!cursor.isArray()) {
            long bucket = cursor.number("a bucket");
            add(bucket, bucket);
            return;
        }
        List<Long> ends = new ArrayList<>(2);
        cursor.array("a run of buckets", () -> {
            if (ends.size() == 2) {
                throw new DamagedException("a run of buckets has more than two ends");
            }
            ends.add(cursor.number("a bucket"));
        });
        if (ends.size() != 2) {
            throw new DamagedException("a run of buckets has not two ends");
        }
        add(ends.get(0), ends.get(1));
    }

    private void add(long first, long last) {
        if (first < -LAST_BUCKET || last > LAST_BUCKET || last < first || last - first >= LONGEST_JOINED) {
            throw new DamagedException("a run of buckets ends before it begins, or is of no possible length");
        }
        if (!buckets.isEmpty() && buckets.get(buckets.size() - 1).last() >= first - 1) {
            throw new DamagedException("the runs of buckets are not in order and apart");
        }
        buckets.add(new BucketRun(first, last));
    }
}
