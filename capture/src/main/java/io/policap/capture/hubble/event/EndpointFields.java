package io.policap.capture.hubble.event;

import io.policap.infer.flow.FlowEndpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one end of a flow as they were read (flow.Endpoint), reused from record to record. */
public final class EndpointFields {
    public long id;
    public long identity;
    public String cluster = "";
    public String namespace = "";
    public String pod = "";
    public String workloadName = "";
    public String workloadKind = "";
    public final List<String> labels = new ArrayList<>();

    /** What was made of these fields without names, where they repeat and are never changed again. */
    @Nullable
    FlowEndpoint made;

    private boolean shared;

    public void clear() {
        id = 0;
        identity = 0;
        cluster = "";
        namespace = "";
        pod = "";
        workloadName = "";
        workloadKind = "";
        labels.clear();
        made = null;
        shared = false;
    }

    /** A copy that stands for all endpoints of the same fields and is never changed. */
    public EndpointFields shared() {
        EndpointFields copy = copy();
        copy.shared = true;
        return copy;
    }

    boolean isShared() {
        return shared;
    }

    public EndpointFields copy() {
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
