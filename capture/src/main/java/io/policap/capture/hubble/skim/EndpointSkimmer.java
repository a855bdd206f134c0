package io.policap.capture.hubble.skim;

import io.policap.capture.hubble.event.EndpointFields;

/** Reads {@code flow.Endpoint} from the bytes of a line. */
final class EndpointSkimmer {
    private static final int ID = 1;
    private static final int IDENTITY = 2;
    private static final int CLUSTER = 4;
    private static final int NAMESPACE = 8;
    private static final int LABELS = 16;
    private static final int POD = 32;
    private static final int WORKLOADS = 64;

    private final SkimValues values;

    EndpointSkimmer(SkimValues values) {
        this.values = values;
    }

    /** Fills the fields from the object that begins here; the position behind it, or -1 in doubt. */
    int read(byte[] line, int from, EndpointFields into) {
        into.clear();
        if (line[from] != '{') {
            return -1;
        }
        int at = from + 1;
        if (line[at] == '}') {
            return at + 1;
        }
        int seen = 0;
        while (line[at] == '"') {
            int end = JsonSkip.plainText(line, at + 1);
            if (end < 0 || line[end + 1] != ':') {
                return -1;
            }
            int field = field(line, at + 1, end);
            if (field < 0 || (seen & field) != 0) {
                return -1;
            }
            seen |= field;
            at = field(line, end + 2, field, into);
            if (at < 0) {
                return -1;
            }
            if (line[at] == '}') {
                return at + 1;
            }
            if (line[at] != ',') {
                return -1;
            }
            at++;
        }
        return -1;
    }

    /** The field of this name, 0 for one that is not used, -1 in doubt. */
    private static int field(byte[] line, int from, int to) {
        if (Keys.is(line, from, to, "ID")) {
            return ID;
        }
        if (Keys.is(line, from, to, "identity")) {
            return IDENTITY;
        }
        if (Keys.is(line, from, to, "cluster_name")) {
            return CLUSTER;
        }
        if (Keys.is(line, from, to, "namespace")) {
            return NAMESPACE;
        }
        if (Keys.is(line, from, to, "labels")) {
            return LABELS;
        }
        if (Keys.is(line, from, to, "pod_name")) {
            return POD;
        }
        if (Keys.is(line, from, to, "workloads")) {
            return WORKLOADS;
        }
        return Keys.isProtoName(line, from, to) && !Keys.is(line, from, to, "id") ? 0 : -1;
    }

    private int field(byte[] line, int at, int field, EndpointFields into) {
        int end;
        switch (field) {
            case ID:
                end = values.number(line, at);
                into.id = values.number;
                return end;
            case IDENTITY:
                end = values.number(line, at);
                into.identity = values.number;
                return end;
            case CLUSTER:
                end = values.text(line, at);
                into.cluster = values.text;
                return end;
            case NAMESPACE:
                end = values.text(line, at);
                into.namespace = values.text;
                return end;
            case LABELS:
                return values.texts(line, at, into.labels);
            case POD:
                end = values.text(line, at);
                into.pod = values.text;
                return end;
            case WORKLOADS:
                return workloads(line, at, into);
            default:
                return JsonSkip.value(line, at);
        }
    }

    /** Reads a list of one workload; Hubble never knows a second. */
    private int workloads(byte[] line, int from, EndpointFields into) {
        if (line[from] != '[' || line[from + 1] != '{') {
            return -1;
        }
        int at = from + 2;
        int seen = 0;
        while (line[at] == '"') {
            int end = JsonSkip.plainText(line, at + 1);
            if (end < 0 || line[end + 1] != ':') {
                return -1;
            }
            boolean name = Keys.is(line, at + 1, end, "name");
            if (!name && !Keys.is(line, at + 1, end, "kind")) {
                return -1;
            }
            int field = name ? 1 : 2;
            at = (seen & field) != 0 ? -1 : values.text(line, end + 2);
            if (at < 0) {
                return -1;
            }
            seen |= field;
            if (name) {
                into.workloadName = values.text;
            } else {
                into.workloadKind = values.text;
            }
            if (line[at] == '}') {
                return line[at + 1] == ']' ? at + 2 : -1;
            }
            if (line[at] != ',') {
                return -1;
            }
            at++;
        }
        return -1;
    }
}
