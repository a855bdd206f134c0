package io.policap.emit.read;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.PortRef;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicyPeer;
import io.policap.infer.policy.kubernetes.NetworkPolicyPort;
import io.policap.infer.policy.kubernetes.NetworkPolicyRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads NetworkPolicy objects (networking.k8s.io/v1). */
final class NetworkPolicyReader {
    private NetworkPolicyReader() {}

    static NetworkPolicy read(Fields object) throws MalformedException {
        Metadata metadata = Metadata.read(object);
        Optional<NetworkPolicy> policy = object.object("spec", spec -> spec(spec, metadata));
        if (policy.isPresent()) {
            return policy.get();
        }
        return new NetworkPolicy(
                metadata.namespace(),
                metadata.name(),
                metadata.labels(),
                metadata.annotations(),
                LabelSelector.ALL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static NetworkPolicy spec(Fields spec, Metadata metadata) throws MalformedException {
        LabelSelector podSelector =
                spec.object("podSelector", SelectorReader::kubernetes).orElse(LabelSelector.ALL);
        return new NetworkPolicy(
                metadata.namespace(),
                metadata.name(),
                new TreeMap<>(metadata.labels()),
                new TreeMap<>(metadata.annotations()),
                podSelector,
                spec.objects("ingress", rule -> rule(rule, "from")),
                spec.objects("egress", rule -> rule(rule, "to")),
                policyTypes(spec));
    }

    private static Optional<SortedSet<PolicyType>> policyTypes(Fields spec) throws MalformedException {
        Optional<List<PolicyType>> types = spec.list("policyTypes", (item, path) -> {
            String text = Fields.text(item, path);
            for (PolicyType type : PolicyType.values()) {
                if (type.text().equals(text)) {
                    return type;
                }
            }
            throw new MalformedException(item.line(), path + " is " + Excerpt.of(text) + ", not Ingress or Egress");
        });
        return types.map(TreeSet::new);
    }

    private static NetworkPolicyRule rule(Fields rule, String peers) throws MalformedException {
        return new NetworkPolicyRule(
                rule.objects(peers, NetworkPolicyReader::peer), rule.objects("ports", NetworkPolicyReader::port));
    }

    private static NetworkPolicyPeer peer(Fields peer) throws MalformedException {
        Optional<NetworkPolicyPeer> block = peer.object("ipBlock", NetworkPolicyReader::block);
        Optional<LabelSelector> pods = peer.object("podSelector", SelectorReader::kubernetes);
        Optional<LabelSelector> namespaces = peer.object("namespaceSelector", SelectorReader::kubernetes);
        if (block.isPresent()) {
            if (pods.isPresent() || namespaces.isPresent()) {
                throw peer.malformed("ipBlock", "cannot stand beside a podSelector or namespaceSelector");
            }
            return block.get();
        }
        if (pods.isEmpty() && namespaces.isEmpty()) {
            throw peer.malformed("podSelector", "a peer needs a podSelector, namespaceSelector or ipBlock");
        }
        return new NetworkPolicyPeer.Selected(pods, namespaces);
    }

    private static NetworkPolicyPeer block(Fields block) throws MalformedException {
        Cidr cidr = block.read("cidr", Addresses::prefix).orElseThrow(() -> block.malformed("cidr", "missing"));
        List<Cidr> except = block.list("except", Addresses::prefix).orElse(List.of());
        try {
            return new NetworkPolicyPeer.IpBlock(cidr, except);
        } catch (IllegalArgumentException outside) {
            throw block.malformed("except", String.valueOf(outside.getMessage()));
        }
    }

    private static NetworkPolicyPort port(Fields port) throws MalformedException {
        Optional<Protocol> protocol = port.read("protocol", (field, path) -> {
            String text = Fields.text(field, path);
            for (Protocol known : Protocol.values()) {
                if (known.hasPorts() && known.name().equals(text)) {
                    return known;
                }
            }
            throw new MalformedException(field.line(), path + " is " + Excerpt.of(text) + ", not TCP, UDP or SCTP");
        });
        Optional<PortRef> number = port.read("port", NetworkPolicyReader::portRef);
        Optional<Integer> endPort = port.integer("endPort");
        try {
            return new NetworkPolicyPort(
                    protocol, number, endPort.isPresent() ? OptionalInt.of(endPort.get()) : OptionalInt.empty());
        } catch (IllegalArgumentException wrong) {
            throw port.malformed(endPort.isPresent() ? "endPort" : "port", String.valueOf(wrong.getMessage()));
        }
    }

    private static PortRef portRef(Node field, String path) throws MalformedException {
        if (field instanceof Node.Text name) {
            return PortNames.kubernetes(name, path);
        }
        int number = Fields.integer(field, path);
        if (number < 1 || number > 65535) {
            throw new MalformedException(field.line(), path + ": port " + number + " is outside 1..65535");
        }
        return PortRef.of(number);
    }
}
