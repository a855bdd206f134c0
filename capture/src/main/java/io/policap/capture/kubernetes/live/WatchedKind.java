package io.policap.capture.kubernetes.live;

import io.policap.capture.kubernetes.ApiKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A kind that is listed and watched.
 *
 * @param versions how it is served, the best first; later ones are tried where the server does not know the first
 * @param need what its absence means
 */
record WatchedKind(List<ApiKind> versions, Need need) {
    enum Need {
        /** Without it there is no inventory. */
        REQUIRED,
        /** Part of Kubernetes: where it is missing, the inventory is incomplete. */
        BUILT_IN,
        /** Part of something that may be installed or not. */
        EXTENSION
    }

    WatchedKind {
        versions = List.copyOf(versions);
    }

    /** Every kind that the reader of files understands, in the order of their use in messages. */
    static List<WatchedKind> all() {
        List<WatchedKind> kinds = new ArrayList<>();
        kinds.add(of(Need.REQUIRED, "Pod", "pods", "v1"));
        kinds.add(of(Need.REQUIRED, "Service", "services", "v1"));
        kinds.add(new WatchedKind(
                List.of(
                        new ApiKind("discovery.k8s.io/v1", "EndpointSlice", "endpointslices"),
                        new ApiKind("discovery.k8s.io/v1beta1", "EndpointSlice", "endpointslices"),
                        new ApiKind("v1", "Endpoints", "endpoints")),
                Need.BUILT_IN));
        kinds.add(of(Need.BUILT_IN, "Node", "nodes", "v1"));
        kinds.add(of(Need.BUILT_IN, "Namespace", "namespaces", "v1"));
        kinds.add(of(Need.BUILT_IN, "ReplicaSet", "replicasets", "apps/v1"));
        kinds.add(of(Need.BUILT_IN, "Deployment", "deployments", "apps/v1"));
        kinds.add(of(Need.BUILT_IN, "StatefulSet", "statefulsets", "apps/v1"));
        kinds.add(of(Need.BUILT_IN, "DaemonSet", "daemonsets", "apps/v1"));
        kinds.add(of(Need.BUILT_IN, "ReplicationController", "replicationcontrollers", "v1"));
        kinds.add(of(Need.BUILT_IN, "Job", "jobs", "batch/v1"));
        kinds.add(of(Need.BUILT_IN, "CronJob", "cronjobs", "batch/v1", "batch/v1beta1"));
        kinds.add(of(Need.BUILT_IN, "Ingress", "ingresses", "networking.k8s.io/v1"));
        kinds.add(of(Need.BUILT_IN, "NetworkPolicy", "networkpolicies", "networking.k8s.io/v1"));
        String service = "networking.k8s.io/";
        kinds.add(of(Need.EXTENSION, "ServiceCIDR", "servicecidrs", service + "v1", service + "v1beta1"));
        String cilium = "cilium.io/";
        kinds.add(of(Need.EXTENSION, "CiliumNetworkPolicy", "ciliumnetworkpolicies", cilium + "v2"));
        kinds.add(of(
                Need.EXTENSION, "CiliumClusterwideNetworkPolicy", "ciliumclusterwidenetworkpolicies", cilium + "v2"));
        kinds.add(of(Need.EXTENSION, "CiliumCIDRGroup", "ciliumcidrgroups", cilium + "v2", cilium + "v2alpha1"));
        kinds.add(of(Need.EXTENSION, "CiliumNode", "ciliumnodes", cilium + "v2"));
        String gateway = "gateway.networking.k8s.io/";
        kinds.add(of(Need.EXTENSION, "HTTPRoute", "httproutes", gateway + "v1", gateway + "v1beta1"));
        kinds.add(of(Need.EXTENSION, "GRPCRoute", "grpcroutes", gateway + "v1", gateway + "v1alpha2"));
        kinds.add(of(Need.EXTENSION, "TLSRoute", "tlsroutes", gateway + "v1", gateway + "v1alpha2"));
        kinds.add(of(Need.EXTENSION, "TCPRoute", "tcproutes", gateway + "v1alpha2"));
        kinds.add(of(Need.EXTENSION, "UDPRoute", "udproutes", gateway + "v1alpha2"));
        kinds.add(of(Need.EXTENSION, "Route", "routes", "route.openshift.io/v1"));
        kinds.add(of(Need.EXTENSION, "DeploymentConfig", "deploymentconfigs", "apps.openshift.io/v1"));
        kinds.add(of(Need.EXTENSION, "Rollout", "rollouts", "argoproj.io/v1alpha1"));
        kinds.add(of(Need.EXTENSION, "IPPool", "ippools", "crd.projectcalico.org/v1"));
        String admin = "policy.networking.k8s.io/";
        kinds.add(of(Need.EXTENSION, "AdminNetworkPolicy", "adminnetworkpolicies", admin + "v1alpha1"));
        kinds.add(of(Need.EXTENSION, "BaselineAdminNetworkPolicy", "baselineadminnetworkpolicies", admin + "v1alpha1"));
        kinds.add(of(Need.EXTENSION, "GlobalNetworkPolicy", "globalnetworkpolicies", "crd.projectcalico.org/v1"));
        return List.copyOf(kinds);
    }

    ApiKind best() {
        return versions.get(0);
    }

    private static WatchedKind of(Need need, String kind, String resource, String... apiVersions) {
        List<ApiKind> versions = new ArrayList<>();
        for (String apiVersion : apiVersions) {
            versions.add(new ApiKind(apiVersion, kind, resource));
        }
        return new WatchedKind(versions, need);
    }
}
