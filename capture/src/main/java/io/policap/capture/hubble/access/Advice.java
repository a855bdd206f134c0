package io.policap.capture.hubble.access;

/** What to do about the things that go wrong most often. */
final class Advice {
    static final String FORWARD =
            "A relay is reached with: kubectl -n kube-system port-forward svc/hubble-relay 4245:80";

    static final String CA = "take the cluster's CA with: kubectl -n kube-system get secret cilium-ca"
            + " -o jsonpath='{.data.ca\\.crt}' | base64 -d > ca.crt, and add --tls-ca ca.crt";

    static final String NODES = "look at: kubectl -n kube-system get pods -l k8s-app=cilium; kubectl -n kube-system logs"
            + " deploy/hubble-relay; and that Hubble is on (hubble.enabled=true) and nodes reach each other on port 4244";

    static final String CLIENT_CERTIFICATE = "give one that its CA signed with --tls-cert FILE --tls-key FILE";

    private Advice() {}

    /** The same server, with TLS or without. */
    static HubbleTarget other(HubbleTarget target) {
        return target instanceof HubbleTarget.Tcp tcp
                ? new HubbleTarget.Tcp(tcp.host(), tcp.port(), !tcp.isTls())
                : target;
    }
}
