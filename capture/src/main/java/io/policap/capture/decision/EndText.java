package io.policap.capture.decision;

import io.policap.infer.decision.EndName;
import io.policap.infer.decision.WorkloadName;
import io.policap.infer.label.ObjectNames;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Ends of connections as people write them; each function throws with what is wrong and what to do. */
final class EndText {
    /** The entities that can be said in both kinds of policy, or of which the other kind is told. */
    private static final Set<CiliumEntity> ENTITIES = EnumSet.of(
            CiliumEntity.WORLD,
            CiliumEntity.WORLD_IPV4,
            CiliumEntity.WORLD_IPV6,
            CiliumEntity.CLUSTER,
            CiliumEntity.HOST,
            CiliumEntity.REMOTE_NODE,
            CiliumEntity.KUBE_APISERVER,
            CiliumEntity.INGRESS);

    private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z0-9]{0,62}");
    private static final Pattern CLUSTER = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9_*]([a-z0-9_*-]{0,61}[a-z0-9_*])?");
    private static final int LONGEST_DNS_NAME = 253;

    private EndText() {}

    static EndName end(String text) {
        Optional<CiliumEntity> entity = CiliumEntity.of(text);
        if (entity.isPresent()) {
            return entity(entity.get());
        }
        if (isAddress(text)) {
            return new EndName.Block(cidr(text));
        }
        if (text.indexOf('/') >= 0) {
            return new EndName.Workload(workload(text));
        }
        return new EndName.DnsName(dnsName(text));
    }

    private static EndName entity(CiliumEntity entity) {
        if (!ENTITIES.contains(entity)) {
            throw new IllegalArgumentException("is an entity that no decision may name; use world, world-ipv4,"
                    + " world-ipv6, cluster, host, remote-node, kube-apiserver or ingress");
        }
        return new EndName.Entity(entity);
    }

    /** Whether it was meant as an address: no namespace has a dot or begins like an IPv6 address. */
    private static boolean isAddress(String text) {
        int slash = text.indexOf('/');
        String first = slash < 0 ? text : text.substring(0, slash);
        try {
            Ip.parse(first);
            return true;
        } catch (IllegalArgumentException e) {
            boolean dotted = slash >= 0 && first.indexOf('.') >= 0 && first.indexOf(':') < 0;
            return dotted || first.chars().filter(c -> c == ':').count() > 1;
        }
    }

    static Cidr cidr(String text) {
        Cidr cidr;
        try {
            cidr = Cidr.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no address and no prefix such as 203.0.113.0/24; correct it", e);
        }
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!Ip.parse(address).equals(cidr.network())) {
            throw new IllegalArgumentException("has bits behind its prefix; write " + cidr);
        }
        if (cidr.length() == 0) {
            throw new IllegalArgumentException("holds every address; write the entity world instead");
        }
        return cidr;
    }

    static WorkloadName workload(String text) {
        int colon = text.indexOf(':');
        String cluster = colon < 0 ? "" : text.substring(0, colon);
        String[] parts = text.substring(colon + 1).split("/", -1);
        boolean named = (parts.length == 2 || parts.length == 3)
                && (colon < 0 || CLUSTER.matcher(cluster).matches())
                && !parts[0].isEmpty()
                && ObjectNames.isNamespace(parts[0])
                && isName(parts[parts.length - 1])
                && (parts.length == 2 || KIND.matcher(parts[1]).matches());
        if (!named) {
            throw new IllegalArgumentException(
                    "is no workload; write namespace/name, or namespace/Kind/name such as shop/Deployment/cart");
        }
        return new WorkloadName(cluster, parts[0], parts.length == 3 ? parts[1] : "", parts[parts.length - 1]);
    }

    /** What objects may be called, and what workloads are called that are known by a label only. */
    private static boolean isName(String text) {
        return ObjectNames.isSubdomain(text) || (!text.isEmpty() && ObjectNames.isLabelValue(text));
    }

    static String namespace(String text) {
        if (!ObjectNames.isNamespace(text)) {
            throw new IllegalArgumentException("is no name of a namespace; correct it");
        }
        return text;
    }

    private static FqdnSelector dnsName(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        boolean sound = name.length() <= LONGEST_DNS_NAME && name.indexOf('.') > 0;
        for (String label : name.split("\\.", -1)) {
            sound &= DNS_LABEL.matcher(label).matches();
        }
        if (!sound) {
            throw new IllegalArgumentException("is no workload (namespace/name), address, prefix, DNS name or entity"
                    + " (world, cluster, ...); correct it");
        }
        return name.indexOf('*') < 0 ? new FqdnSelector.MatchName(name) : new FqdnSelector.MatchPattern(name);
    }
}
