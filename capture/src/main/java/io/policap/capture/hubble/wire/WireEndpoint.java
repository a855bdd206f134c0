package io.policap.capture.hubble.wire;

import io.policap.capture.hubble.event.EndpointFields;

/** Reads {@code flow.Endpoint} for one end of a flow; a whole endpoint that repeats is recognised and not read again. */
final class WireEndpoint {
    private static final int ID = 1 << 3;
    private static final int IDENTITY = 2 << 3;
    private static final int NAMESPACE = 3 << 3 | 2;
    private static final int LABELS = 4 << 3 | 2;
    private static final int POD_NAME = 5 << 3 | 2;
    private static final int WORKLOADS = 6 << 3 | 2;
    private static final int CLUSTER_NAME = 7 << 3 | 2;

    private static final int WORKLOAD_NAME = 1 << 3 | 2;
    private static final int WORKLOAD_KIND = 2 << 3 | 2;

    private final WireTexts texts;
    private final SharedEndpoints shared;
    private boolean read;
    private boolean workloadRead;

    WireEndpoint(WireTexts texts, SharedEndpoints shared) {
        this.texts = texts;
        this.shared = shared;
    }

    /** Forgets what was read of this end. */
    void clear() {
        read = false;
        workloadRead = false;
    }

    /**
     * Reads the endpoint that follows.
     *
     * @param fields what was read of this end before, else fields to fill
     * @return the fields, or those that are shared with earlier endpoints
     */
    EndpointFields next(WireCursor in, EndpointFields fields) {
        int length = in.length();
        if (read) {
            // A message that occurs again goes on with the first; no agent writes that.
            EndpointFields whole = fields.copy();
            workloadRead |= hasWorkload(whole);
            fields(in, length, whole);
            return whole;
        }
        read = true;
        int from = in.at();
        if (in.isDamaged()) {
            return fields;
        }
        EndpointFields known = shared.find(in.bytes(), from, from + length);
        if (known != null) {
            in.advance(length);
            return known;
        }
        fields(in, length, fields);
        boolean unnamed = workloadRead && !hasWorkload(fields);
        return in.isDamaged() || unnamed ? fields : shared.remember(in.bytes(), from, from + length, fields);
    }

    private static boolean hasWorkload(EndpointFields fields) {
        return !fields.workloadName.isEmpty() || !fields.workloadKind.isEmpty();
    }

    private void fields(WireCursor in, int length, EndpointFields into) {
        int outer = in.enter(length);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case ID:
                    into.id = in.unsigned();
                    break;
                case IDENTITY:
                    into.identity = in.unsigned();
                    break;
                case NAMESPACE:
                    into.namespace = texts.next(in);
                    break;
                case LABELS:
                    into.labels.add(texts.next(in));
                    break;
                case POD_NAME:
                    into.pod = texts.next(in);
                    break;
                case WORKLOADS:
                    workload(in, into);
                    break;
                case CLUSTER_NAME:
                    into.cluster = texts.next(in);
                    break;
                default:
                    in.skip(tag);
            }
        }
        in.leave(outer);
    }

    /** Reads the first workload; Hubble never knows a second. */
    private void workload(WireCursor in, EndpointFields into) {
        if (workloadRead) {
            in.skip(WORKLOADS);
            return;
        }
        workloadRead = true;
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case WORKLOAD_NAME:
                    into.workloadName = texts.next(in);
                    break;
                case WORKLOAD_KIND:
                    into.workloadKind = texts.next(in);
                    break;
                default:
                    in.skip(tag);
            }
        }
        in.leave(outer);
    }
}
