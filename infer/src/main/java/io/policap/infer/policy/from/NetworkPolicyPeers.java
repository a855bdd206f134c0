package io.policap.infer.policy.from;

import io.policap.infer.intent.Peer;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.kubernetes.NetworkPolicyPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Peers in NetworkPolicy's words (R5, R7, R9, R11). */
final class NetworkPolicyPeers {
    private NetworkPolicyPeers() {}

    /**
     * The peers that together stand for one peer of the intent.
     *
     * @param subject the workload whose policy it is
     * @return empty where NetworkPolicy has no words for it; an empty list in a rule would mean everyone
     */
    static List<NetworkPolicyPeer> of(Peer peer, WorkloadKey subject) {
        if (peer instanceof Peer.Workload workload) {
            return workload(workload, subject);
        }
        if (peer instanceof Peer.EveryPod) {
            return List.of(new NetworkPolicyPeer.Selected(Optional.empty(), Optional.of(LabelSelector.ALL)));
        }
        if (peer instanceof Peer.ApiServer server) {
            return addresses(server.addresses());
        }
        if (peer instanceof Peer.Nodes nodes) {
            return addresses(nodes.addresses());
        }
        if (peer instanceof Peer.IngressProxy) {
            return List.of();
        }
        if (peer instanceof Peer.Anyone anyone) {
            List<NetworkPolicyPeer> peers = new ArrayList<>();
            peers.add(outside(Cidr.parse("0.0.0.0/0"), anyone.podRanges()));
            peers.add(outside(Cidr.parse("::/0"), anyone.podRanges()));
            peers.addAll(addresses(anyone.nodeAddresses()));
            return peers;
        }
        return blocks(peer instanceof Peer.Names names ? names.prefixes() : ((Peer.Addresses) peer).prefixes());
    }

    private static List<NetworkPolicyPeer> blocks(List<Cidr> prefixes) {
        List<NetworkPolicyPeer> peers = new ArrayList<>();
        for (Cidr prefix : prefixes) {
            peers.add(new NetworkPolicyPeer.IpBlock(prefix, List.of()));
        }
        return peers;
    }

    private static List<NetworkPolicyPeer> workload(Peer.Workload peer, WorkloadKey subject) {
        if (!peer.key().cluster().equals(subject.cluster())) {
            return List.of();
        }
        LabelSelector pods = peer.selection().kubernetes();
        if (peer.key().namespace().equals(subject.namespace())) {
            return List.of(NetworkPolicyPeer.Selected.pods(pods));
        }
        LabelSelector namespace = LabelSelector.of(
                Map.of("kubernetes.io/metadata.name", peer.key().namespace()));
        return List.of(NetworkPolicyPeer.Selected.pods(pods, namespace));
    }

    private static List<NetworkPolicyPeer> addresses(List<Ip> addresses) {
        List<NetworkPolicyPeer> peers = new ArrayList<>();
        for (Ip address : addresses) {
            peers.add(new NetworkPolicyPeer.IpBlock(Cidr.of(address), List.of()));
        }
        return peers;
    }

    private static NetworkPolicyPeer outside(Cidr everything, List<Cidr> podRanges) {
        List<Cidr> except = podRanges.stream()
                .filter(range -> range.v6() == everything.v6() && range.length() > 0)
                .toList();
        return new NetworkPolicyPeer.IpBlock(everything, except);
    }
}
