package io.policap.bench.generator;

import io.policap.capture.hubble.proto.flow.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pods of a cluster as Hubble describes them: in full on their own node, without number and workload elsewhere. */
final class FlowEndpoints {
    static final Endpoint WORLD = reserved(2, "reserved:world");
    static final Endpoint HOST = reserved(1, "reserved:host");
    static final Endpoint REMOTE_NODE = reserved(6, "reserved:remote-node");
    static final Endpoint API_SERVER = reserved(7, "reserved:kube-apiserver", "reserved:remote-node");
    private static final int FIRST_IDENTITY = 10_000;

    private final Map<Pod, Endpoint> here = new HashMap<>();
    private final Map<Pod, Endpoint> elsewhere = new HashMap<>();

    FlowEndpoints(Cluster cluster) {
        for (int i = 0; i < cluster.workloads.size(); i++) {
            Workload workload = cluster.workloads.get(i);
            for (Pod pod : workload.pods) {
                Endpoint.Builder remote = remote(workload, pod, FIRST_IDENTITY + 7 * i);
                elsewhere.put(pod, remote.build());
                remote.setID(100 + here.size() % 3_900);
                remote.addWorkloadsBuilder()
                        .setName(workload.name)
                        .setKind(workload.stateful ? "StatefulSet" : "Deployment");
                here.put(pod, remote.build());
            }
        }
    }

    /** As the agent of that node sees it. */
    Endpoint of(Pod pod, int node) {
        Endpoint endpoint = (pod.node() == node ? here : elsewhere).get(pod);
        if (endpoint == null) {
            throw new IllegalArgumentException(pod.name() + " is not of this cluster");
        }
        return endpoint;
    }

    private static Endpoint.Builder remote(Workload workload, Pod pod, int identity) {
        Endpoint.Builder endpoint = Endpoint.newBuilder()
                .setIdentity(identity)
                .setClusterName("default")
                .setNamespace(workload.namespace)
                .setPodName(pod.name());
        if (workload.udp && workload.port == 53) {
            endpoint.addLabels("k8s:k8s-app=kube-dns");
        } else if (identity % 3 == 0) {
            endpoint.addLabels("k8s:app.kubernetes.io/component=server")
                    .addLabels("k8s:app.kubernetes.io/instance=" + workload.namespace)
                    .addLabels("k8s:app.kubernetes.io/name=" + workload.name)
                    .addLabels("k8s:app.kubernetes.io/part-of=" + workload.namespace);
        } else {
            endpoint.addLabels("k8s:app=" + workload.name);
        }
        return endpoint.addLabels(
                        "k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=" + workload.namespace)
                .addLabels("k8s:io.cilium.k8s.policy.cluster=default")
                .addLabels("k8s:io.cilium.k8s.policy.serviceaccount=" + workload.name)
                .addLabels("k8s:io.kubernetes.pod.namespace=" + workload.namespace);
    }

    private static Endpoint reserved(int identity, String... labels) {
        return Endpoint.newBuilder()
                .setIdentity(identity)
                .addAllLabels(List.of(labels))
                .build();
    }
}
