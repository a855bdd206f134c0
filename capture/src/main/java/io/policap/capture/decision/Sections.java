package io.policap.capture.decision;

import io.policap.capture.yaml.LinedText;
import io.policap.capture.yaml.LinedValue;
import io.policap.infer.decision.Decision;
import io.policap.infer.decision.DecisionPlace;
import io.policap.infer.decision.EndName;
import io.policap.infer.decision.MutualAuth;
import io.policap.infer.decision.WorkloadName;
import io.policap.infer.intent.Ports;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.net.Cidr;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.CiliumEntity;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The entries of each section of a file. */
final class Sections {
    /** The sections, in the order in which people are told of them. */
    static final List<String> KEYS = List.of(
            "deny", "allow", "widen", "selector", "mutualAuth", "headers", "publicEndpoints", "ignoreNamespaces");

    /** The entities that hold learned peers of other kinds. */
    private static final Set<CiliumEntity> WIDER =
            EnumSet.of(CiliumEntity.WORLD, CiliumEntity.WORLD_IPV4, CiliumEntity.WORLD_IPV6, CiliumEntity.CLUSTER);

    private final String file;
    private final ErrorLog errors;

    Sections(String file, ErrorLog errors) {
        this.file = file;
        this.errors = errors;
    }

    /** The decision of one entry; empty where something is wrong with it. */
    Optional<Decision> read(String section, LinedValue value) {
        switch (section) {
            case "deny":
                return deny(entry(value, "from", "to", "ports", "reason"));
            case "allow":
                return allow(entry(value, "from", "to", "ports", "reason"));
            case "widen":
                return widen(entry(value, "workload", "direction", "to", "ports", "reason"));
            case "selector":
                return selector(entry(value, "workload", "matchLabels", "matchExpressions", "reason"));
            case "mutualAuth":
                return mutualAuth(entry(value, "workload", "mode", "reason"));
            case "headers":
                return headers(entry(value, "workload", "ports", "names", "reason"));
            case "publicEndpoints":
                return publicEndpoint(entry(value, "workload", "ports", "cidrs", "reason"));
            default:
                return ignored(value);
        }
    }

    private Entry entry(LinedValue value, String... known) {
        return new Entry(file, value, List.of(known), errors);
    }

    private static Optional<Decision> deny(Entry entry) {
        Optional<EndName> from = entry.required("from", EndText::end);
        Optional<EndName> to = entry.required("to", EndText::end);
        List<Ports> ports = entry.list("ports", false, PortsText::ports);
        String reason = entry.reason(true);
        checkEnds(entry, from, to);
        return entry.isSound()
                ? Optional.of(new Decision.Deny(entry.place(), from.orElseThrow(), to.orElseThrow(), ports, reason))
                : Optional.empty();
    }

    private static Optional<Decision> allow(Entry entry) {
        Optional<EndName> from = entry.required("from", EndText::end);
        Optional<EndName> to = entry.required("to", EndText::end);
        List<Ports> ports = entry.list("ports", true, PortsText::ports);
        String reason = entry.reason(true);
        checkEnds(entry, from, to);
        return entry.isSound()
                ? Optional.of(new Decision.Allow(entry.place(), from.orElseThrow(), to.orElseThrow(), ports, reason))
                : Optional.empty();
    }

    private static void checkEnds(Entry entry, Optional<EndName> from, Optional<EndName> to) {
        if (from.isPresent() && from.get() instanceof EndName.DnsName) {
            entry.wrong(
                    entry.line("from"),
                    "'from' is a DNS name, by which policies cannot tell clients; write their addresses");
        } else if (from.isPresent()
                && to.isPresent()
                && !(from.get() instanceof EndName.Workload)
                && !(to.get() instanceof EndName.Workload)) {
            entry.wrong(
                    entry.line("from"),
                    "neither 'from' nor 'to' is a workload, and policies are about those; name one as namespace/name");
        }
    }

    private static Optional<Decision> widen(Entry entry) {
        Optional<WorkloadName> workload = entry.required("workload", EndText::workload);
        Optional<PolicyType> direction = entry.required("direction", Sections::direction);
        Optional<EndName> to = entry.required("to", Sections::wider);
        List<Ports> ports = entry.list("ports", false, PortsText::ports);
        String reason = entry.reason(true);
        if (to.isPresent()
                && to.get() instanceof EndName.DnsName
                && direction.equals(Optional.of(PolicyType.INGRESS))) {
            entry.wrong(
                    entry.line("to"),
                    "'to' is a DNS name, by which policies cannot tell clients; write their addresses");
        }
        return entry.isSound()
                ? Optional.of(new Decision.Widen(
                        entry.place(),
                        workload.orElseThrow(),
                        direction.orElseThrow(),
                        to.orElseThrow(),
                        ports,
                        reason))
                : Optional.empty();
    }

    private static PolicyType direction(String text) {
        for (PolicyType type : PolicyType.values()) {
            if (type.section().equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("is neither ingress nor egress; correct it");
    }

    private static EndName wider(String text) {
        EndName end = EndText.end(text);
        if (end instanceof EndName.Workload) {
            throw new IllegalArgumentException("is a workload; widen to a prefix, a DNS name, world or cluster");
        }
        if (end instanceof EndName.Entity entity && !WIDER.contains(entity.entity())) {
            throw new IllegalArgumentException(
                    "holds no peers that are learned otherwise; widen to world, world-ipv4, world-ipv6 or cluster");
        }
        return end;
    }

    private Optional<Decision> selector(Entry entry) {
        Optional<WorkloadName> workload = entry.required("workload", EndText::workload);
        LabelSelector selector = new SelectorText(file, errors).read(entry);
        String reason = entry.reason(false);
        return entry.isSound()
                ? Optional.of(new Decision.Selector(entry.place(), workload.orElseThrow(), selector, reason))
                : Optional.empty();
    }

    private static Optional<Decision> mutualAuth(Entry entry) {
        Optional<WorkloadName> workload = entry.required("workload", EndText::workload);
        MutualAuth mode = entry.optional("mode", Sections::mode).orElse(MutualAuth.REQUIRED);
        String reason = entry.reason(false);
        return entry.isSound()
                ? Optional.of(new Decision.Authentication(entry.place(), workload.orElseThrow(), mode, reason))
                : Optional.empty();
    }

    private static MutualAuth mode(String text) {
        for (MutualAuth mode : MutualAuth.values()) {
            if (mode.text().equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("is none of required, learn and off; correct it");
    }

    private static Optional<Decision> headers(Entry entry) {
        Optional<WorkloadName> workload = entry.required("workload", EndText::workload);
        List<Ports> ports = entry.list("ports", false, PortsText::tcp);
        List<String> names = entry.list("names", true, HeaderNames::checked);
        String reason = entry.reason(false);
        return entry.isSound()
                ? Optional.of(new Decision.Headers(entry.place(), workload.orElseThrow(), ports, names, reason))
                : Optional.empty();
    }

    private static Optional<Decision> publicEndpoint(Entry entry) {
        Optional<WorkloadName> workload = entry.required("workload", EndText::workload);
        List<Ports> ports = entry.list("ports", false, PortsText::transport);
        List<Cidr> cidrs = entry.list("cidrs", true, EndText::cidr);
        String reason = entry.reason(false);
        return entry.isSound()
                ? Optional.of(new Decision.PublicEndpoint(entry.place(), workload.orElseThrow(), ports, cidrs, reason))
                : Optional.empty();
    }

    private Optional<Decision> ignored(LinedValue value) {
        String name = LinedText.of(value);
        try {
            DecisionPlace place = new DecisionPlace(file, value.line());
            return Optional.of(new Decision.IgnoredNamespace(place, EndText.namespace(name)));
        } catch (IllegalArgumentException e) {
            errors.add(
                    file,
                    value.line(),
                    "'ignoreNamespaces' has '" + LinedText.quoted(name) + "', which " + e.getMessage());
            return Optional.empty();
        }
    }
}
