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
        if (toPorts.isPresent() && icmps.isPresent()) {
            throw rule.malformed("icmps", "cannot stand beside toPorts; write a rule of its own");
        }
        Optional<AuthenticationMode> authentication =
                deny ? Optional.empty() : rule.object("authentication", CiliumRuleReader::authentication);
        return new CiliumRule(peers, toPorts, icmps, authentication);
    }

    private List<CiliumPeers> peers(Fields rule) throws MalformedException {
        String prefix = type == PolicyType.INGRESS ? "from" : "to";
        List<CiliumPeers> peers = new ArrayList<>();
        rule.objects(prefix + "Endpoints", SelectorReader::read)
                .map(CiliumPeers.Endpoints::new)
                .ifPresent(peers::add);
        rule.list(prefix + "CIDR", Addresses::prefixOrAddress)
                .map(CiliumPeers.Cidrs::new)
                .ifPresent(peers::add);
        rule.objects(prefix + "CIDRSet", CiliumPeerReader::cidrSet)
                .map(CiliumPeers.CidrSets::new)
                .ifPresent(peers::add);
        rule.list(prefix + "Entities", CiliumPeerReader::entity)
                .map(CiliumPeers.Entities::new)
                .ifPresent(peers::add);
        rule.objects(prefix + "Nodes", SelectorReader::read)
                .map(CiliumPeers.Nodes::new)
                .ifPresent(peers::add);
        rule.list(prefix + "Groups", (group, path) -> group)
                .map(groups -> new CiliumPeers.Groups(groups.size()))
                .ifPresent(peers::add);
        rule.objects(prefix + "Requires", SelectorReader::read)
                .map(CiliumPeers.Requires::new)
                .ifPresent(peers::add);
        if (type == PolicyType.EGRESS) {
            rule.objects("toServices", CiliumPeerReader::service)
                    .map(CiliumPeers.Services::new)
                    .ifPresent(peers::add);
            if (!deny) {
                rule.objects("toFQDNs", FqdnReader::read)
                        .map(CiliumPeers.Fqdns::new)
                        .ifPresent(peers::add);
            }
        }
        if (peers.size() > 1) {
            throw rule.malformed(
                    prefix + peers.get(1).suffix(),
                    "cannot stand beside " + prefix + peers.get(0).suffix() + "; write a rule of its own");
        }
        return peers;
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
