package io.policap.infer.evaluate;

import io.policap.infer.inventory.EndpointSliceRecord;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Requirement;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.cilium.CidrSet;
import io.policap.infer.policy.cilium.CiliumCidrGroup;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.CiliumSpec;
import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Cilium's kinds by the words of its documentation, L3 and L4, with no thought of speed. */
final class NaiveCilium {
    private static final String NAMESPACE = "io.kubernetes.pod.namespace";
    private static final String CLUSTER = "io.cilium.k8s.policy.cluster";

    private final List<CiliumPolicy> policies;
    private final ClusterView view;

    NaiveCilium(List<CiliumPolicy> policies, ClusterView view) {
        this.policies = policies;
        this.view = view;
    }

    /** Whether a policy that selects the pod closes the direction. */
    boolean closed(NaiveIdentity pod, boolean ingress) {
        boolean closed = false;
        for (CiliumPolicy policy : policies) {
            for (CiliumSpec spec : specs(policy)) {
                boolean hasRules = !rules(spec, ingress, false).isEmpty()
                        || !rules(spec, ingress, true).isEmpty();
                boolean enabled = (ingress
                                ? spec.defaultDeny().ingress()
                                : spec.defaultDeny().egress())
                        .orElse(true);
                closed |= selects(policy, spec, pod) && hasRules && enabled;
            }
        }
        return closed;
    }

    /** All that the rules say: {@code deny}, {@code redirect}, {@code allow}, each at most once. */
    List<String> effects(ConnectionQuery query, NaiveIdentity pod, NaiveIdentity peer, boolean ingress) {
        List<String> effects = new ArrayList<>();
        for (CiliumPolicy policy : policies) {
            for (CiliumSpec spec : specs(policy)) {
                if (!selects(policy, spec, pod)) {
                    continue;
                }
                for (CiliumRule rule : rules(spec, ingress, true)) {
                    if (peerMatches(policy, rule, peer)
                            && !NaivePorts.effects(rule, query).isEmpty()) {
                        effects.add("deny");
                    }
                }
                for (CiliumRule rule : rules(spec, ingress, false)) {
                    if (peerMatches(policy, rule, peer)) {
                        effects.addAll(NaivePorts.effects(rule, query));
                    }
                }
            }
        }
        return effects;
    }

    private static List<CiliumSpec> specs(CiliumPolicy policy) {
        List<CiliumSpec> specs = new ArrayList<>(policy.specs());
        if (policy.spec().isPresent()) {
            specs.add(policy.spec().get());
        }
        return specs;
    }

    private static List<CiliumRule> rules(CiliumSpec spec, boolean ingress, boolean deny) {
        if (deny) {
            return (ingress ? spec.ingressDeny() : spec.egressDeny()).orElse(List.of());
        }
        return (ingress ? spec.ingress() : spec.egress()).orElse(List.of());
    }

    private static boolean selects(CiliumPolicy policy, CiliumSpec spec, NaiveIdentity pod) {
        LabelSelector selector = spec.subject().selector();
        if (policy.clusterwide()) {
            return pod.matches(selector);
        }
        Map<String, String> labels = new TreeMap<>(selector.matchLabels());
        labels.remove(NAMESPACE);
        labels.remove("any:" + NAMESPACE);
        labels.put("k8s:" + NAMESPACE, policy.namespace());
        return pod.matches(new LabelSelector(new TreeMap<>(labels), selector.matchExpressions()));
    }

    /** No peer field at all means any peer, given that there are ports or ICMP types; an item without both means none. */
    private boolean peerMatches(CiliumPolicy policy, CiliumRule rule, NaiveIdentity peer) {
        if (rule.peers().isEmpty()) {
            boolean ports = rule.toPorts().isPresent() && !rule.toPorts().get().isEmpty();
            boolean types = rule.icmps().isPresent() && !rule.icmps().get().isEmpty();
            return ports || types;
        }
        for (CiliumPeers peers : rule.peers()) {
            if (matches(policy, peers, peer)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(CiliumPolicy policy, CiliumPeers peers, NaiveIdentity peer) {
        boolean any = false;
        if (peers instanceof CiliumPeers.Endpoints endpoints) {
            for (LabelSelector selector : endpoints.selectors()) {
                any |= peer.matches(selector) && isInScope(policy, selector, peer);
            }
        } else if (peers instanceof CiliumPeers.Cidrs cidrs) {
            for (Cidr cidr : cidrs.cidrs()) {
                any |= isIn(cidr, List.of(), peer);
            }
        } else if (peers instanceof CiliumPeers.CidrSets sets) {
            for (CidrSet set : sets.sets()) {
                any |= isIn(set, peer);
            }
        } else if (peers instanceof CiliumPeers.Entities entities) {
            for (CiliumEntity entity : entities.entities()) {
                any |= isEntity(entity, peer);
            }
        } else if (peers instanceof CiliumPeers.Fqdns fqdns) {
            for (FqdnSelector selector : fqdns.names()) {
                any |= peer.isWorld() && peer.names.stream().anyMatch(name -> isNamed(selector, name));
            }
        } else if (peers instanceof CiliumPeers.Services services) {
            for (CiliumPeers.ServiceSelector selector : services.services()) {
                any |= isBackend(policy, (CiliumPeers.ServiceSelector.Named) selector, peer);
            }
        }
        return any;
    }

    /** The namespace of the policy and the local cluster, unless the selector names others or a reserved label. */
    private static boolean isInScope(CiliumPolicy policy, LabelSelector selector, NaiveIdentity peer) {
        List<String> keys = new ArrayList<>(selector.matchLabels().keySet());
        selector.matchExpressions().stream().map(Requirement::key).forEach(keys::add);
        if (keys.stream().anyMatch(key -> key.startsWith("reserved:"))) {
            return true;
        }
        List<String> plain =
                keys.stream().map(key -> key.substring(key.indexOf(':') + 1)).toList();
        if (!plain.contains(CLUSTER) && !"default".equals(peer.labels.get("k8s:" + CLUSTER))) {
            return false;
        }
        if (plain.contains(NAMESPACE)) {
            return true;
        }
        if (policy.clusterwide()) {
            return peer.isPod();
        }
        return plain.stream().anyMatch(key -> key.startsWith("io.cilium.k8s.namespace.labels."))
                || policy.namespace().equals(peer.labels.get("k8s:" + NAMESPACE));
    }

    private boolean isIn(CidrSet set, NaiveIdentity peer) {
        if (set instanceof CidrSet.Literal literal) {
            return isIn(literal.cidr(), literal.except(), peer);
        }
        for (CiliumCidrGroup group : view.cidrGroups()) {
            boolean meant = set instanceof CidrSet.GroupRef ref
                    ? ref.name().equals(group.name())
                    : NaiveMatch.selects(
                            ((CidrSet.GroupSelector) set).selector(),
                            group.labels().map());
            for (Cidr cidr : group.externalCidrs()) {
                if (meant && isIn(cidr, List.of(), peer)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Prefixes match the world only; the whole of it also where the address is not known. */
    private static boolean isIn(Cidr cidr, List<Cidr> except, NaiveIdentity peer) {
        if (!peer.isWorld()) {
            return false;
        }
        if (peer.addresses.isEmpty()) {
            return cidr.length() == 0 && except.isEmpty();
        }
        for (Ip address : peer.addresses) {
            if (NaiveMatch.inBlock(cidr, except, address)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEntity(CiliumEntity entity, NaiveIdentity peer) {
        String text = entity.text();
        List<String> cluster =
                List.of("host", "remote-node", "init", "ingress", "health", "unmanaged", "kube-apiserver");
        boolean reservedOfCluster = cluster.stream().anyMatch(name -> peer.labels.containsKey("reserved:" + name));
        switch (text) {
            case "all":
                return true;
            case "none":
                return false;
            case "cluster":
                return reservedOfCluster || "default".equals(peer.labels.get("k8s:" + CLUSTER));
            case "cluster-mesh":
                return reservedOfCluster || peer.labels.containsKey("k8s:" + CLUSTER);
            case "world-ipv4":
            case "world-ipv6":
                return peer.isWorld()
                        && !peer.addresses.isEmpty()
                        && peer.addresses.get(0).toString().contains(":") == text.endsWith("6");
            default:
                return peer.labels.containsKey("reserved:" + text);
        }
    }

    /** As Cilium's documentation of matchPattern puts it, by a regular expression. */
    private static boolean isNamed(FqdnSelector selector, String name) {
        String text = selector.text().toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        if (selector instanceof FqdnSelector.MatchName) {
            return text.equals(name);
        }
        if (text.matches("\\*+")) {
            return true;
        }
        String prefix = "";
        if (text.startsWith("**.")) {
            prefix = "([-a-z0-9_]+\\.)+";
            text = text.substring(3);
        }
        return Pattern.matches(prefix + text.replace(".", "\\.").replace("*", "[-a-z0-9_]*"), name);
    }

    private boolean isBackend(CiliumPolicy policy, CiliumPeers.ServiceSelector.Named named, NaiveIdentity peer) {
        String namespace = named.namespace().isEmpty() ? policy.namespace() : named.namespace();
        for (ServiceRecord service : view.services()) {
            if (!service.name().equals(named.name()) || !service.namespace().equals(namespace)) {
                continue;
            }
            if (service.selector().isEmpty()) {
                for (EndpointSliceRecord slice : view.endpointSlices()) {
                    if (peer.isWorld() && peer.addresses.stream().anyMatch(slice.addresses()::contains)) {
                        return true;
                    }
                }
                return false;
            }
            boolean matches = namespace.equals(peer.labels.get("k8s:" + NAMESPACE))
                    && "default".equals(peer.labels.get("k8s:" + CLUSTER));
            for (Map.Entry<String, String> label : service.selector().map().entrySet()) {
                matches &= label.getValue().equals(peer.labels.get("k8s:" + label.getKey()));
            }
            return matches;
        }
        return false;
    }
}
