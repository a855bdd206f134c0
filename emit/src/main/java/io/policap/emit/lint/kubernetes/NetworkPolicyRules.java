package io.policap.emit.lint.kubernetes;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.read.Excerpt;
import io.policap.infer.label.ObjectNames;
import java.util.List;

/** What the API server checks of a NetworkPolicy's spec. */
public final class NetworkPolicyRules {
    private NetworkPolicyRules() {}

    /** Adds what the API server refuses; and what makes Cilium's agent crash on an object that got past it. */
    public static void check(Spot object, Findings findings) {
        MetadataRules.check(object, true, Findings.API_SERVER, findings);
        object.field("spec").ifPresent(spec -> spec(spec, findings));
    }

    private static void spec(Spot spec, Findings findings) {
        spec.field("podSelector").ifPresent(selector -> selector(selector, findings));
        for (Spot rule : spec.items("ingress")) {
            rule(rule, "from", findings);
        }
        for (Spot rule : spec.items("egress")) {
            rule(rule, "to", findings);
        }
        List<Spot> types = spec.items("policyTypes");
        if (types.size() > 2) {
            findings.add(
                    spec.field("policyTypes").orElse(spec),
                    LintRule.POLICY_TYPES,
                    Findings.API_SERVER,
                    types.size() + " policy types, two are the most");
        }
        for (Spot type : types) {
            String text = type.text().orElse("");
            if (!text.equals("Ingress") && !text.equals("Egress")) {
                findings.add(
                        type,
                        LintRule.POLICY_TYPES,
                        Findings.API_SERVER,
                        "is " + Excerpt.of(text) + ", not Ingress or Egress");
            }
        }
    }

    private static void rule(Spot rule, String peers, Findings findings) {
        for (Spot port : rule.items("ports")) {
            NetworkPolicyPortRules.check(port, findings);
        }
        for (Spot peer : rule.items(peers)) {
            peer(peer, findings);
        }
    }

    private static void peer(Spot peer, Findings findings) {
        boolean selected = peer.field("podSelector").isPresent()
                || peer.field("namespaceSelector").isPresent();
        boolean block = peer.field("ipBlock").isPresent();
        if (!selected && !block) {
            findings.add(
                    peer,
                    LintRule.PEER,
                    Findings.API_SERVER,
                    "a peer needs a podSelector, a namespaceSelector or an ipBlock");
        } else if (selected && block) {
            findings.add(
                    peer,
                    LintRule.PEER,
                    Findings.API_SERVER,
                    "an ipBlock cannot stand beside a podSelector or namespaceSelector; write a peer of its own");
        }
        peer.field("podSelector").ifPresent(selector -> selector(selector, findings));
        peer.field("namespaceSelector").ifPresent(selector -> selector(selector, findings));
        peer.field("ipBlock").ifPresent(found -> IpBlockRules.check(found, findings));
    }

    private static void selector(Spot selector, Findings findings) {
        LabelSyntax.selector(selector, ObjectNames::isLabelKey, Findings.API_SERVER, findings);
    }
}
