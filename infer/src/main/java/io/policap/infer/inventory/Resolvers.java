package io.policap.infer.inventory;

import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The cluster's DNS resolvers, by the labels that their usual installations carry: kube-dns and kubeadm's CoreDNS,
 * CoreDNS's chart, OpenShift's DNS operator, NodeLocal DNS.
 */
final class Resolvers {
    /** Where NodeLocal DNS listens on every node, unless it was installed otherwise. */
    static final Ip NODE_LOCAL = Ip.parse("169.254.20.10");

    private final List<PodRecord> pods;
    private final List<ServiceRecord> services;
    private final boolean nodeLocal;

    Resolvers(List<PodRecord> all, ServiceIndex index) {
        List<PodRecord> found = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        List<ServiceRecord> serving = new ArrayList<>();
        boolean local = false;
        for (PodRecord pod : all) {
            local |= isNodeLocal(pod);
            if (isResolver(pod)) {
                found.add(pod);
                for (ServiceRecord service : index.selecting(pod)) {
                    boolean asked = service.ports().stream().anyMatch(port -> port.port() == 53);
                    if (asked && names.add(service.cluster() + "/" + service.namespace() + "/" + service.name())) {
                        serving.add(service);
                    }
                }
            }
        }
        for (ServiceRecord service : index.services()) {
            boolean wellKnown = (service.namespace().equals("kube-system")
                            && (service.name().equals("kube-dns")
                                    || service.name().equals("coredns")))
                    || (service.namespace().equals("openshift-dns")
                            && service.name().equals("dns-default"));
            if (wellKnown && names.add(service.cluster() + "/" + service.namespace() + "/" + service.name())) {
                serving.add(service);
            }
        }
        pods = List.copyOf(found);
        serving.sort(Resolvers::compareNames);
        services = List.copyOf(serving);
        nodeLocal = local;
    }

    private static int compareNames(ServiceRecord left, ServiceRecord right) {
        int byCluster = left.cluster().compareTo(right.cluster());
        int byNamespace = byCluster != 0 ? byCluster : left.namespace().compareTo(right.namespace());
        return byNamespace != 0 ? byNamespace : left.name().compareTo(right.name());
    }

    List<PodRecord> pods() {
        return pods;
    }

    List<ServiceRecord> services() {
        return services;
    }

    boolean hasNodeLocal() {
        return nodeLocal;
    }

    List<Ip> addresses() {
        TreeSet<Ip> addresses = new TreeSet<>();
        services.forEach(service -> addresses.addAll(service.clusterAddresses()));
        if (nodeLocal) {
            addresses.add(NODE_LOCAL);
        }
        return List.copyOf(addresses);
    }

    private static boolean isResolver(PodRecord pod) {
        Map<String, String> labels = pod.labels().map();
        String app = labels.getOrDefault("k8s-app", "");
        return app.equals("kube-dns")
                || app.equals("coredns")
                || "coredns".equals(labels.get("app.kubernetes.io/name"))
                || "default".equals(labels.get("dns.operator.openshift.io/daemonset-dns"));
    }

    private static boolean isNodeLocal(PodRecord pod) {
        Map<String, String> labels = pod.labels().map();
        return "node-local-dns".equals(labels.get("k8s-app")) || "node-local-dns".equals(labels.get("app"));
    }
}
