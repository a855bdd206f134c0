package io.policap.emit.lint.effect;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.infer.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prefixes of pods and nodes, which no CIDR rule of Cilium matches, and groups of prefixes that are not there. */
final class CidrEffects {
    private final Surroundings around;
    private final Findings findings;

    CidrEffects(Surroundings around, Findings findings) {
        this.around = around;
        this.findings = findings;
    }

    /** A prefix in a rule of Cilium, apart from its exceptions. */
    void prefix(Spot spot, List<Spot> exceptions) {
        if (pods(spot, exceptions) > 0) {
            findings.warn(
                    spot,
                    LintRule.CIDR_IN_CLUSTER,
                    "holds addresses of " + pods(spot, exceptions)
                            + " pods of the inventory: Cilium never matches pods by address; select them by label");
        } else if (nodes(spot, exceptions) > 0) {
            findings.warn(
                    spot,
                    LintRule.CIDR_IN_CLUSTER,
                    "holds addresses of nodes of the inventory: Cilium matches nodes by address only with"
                            + " policy-cidr-match-mode=nodes; name them by the entities host and remote-node");
        }
    }

    /** The peers of a rule of a NetworkPolicy: one finding for all of them. */
    void blocks(Spot rule, String peers) {
        List<Spot> pods = new ArrayList<>();
        List<Spot> nodes = new ArrayList<>();
        for (Spot peer : rule.items(peers)) {
            Optional<Spot> block = peer.field("ipBlock");
            Optional<Spot> cidr = block.flatMap(found -> found.field("cidr"));
            if (cidr.isPresent()) {
                List<Spot> except = block.get().items("except");
                if (pods(cidr.get(), except) > 0) {
                    pods.add(cidr.get());
                } else if (nodes(cidr.get(), except) > 0) {
                    nodes.add(cidr.get());
                }
            }
        }
        if (!pods.isEmpty()) {
            findings.warn(
                    pods.get(0),
                    LintRule.CIDR_IN_CLUSTER,
                    count(pods) + " of pods of the inventory: Cilium never matches pods by address, other networks may"
                            + " see them translated; select them by label");
        }
        if (!nodes.isEmpty()) {
            findings.warn(
                    nodes.get(0),
                    LintRule.CIDR_IN_CLUSTER,
                    count(nodes) + " of nodes of the inventory, which Cilium matches by address only with"
                            + " policy-cidr-match-mode=nodes; a CiliumNetworkPolicy can name the entities");
        }
    }

    private static String count(List<Spot> blocks) {
        return blocks.size() == 1 ? "holds addresses" : "the first of " + blocks.size() + " blocks with addresses";
    }

    private long pods(Spot spot, List<Spot> exceptions) {
        Optional<Cidr> cidr = narrow(spot);
        return cidr.isEmpty()
                ? 0
                : around.cluster()
                        .map(known -> known.podsIn(cidr.get(), holes(exceptions)))
                        .orElse(0L);
    }

    private long nodes(Spot spot, List<Spot> exceptions) {
        Optional<Cidr> cidr = narrow(spot);
        return cidr.isEmpty()
                ? 0
                : around.cluster()
                        .map(known -> known.nodesIn(cidr.get(), holes(exceptions)))
                        .orElse(0L);
    }

    /** The prefix, unless it is the whole address space: that means the world, and not the cluster. */
    private static Optional<Cidr> narrow(Spot spot) {
        return cidr(spot).filter(cidr -> cidr.length() > 0);
    }

    private static List<Cidr> holes(List<Spot> exceptions) {
        List<Cidr> holes = new ArrayList<>();
        exceptions.forEach(exception -> cidr(exception).ifPresent(holes::add));
        return holes;
    }

    /** An item of {@code fromCIDRSet} or {@code toCIDRSet}. */
    void set(Spot set) {
        set.field("cidr").ifPresent(cidr -> prefix(cidr, set.items("except")));
        if (set.text("cidr").isEmpty() && set.hasItems("except")) {
            findings.warn(
                    set.field("except").orElse(set),
                    LintRule.EXCEPT_UNUSED,
                    "exceptions count beside cidr only, not beside a group");
        }
        String group = set.text("cidrGroupRef");
        if (!group.isEmpty()
                && !around.cidrGroups().isEmpty()
                && !around.cidrGroups().contains(group)) {
            findings.warn(
                    set.field("cidrGroupRef").orElse(set),
                    LintRule.CIDR_GROUP_MISSING,
                    "no CiliumCIDRGroup of this name is among those given, so this matches nothing");
        }
    }

    private static Optional<Cidr> cidr(Spot spot) {
        try {
            return spot.text().map(Cidr::parse);
        } catch (IllegalArgumentException notCidr) {
            return Optional.empty();
        }
    }
}
