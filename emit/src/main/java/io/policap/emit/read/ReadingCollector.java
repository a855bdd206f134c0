package io.policap.emit.read;

import io.policap.emit.read.UnknownFields.UnknownField;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.cilium.CiliumCidrGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells the kinds of objects apart and collects what was read of one source. */
final class ReadingCollector implements ObjectDocuments.Receiver {
    private final String place;
    private final List<LoadedPolicy> policies = new ArrayList<>();
    private final List<CiliumCidrGroup> groups = new ArrayList<>();
    private final Issues issues = new Issues();
    private long others;
    private long malformed;

    ReadingCollector(String place) {
        this.place = place;
    }

    PolicyReading result() {
        return new PolicyReading(policies, groups, others, malformed, issues);
    }

    @Override
    public void unreadable(String problem) {
        malformed(IssueCode.UNREADABLE_FILE, 0, problem);
    }

    @Override
    public void malformed(int line, String problem) {
        malformed(IssueCode.MALFORMED_POLICY, line, problem);
    }

    @Override
    public void noObject() {
        others++;
    }

    void malformed(IssueCode code, int line, String problem) {
        malformed++;
        issues.add(code, at(line), problem);
    }

    private String at(int line) {
        return line > 0 ? place + ":" + line : place;
    }

    @Override
    public void object(Node.Mapping node, ObjectKind kind) {
        if (!kind.isRead()) {
            others++;
            if (kind.isOtherPolicy()) {
                issues.add(
                        IssueCode.UNSUPPORTED_POLICY_FIELD,
                        at(node.line()),
                        Excerpt.of(kind.kind()) + " of " + Excerpt.of(kind.apiVersion())
                                + " is not evaluated; what it allows or denies is not known");
            }
            return;
        }
        UnknownFields unknown = new UnknownFields();
        try {
            Fields fields = Fields.of(node, "", unknown);
            fields.ignore("apiVersion", "kind", "status");
            if (kind.kind().equals("CiliumCIDRGroup")) {
                groups.add(cidrGroup(fields));
            } else {
                Policy policy = policy(fields, kind);
                fields.close();
                policies.add(new LoadedPolicy(
                        at(node.line()),
                        policy,
                        unknown.list().stream().map(UnknownField::path).toList()));
                for (UnknownField field : unknown.list()) {
                    issues.add(
                            IssueCode.UNSUPPORTED_POLICY_FIELD,
                            at(field.line()),
                            policy.ref() + ": the field " + Excerpt.of(field.path())
                                    + " is unknown, or gone in newer versions, and does nothing there");
                }
            }
        } catch (MalformedException broken) {
            malformed(
                    IssueCode.MALFORMED_POLICY,
                    broken.line() == 0 ? node.line() : broken.line(),
                    kind.kind() + " " + name(node) + ": " + broken.text() + "; the policy was left out");
        }
    }

    private static String name(Node.Mapping node) {
        if (node.fields().get("metadata") instanceof Node.Mapping metadata
                && metadata.fields().get("name") instanceof Node.Text name) {
            return Excerpt.of(name.value());
        }
        return "without a name";
    }

    private static Policy policy(Fields fields, ObjectKind kind) throws MalformedException {
        switch (kind.kind()) {
            case "NetworkPolicy":
                return NetworkPolicyReader.read(fields);
            case "CiliumNetworkPolicy":
                return CiliumPolicyReader.read(fields, false);
            default:
                return CiliumPolicyReader.read(fields, true);
        }
    }

    private static CiliumCidrGroup cidrGroup(Fields fields) throws MalformedException {
        Metadata metadata = Metadata.read(fields);
        List<Cidr> cidrs = fields.object(
                        "spec",
                        spec -> spec.list("externalCIDRs", Addresses::prefixOrAddress)
                                .orElse(List.of()))
                .orElse(List.of());
        Map<String, String> labels = new LinkedHashMap<>(metadata.labels());
        return new CiliumCidrGroup(metadata.name(), Labels.of(labels), cidrs);
    }
}
