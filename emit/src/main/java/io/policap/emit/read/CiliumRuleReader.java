package io.policap.emit.read;

import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.AuthenticationMode;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.IcmpRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the items of {@code ingress}, {@code egress}, {@code ingressDeny} and {@code egressDeny}. */
final class CiliumRuleReader {
    private final PolicyType type;
    private final boolean deny;

    CiliumRuleReader(PolicyType type, boolean deny) {
        this.type = type;
        this.deny = deny;
    }

    CiliumRule read(Fields rule) throws MalformedException {
        List<CiliumPeers> peers = peers(rule);
        Optional<List<CiliumPortRule>> toPorts = rule.objects("toPorts", new CiliumPortReader(type, deny)::read);
        Optional<List<IcmpRule>> icmps = rule.objects("icmps", IcmpReader::read);
        if (!toPorts.orElse(List.of()).isEmpty() && !icmps.orElse(List.of()).isEmpty()) {
            throw rule.malformed("icmps", "cannot stand beside toPorts; write a rule of its own");
        }
        Optional<AuthenticationMode> authentication =
                deny ? Optional.empty() : rule.object("authentication", CiliumRuleReader::authentication);
        return new CiliumRule(peers, toPorts, icmps, authentication);
    }

    private List<CiliumPeers> peers(Fields rule) throws MalformedException {
        String prefix = type == PolicyType.INGRESS ? "from" : "to";
        PeerFields peers = new PeerFields();
        peers.add(rule.objects(prefix + "Endpoints", SelectorReader::read), CiliumPeers.Endpoints::new);
        peers.add(rule.list(prefix + "CIDR", Addresses::prefixOrAddress), CiliumPeers.Cidrs::new);
        peers.add(rule.objects(prefix + "CIDRSet", CiliumPeerReader::cidrSet), CiliumPeers.CidrSets::new);
        peers.add(rule.list(prefix + "Entities", CiliumPeerReader::entity), CiliumPeers.Entities::new);
        peers.add(rule.objects(prefix + "Nodes", SelectorReader::read), CiliumPeers.Nodes::new);
        peers.add(
                rule.list(prefix + "Groups", (group, path) -> group), groups -> new CiliumPeers.Groups(groups.size()));
        peers.add(rule.objects(prefix + "Requires", SelectorReader::read), CiliumPeers.Requires::new);
        if (type == PolicyType.EGRESS) {
            peers.add(rule.objects("toServices", CiliumPeerReader::service), CiliumPeers.Services::new);
            if (!deny) {
                peers.add(rule.objects("toFQDNs", FqdnReader::read), CiliumPeers.Fqdns::new);
            }
        }
        if (peers.filled.size() > 1) {
            throw rule.malformed(
                    prefix + peers.filled.get(1),
                    "cannot stand beside " + prefix + peers.filled.get(0) + "; write a rule of its own");
        }
        return peers.present;
    }

    /** The peer fields that are there, and the names of those that hold something, of which Cilium takes one. */
    private static final class PeerFields {
        private final List<CiliumPeers> present = new ArrayList<>();
        private final List<String> filled = new ArrayList<>();

        <T> void add(Optional<List<T>> items, Function<List<T>, CiliumPeers> field) {
            if (items.isPresent()) {
                CiliumPeers peers = field.apply(items.get());
                present.add(peers);
                if (!items.get().isEmpty()) {
                    filled.add(peers.suffix());
                }
            }
        }
    }

    private static AuthenticationMode authentication(Fields fields) throws MalformedException {
        String text = fields.string("mode").orElse("");
        for (AuthenticationMode mode : AuthenticationMode.values()) {
            if (mode.text().equals(text)) {
                return mode;
            }
        }
        throw fields.malformed("mode", Excerpt.of(text) + " is not one of required, disabled, test-always-fail");
    }
}
