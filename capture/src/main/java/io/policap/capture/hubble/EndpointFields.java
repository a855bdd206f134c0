package io.policap.capture.hubble;

import java.util.ArrayList;
import java.util.List;

/** The fields of one end of a flow as they were read (flow.Endpoint), reused from record to record. */
final class EndpointFields {
    long id;
    long identity;
    String cluster = "";
    String namespace = "";
    String pod = "";
    String workloadName = "";
    String workloadKind = "";
    final List<String> labels = new ArrayList<>();

    void clear() {
        id = 0;
        identity = 0;
        cluster = "";
        namespace = "";
        pod = "";
        workloadName = "";
        workloadKind = "";
        labels.clear();
    }

    EndpointFields copy() {
        EndpointFields copy = new EndpointFields();
        copy.id = id;
        copy.identity = identity;
        copy.cluster = cluster;
        copy.namespace = namespace;
        copy.pod = pod;
        copy.workloadName = workloadName;
        copy.workloadKind = workloadKind;
        copy.labels.addAll(labels);
        return copy;
    }

    /** Whether both make the same endpoint; of the endpoint's number only counts whether there is one. */
    boolean same(EndpointFields other) {
        return (id != 0) == (other.id != 0)
                && identity == other.identity
                && pod.equals(other.pod)
                && namespace.equals(other.namespace)
                && cluster.equals(other.cluster)
                && workloadName.equals(other.workloadName)
                && workloadKind.equals(other.workloadKind)
                && labels.equals(other.labels);
    }
}
