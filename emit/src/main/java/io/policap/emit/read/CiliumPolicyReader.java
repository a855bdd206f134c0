package io.policap.emit.read;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.CiliumSpec;
import io.policap.infer.policy.cilium.CiliumSubject;
import io.policap.infer.policy.cilium.DefaultDeny;
import io.policap.infer.policy.cilium.RuleLabel;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy objects (cilium.io/v2). */
final class CiliumPolicyReader {
    private final boolean clusterwide;

    private CiliumPolicyReader(boolean clusterwide) {
        this.clusterwide = clusterwide;
    }

    static CiliumPolicy read(Fields object, boolean clusterwide) throws MalformedException {
        CiliumPolicyReader reader = new CiliumPolicyReader(clusterwide);
        Metadata metadata = Metadata.read(object);
        Optional<CiliumSpec> spec = object.object("spec", reader::spec);
        Optional<List<CiliumSpec>> specs = object.objects("specs", reader::spec);
        if (spec.isEmpty() && specs.isEmpty()) {
            throw object.malformed("spec", "missing, and so is specs; a policy needs one of them");
        }
        return new CiliumPolicy(
                clusterwide,
                clusterwide ? "" : metadata.namespace(),
                metadata.name(),
                new TreeMap<>(metadata.labels()),
                new TreeMap<>(metadata.annotations()),
                spec,
                specs.orElse(List.of()));
    }

    private CiliumSpec spec(Fields spec) throws MalformedException {
        CiliumSubject subject = subject(spec);
        Optional<List<CiliumRule>> ingress = rules(spec, "ingress", PolicyType.INGRESS, false);
        Optional<List<CiliumRule>> egress = rules(spec, "egress", PolicyType.EGRESS, false);
        Optional<List<CiliumRule>> ingressDeny = rules(spec, "ingressDeny", PolicyType.INGRESS, true);
        Optional<List<CiliumRule>> egressDeny = rules(spec, "egressDeny", PolicyType.EGRESS, true);
        CiliumSpec read = new CiliumSpec(
                subject,
                ingress,
                egress,
                ingressDeny,
                egressDeny,
                spec.object("enableDefaultDeny", CiliumPolicyReader::defaultDeny)
                        .orElse(DefaultDeny.UNSET),
                spec.string("description").orElse(""),
                spec.objects("labels", CiliumPolicyReader::label).orElse(List.of()),
                spec.object("log", log -> log.string("value").orElse("")));
        if (!read.concerns(PolicyType.INGRESS) && !read.concerns(PolicyType.EGRESS)) {
            throw spec.malformed("ingress", "no rule in ingress, egress, ingressDeny or egressDeny; one is needed");
        }
        return read;
    }

    private CiliumSubject subject(Fields spec) throws MalformedException {
        Optional<LabelSelector> endpoints = spec.object("endpointSelector", SelectorReader::read);
        Optional<LabelSelector> nodes = spec.object("nodeSelector", SelectorReader::read);
        if (endpoints.isPresent() && nodes.isPresent()) {
            throw spec.malformed("nodeSelector", "cannot stand beside an endpointSelector");
        }
        if (nodes.isPresent()) {
            if (!clusterwide) {
                throw spec.malformed("nodeSelector", "is for CiliumClusterwideNetworkPolicy only");
            }
            return new CiliumSubject.Nodes(nodes.get());
        }
        return new CiliumSubject.Endpoints(
                endpoints.orElseThrow(() -> spec.malformed("endpointSelector", "missing; write {} for all endpoints")));
    }

    private static Optional<List<CiliumRule>> rules(Fields spec, String section, PolicyType type, boolean deny)
            throws MalformedException {
        CiliumRuleReader reader = new CiliumRuleReader(type, deny);
        return spec.objects(section, reader::read);
    }

    private static DefaultDeny defaultDeny(Fields fields) throws MalformedException {
        return new DefaultDeny(fields.bool("ingress"), fields.bool("egress"));
    }

    private static RuleLabel label(Fields fields) throws MalformedException {
        return new RuleLabel(
                fields.string("source").orElse(""),
                fields.string("key").orElse(""),
                fields.string("value").orElse(""));
    }
}
