package io.policap.capture.hubble.json;

import io.policap.capture.hubble.event.EndpointFields;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads {@code flow.Endpoint}. */
final class JsonEndpointFields {
    private final JsonValues values;

    JsonEndpointFields(JsonValues values) {
        this.values = values;
    }

    void read(JsonParser parser, String field, EndpointFields into) {
        into.clear();
        if (!values.object(parser, field)) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "ID":
                case "id":
                    into.id = values.number(parser, name);
                    break;
                case "identity":
                    into.identity = values.number(parser, name);
                    break;
                case "cluster_name":
                case "clusterName":
                    into.cluster = values.text(parser, name);
                    break;
                case "namespace":
                    into.namespace = values.text(parser, name);
                    break;
                case "labels":
                    values.texts(parser, name, into.labels);
                    break;
                case "pod_name":
                case "podName":
                    into.pod = values.text(parser, name);
                    break;
                case "workloads":
                    workloads(parser, into);
                    break;
                default:
                    parser.skipChildren();
            }
        }
    }

    /** Reads the first workload of the list; Hubble never knows a second. */
    private void workloads(JsonParser parser, EndpointFields into) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        boolean first = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (first && values.object(parser, "workloads")) {
                workload(parser, into);
            } else {
                parser.skipChildren();
            }
            first = false;
        }
    }

    private void workload(JsonParser parser, EndpointFields into) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "name":
                    into.workloadName = values.text(parser, name);
                    break;
                case "kind":
                    into.workloadKind = values.text(parser, name);
                    break;
                default:
                    parser.skipChildren();
            }
        }
    }
}
