package io.policap.infer.evaluate;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.net.Cidr;
import io.policap.infer.policy.cilium.CidrSet;
import io.policap.infer.policy.cilium.CiliumCidrGroup;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.ArrayList;
import java.util.List;

/** Reads the peers of one Cilium rule; what it cannot evaluate it adds to the gaps and takes as matching nothing. */
final class CiliumPeerCompiler {
    private final PeerScope scope;
    private final boolean deny;
    private final RuleRef rule;
    private final List<String> gaps;

    CiliumPeerCompiler(PeerScope scope, boolean deny, RuleRef rule, List<String> gaps) {
        this.scope = scope;
        this.deny = deny;
        this.rule = rule;
        this.gaps = gaps;
    }

    PeerMatcher compile(CiliumPeers peers) {
        if (peers instanceof CiliumPeers.Endpoints endpoints) {
            return selectors(endpoints.selectors());
        }
        if (peers instanceof CiliumPeers.Cidrs cidrs) {
            PeerMatcher matcher = PeerMatcher.NONE;
            for (Cidr cidr : cidrs.cidrs()) {
                matcher = matcher.or(block(cidr, List.of()));
            }
            return matcher;
        }
        if (peers instanceof CiliumPeers.CidrSets sets) {
            PeerMatcher matcher = PeerMatcher.NONE;
            for (CidrSet set : sets.sets()) {
                matcher = matcher.or(cidrSet(set));
            }
            return matcher;
        }
        if (peers instanceof CiliumPeers.Entities entities) {
            return entities(entities.entities());
        }
        if (peers instanceof CiliumPeers.Fqdns fqdns) {
            return names(fqdns.names());
        }
        if (peers instanceof CiliumPeers.Services services) {
            return new ServicePeers(scope).compile(services.services(), this::gap);
        }
        return opaque(peers);
    }

    private PeerMatcher opaque(CiliumPeers peers) {
        boolean empty = peers instanceof CiliumPeers.Groups groups
                ? groups.count() == 0
                : peers instanceof CiliumPeers.Nodes nodes
                        ? nodes.selectors().isEmpty()
                        : ((CiliumPeers.Requires) peers).selectors().isEmpty();
        if (!empty) {
            gap("peers by " + peers.suffix());
        }
        return PeerMatcher.NONE;
    }

    private PeerMatcher selectors(List<LabelSelector> selectors) {
        List<CiliumSelector> completed = new ArrayList<>();
        for (LabelSelector selector : selectors) {
            CiliumSelector complete = scope.complete(selector);
            complete.foreignKeys().forEach(key -> gap("the selector's key '" + key + "'"));
            completed.add(complete);
        }
        return party -> {
            for (CiliumSelector selector : completed) {
                if (selector.matches(party)) {
                    return true;
                }
            }
            return false;
        };
    }

    private PeerMatcher cidrSet(CidrSet set) {
        if (set instanceof CidrSet.Literal literal) {
            return block(literal.cidr(), literal.except());
        }
        PeerMatcher matcher = PeerMatcher.NONE;
        boolean found = false;
        for (CiliumCidrGroup group : scope.view().cidrGroups()) {
            boolean wanted = set instanceof CidrSet.GroupRef ref
                    ? ref.name().equals(group.name())
                    : ((CidrSet.GroupSelector) set).selector().matches(group.labels());
            if (wanted) {
                found = true;
                for (Cidr cidr : group.externalCidrs()) {
                    matcher = matcher.or(block(cidr, List.of()));
                }
            }
        }
        if (!found) {
            gap("a CiliumCIDRGroup that is not known" + (set instanceof CidrSet.GroupRef ref ? ": " + ref.name() : ""));
        }
        return matcher;
    }

    /** Prefixes only ever match addresses outside the cluster, never pods or nodes. */
    private PeerMatcher block(Cidr cidr, List<Cidr> except) {
        PeerMatcher covered = deny ? CidrPeers.any(cidr, except) : CidrPeers.all(cidr, except);
        boolean everything = cidr.length() == 0 && except.isEmpty();
        return party -> party.isWorld() && (covered.matches(party) || (everything && isWorldOf(cidr, party)));
    }

    private static boolean isWorldOf(Cidr cidr, Party party) {
        return party.addresses().isEmpty()
                && (party.reserved().contains(CiliumEntity.WORLD)
                        || party.reserved().contains(cidr.v6() ? CiliumEntity.WORLD_IPV6 : CiliumEntity.WORLD_IPV4));
    }

    private PeerMatcher entities(List<CiliumEntity> entities) {
        PeerMatcher matcher = PeerMatcher.NONE;
        for (CiliumEntity entity : entities) {
            matcher = matcher.or(
                    party -> EntityPeers.matches(entity, party, scope.view().cluster()));
        }
        return matcher;
    }

    private static PeerMatcher names(List<FqdnSelector> selectors) {
        return party -> {
            if (!party.isWorld()) {
                return false;
            }
            for (String name : party.names()) {
                for (FqdnSelector selector : selectors) {
                    if (FqdnMatcher.matches(selector, name)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }

    private void gap(String what) {
        gaps.add(rule + ": " + what);
    }
}
