package io.policap.emit.lint.cilium;

import io.policap.emit.lint.finding.Spot;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the four lists of rules in a spec, where it holds something.
 *
 * @param name {@code ingress}, {@code ingressDeny}, {@code egress} or {@code egressDeny}
 * @param rules its items
 */
public record CiliumSection(String name, List<Spot> rules) {
    private static final List<String> NAMES = List.of("ingress", "ingressDeny", "egress", "egressDeny");

    public CiliumSection {
        rules = List.copyOf(rules);
    }

    /** The sections of a spec that hold rules. */
    public static List<CiliumSection> of(Spot spec) {
        List<CiliumSection> sections = new ArrayList<>();
        for (String name : NAMES) {
            if (spec.hasItems(name)) {
                sections.add(new CiliumSection(name, spec.items(name)));
            }
        }
        return sections;
    }

    public boolean isIngress() {
        return name.startsWith("ingress");
    }

    public boolean isDeny() {
        return name.endsWith("Deny");
    }

    /** What the names of its peer fields begin with. */
    public String prefix() {
        return isIngress() ? "from" : "to";
    }
}
