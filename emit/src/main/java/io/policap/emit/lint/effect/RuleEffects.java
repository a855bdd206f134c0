package io.policap.emit.lint.effect;

import io.policap.emit.lint.cilium.CiliumSection;
import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.lint.schema.CiliumFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one rule of a Cilium policy says without effect. */
final class RuleEffects {
    private static final List<String> PEERS =
            List.of("Endpoints", "CIDR", "CIDRSet", "Entities", "Nodes", "Groups", "Services", "FQDNs");

    private final CiliumSection section;
    private final Surroundings around;
    private final Findings findings;

    RuleEffects(CiliumSection section, Surroundings around, Findings findings) {
        this.section = section;
        this.around = around;
        this.findings = findings;
    }

    void check(Spot rule, Spot subject, String namespace, boolean clusterwide, boolean closing) {
        if (rule.isBlank() && !section.isDeny() && !closing) {
            findings.warn(
                    rule,
                    LintRule.EMPTY_RULE,
                    "allows nothing in a Cilium policy, it only switches default deny on; to allow everything write "
                            + section.prefix() + "Entities: [all]");
        }
        String prefix = section.prefix();
        for (String kind : PEERS) {
            rule.field(prefix + kind)
                    .filter(field -> rule.isEmptyList(prefix + kind))
                    .ifPresent(field -> findings.warn(
                            field,
                            LintRule.EMPTY_PEERS,
                            "an empty list matches nobody; leave it out to match anybody"));
        }
        SelectorEffects selectors = new SelectorEffects(around, findings);
        rule.items(prefix + "Endpoints").forEach(peer -> selectors.peer(peer, namespace, clusterwide));
        CidrEffects cidrs = new CidrEffects(around, findings);
        rule.items(prefix + "CIDR").forEach(cidr -> cidrs.prefix(cidr, List.of()));
        rule.items(prefix + "CIDRSet").forEach(cidrs::set);
        services(rule);
        ports(rule, subject, namespace, clusterwide);
        deprecated(rule.field(prefix + "Requires"), CiliumFeatures.hasRequires(around.version()));
        for (Spot toPorts : rule.items("toPorts")) {
            toPorts.items("ports").forEach(this::range);
            toPorts.field("rules").filter(rules -> !section.isDeny()).ifPresent(this::l7);
        }
        for (Spot icmp : rule.items("icmps")) {
            icmp.items("fields").forEach(this::icmp);
        }
        rule.field("authentication")
                .filter(authentication -> authentication.text("mode").equals("test-always-fail"))
                .ifPresent(authentication -> findings.warn(
                        authentication, LintRule.TEST_MODE, "cuts every connection that the rule allows"));
    }

    /** Who listens: the pods of the policy, or those that an egress rule selects. */
    private void ports(Spot rule, Spot subject, String namespace, boolean clusterwide) {
        if (around.cluster().isEmpty() || !rule.hasItems("toPorts")) {
            return;
        }
        KnownCluster cluster = around.cluster().get();
        List<KnownCluster.KnownPod> servers = new ArrayList<>();
        if (section.isIngress()) {
            servers.addAll(cluster.selected(subject, clusterwide ? Optional.empty() : Optional.of(namespace)));
        } else {
            for (Spot peer : rule.items("toEndpoints")) {
                boolean own = !clusterwide && !SelectorMatch.tellsNamespace(peer);
                servers.addAll(cluster.selected(peer, own ? Optional.of(namespace) : Optional.empty()));
            }
        }
        PortEffects effects = new PortEffects(cluster, findings);
        for (Spot toPorts : rule.items("toPorts")) {
            toPorts.items("ports").forEach(port -> effects.check(port, servers));
        }
    }

    private void services(Spot rule) {
        for (Spot service : rule.items("toServices")) {
            if (service.field("k8sService").isEmpty()
                    && service.field("k8sServiceSelector").isEmpty()) {
                findings.warn(
                        service,
                        LintRule.SELECTS_NOTHING,
                        "names no service; one of k8sService and k8sServiceSelector is needed");
            }
        }
    }

    private void l7(Spot rules) {
        rules.items("http").forEach(http -> HttpEffects.check(http, findings));
        for (String kind : List.of("kafka", "l7proto")) {
            deprecated(rules.field(kind), CiliumFeatures.hasOtherL7(around.version()));
        }
    }

    private void deprecated(Optional<Spot> field, boolean known) {
        field.filter(found -> known)
                .ifPresent(found -> findings.warn(
                        found,
                        LintRule.DEPRECATED,
                        "deprecated, and gone in Cilium 1.20, where the policy is refused"));
    }

    private void range(Spot port) {
        String first = port.text("port");
        Optional<Integer> last = port.field("endPort").flatMap(Spot::number);
        boolean number =
                !first.isEmpty() && first.length() <= 5 && first.chars().allMatch(c -> c >= '0' && c <= '9');
        if (number && last.isPresent() && last.get() > 0 && last.get() < Integer.parseInt(first)) {
            findings.warn(
                    port.field("endPort").orElse(port),
                    LintRule.END_PORT,
                    last.get() + " is below the port " + first + ", so it is that port alone");
        }
    }

    private void icmp(Spot field) {
        field.field("type")
                .flatMap(Spot::number)
                .filter(type -> type < 0 || type > 255)
                .ifPresent(type -> findings.warn(
                        field.field("type").orElse(field),
                        LintRule.ICMP,
                        type + " is outside 0..255, so it is another type or none"));
    }
}
