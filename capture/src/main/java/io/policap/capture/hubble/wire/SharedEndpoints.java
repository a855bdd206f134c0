package io.policap.capture.hubble.wire;

import io.policap.capture.hubble.event.EndpointFields;
import org.jspecify.annotations.Nullable;

/** Endpoints that repeat, recognised by the bytes of their message. Not safe for several threads. */
final class SharedEndpoints {
    /** An endpoint of the usual length takes about 1 KiB. */
    private static final int PLACES = 1 << 13;

    /** Bytes and labels of the largest endpoint that is kept. */
    private static final int LONGEST = 2_048;

    private static final int MOST_LABELS = 64;

    /** The number and the identity stand first, pod, workload and cluster last; the labels go with the identity. */
    private static final int HASHED_FIRST = 24;

    private static final int HASHED_LAST = 96;

    private final SeenBytes<EndpointFields> seen = new SeenBytes<>(PLACES);

    /** The endpoint of these bytes, null where it is not known. */
    @Nullable
    EndpointFields find(byte[] bytes, int from, int to) {
        return to - from > LONGEST ? null : seen.find(bytes, from, to, hash(bytes, from, to));
    }

    /** Remembers what was read from these bytes. Returns what stands for it from now on. */
    EndpointFields remember(byte[] bytes, int from, int to, EndpointFields fields) {
        if (to - from > LONGEST || fields.labels.size() > MOST_LABELS) {
            return fields;
        }
        EndpointFields shared = fields.shared();
        seen.put(bytes, from, to, hash(bytes, from, to), shared);
        return shared;
    }

    private static long hash(byte[] bytes, int from, int to) {
        int middle = Math.min(to, from + HASHED_FIRST);
        long hash = WireHash.of(bytes, from, middle, to - from);
        return WireHash.of(bytes, Math.max(middle, to - HASHED_LAST), to, hash);
    }
}
