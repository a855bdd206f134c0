package io.policap.infer.policy;

/** The kinds of policy that a cluster may hold and that policap reads. */
public enum PolicyKind {
    NETWORK_POLICY("NetworkPolicy", "networking.k8s.io/v1"),
    CILIUM_NETWORK_POLICY("CiliumNetworkPolicy", "cilium.io/v2"),
    CILIUM_CLUSTERWIDE_NETWORK_POLICY("CiliumClusterwideNetworkPolicy", "cilium.io/v2");

    private final String kind;
    private final String apiVersion;

    PolicyKind(String kind, String apiVersion) {
        this.kind = kind;
        this.apiVersion = apiVersion;
    }

    /** The kind as the API spells it. */
    public String kind() {
        return kind;
    }

    /** The API group and version that policap writes. */
    public String apiVersion() {
        return apiVersion;
    }
}
