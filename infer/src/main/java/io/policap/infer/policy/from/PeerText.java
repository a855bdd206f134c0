package io.policap.infer.policy.from;

import io.policap.infer.intent.Peer;
import java.util.StringJoiner;

/** Peers in words, for comments and messages. */
public final class PeerText {
    private PeerText() {}

    public static String of(Peer peer) {
        if (peer instanceof Peer.Workload workload) {
            return workload.key().shortName() + " (" + workload.key().kind() + ")";
        }
        if (peer instanceof Peer.EveryPod) {
            return "every pod of the cluster";
        }
        if (peer instanceof Peer.ApiServer) {
            return "the API server";
        }
        if (peer instanceof Peer.Nodes nodes) {
            return nodes.controlPlane() ? "the control plane's nodes" : "every node";
        }
        if (peer instanceof Peer.IngressProxy) {
            return "Cilium's ingress proxy";
        }
        if (peer instanceof Peer.Anyone) {
            return "anyone outside the cluster, and every node";
        }
        if (peer instanceof Peer.Names names) {
            StringJoiner all = new StringJoiner(", ");
            names.names().forEach(all::add);
            names.patterns().forEach(all::add);
            return all.toString();
        }
        StringBuilder text = new StringBuilder();
        ((Peer.Addresses) peer)
                .prefixes()
                .forEach(prefix -> text.append(text.isEmpty() ? "" : ", ").append(prefix));
        return text.toString();
    }
}
