package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

import io.policap.infer.policy.PolicyType;
import java.util.List;
import java.util.Optional;

/**
 * One rule set of a Cilium policy: whom it is for, and what it allows and denies in each direction.
 *
 * @param subject the endpoints or nodes it is for
 * @param ingress allowed connections to the subject; absent and an empty list leave the direction alone
 * @param egress allowed connections from the subject, likewise
 * @param ingressDeny denied connections to the subject, which beat every allow rule
 * @param egressDeny denied connections from the subject, likewise
 * @param defaultDeny the field {@code enableDefaultDeny}
 * @param description free text, empty for none
 * @param labels labels of the rule itself
 * @param log the value that flows carry where this rule decided ({@code log.value})
 */
public record CiliumSpec(
        CiliumSubject subject,
        Optional<List<CiliumRule>> ingress,
        Optional<List<CiliumRule>> egress,
        Optional<List<CiliumRule>> ingressDeny,
        Optional<List<CiliumRule>> egressDeny,
        DefaultDeny defaultDeny,
        String description,
        List<RuleLabel> labels,
        Optional<String> log) {
    public CiliumSpec {
        requireNonNull(subject, "subject");
        requireNonNull(defaultDeny, "defaultDeny");
        requireNonNull(description, "description");
        requireNonNull(log, "log");
        ingress = ingress.map(List::copyOf);
        egress = egress.map(List::copyOf);
        ingressDeny = ingressDeny.map(List::copyOf);
        egressDeny = egressDeny.map(List::copyOf);
        labels = List.copyOf(labels);
    }

    /** A spec of allow rules only, without labels and log value. */
    public static CiliumSpec of(
            CiliumSubject subject,
            Optional<List<CiliumRule>> ingress,
            Optional<List<CiliumRule>> egress,
            DefaultDeny defaultDeny,
            String description) {
        return new CiliumSpec(
                subject,
                ingress,
                egress,
                Optional.empty(),
                Optional.empty(),
                defaultDeny,
                description,
                List.of(),
                Optional.empty());
    }

    /** The allow rules of one direction, none where the section is absent. */
    public List<CiliumRule> allows(PolicyType type) {
        return (type == PolicyType.INGRESS ? ingress : egress).orElse(List.of());
    }

    /** The deny rules of one direction, none where the section is absent. */
    public List<CiliumRule> denies(PolicyType type) {
        return (type == PolicyType.INGRESS ? ingressDeny : egressDeny).orElse(List.of());
    }

    /** Whether the spec has a say in a direction at all: it has a rule there, if only an empty one. */
    public boolean concerns(PolicyType type) {
        return !allows(type).isEmpty() || !denies(type).isEmpty();
    }

    /** Whether the spec closes a direction for what no rule allows: as written, else where it has rules. */
    public boolean closes(PolicyType type) {
        return concerns(type) && defaultDeny.of(type).orElse(true);
    }
}
