package io.policap.cli.query;

import io.policap.infer.evaluate.ConnectionQuery;
import io.policap.infer.evaluate.Endpoint;
import io.policap.infer.inventory.Identity;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.replay.ReplayEndpoints;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What users call an end of a connection: a pod, a workload, an address, a DNS name or an entity. */
public final class QueryEnds {
    /** Stands for an outside address that is not known; only prefixes that hold everything hold it. */
    private static final Ip SOMEWHERE = Ip.parse("0.0.0.0");

    private static final Ip SOMEWHERE_V6 = Ip.parse("::");

    private static final Pattern DNS_NAME =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]" + "([a-z0-9_-]*[a-z0-9_])?)+\\.?");

    private static final Comparator<PodRecord> NEWEST =
            Comparator.comparing((PodRecord pod) -> pod.lifetime().from()).thenComparing(PodRecord::key);

    private final Inventory inventory;
    private final ReplayEndpoints endpoints;

    public QueryEnds(Inventory inventory) {
        this.inventory = inventory;
        this.endpoints = new ReplayEndpoints(inventory);
    }

    /**
     * The question with its ends found.
     *
     * @throws IllegalArgumentException with what would help, when an end names nothing
     */
    public ConnectionQuery asked(Query query) {
        return new ConnectionQuery(end(query.source()), end(query.destination()), query.protocol(), query.port());
    }

    private Endpoint end(Query.End end) {
        return end.ip().isEmpty() ? named(end.name()) : outside(end.ip(), end.names());
    }

    /**
     * The end that a text names.
     *
     * @throws IllegalArgumentException with what would help, when it names nothing
     */
    private Endpoint named(String text) {
        String name = text.startsWith("reserved:") ? text.substring("reserved:".length()) : text;
        Optional<CiliumEntity> entity = CiliumEntity.of(name);
        if (entity.isPresent()) {
            return entity(entity.get());
        }
        if (text.contains("/")) {
            return pod(text);
        }
        Optional<Ip> address = address(text);
        if (address.isPresent()) {
            return at(address.get());
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() <= 253 && DNS_NAME.matcher(lower).matches()) {
            return new Endpoint.Address(SOMEWHERE, new TreeSet<>(List.of(lower)));
        }
        throw new IllegalArgumentException("'" + text + "' is no namespace/pod, namespace/workload, address, DNS name"
                + " or entity (host, remote-node, kube-apiserver, world, ...)");
    }

    /** An outside address with the names by which it is known. */
    private Endpoint outside(String address, Collection<String> names) {
        Ip ip = Ip.parse(address);
        return names.isEmpty() ? at(ip) : new Endpoint.Address(ip, new TreeSet<>(names));
    }

    private Endpoint entity(CiliumEntity entity) {
        return Endpoint.Reserved.of(entity, addresses(entity));
    }

    private List<Ip> addresses(CiliumEntity entity) {
        switch (entity) {
            case KUBE_APISERVER:
                return inventory.apiServerAddresses();
            case WORLD:
            case WORLD_IPV4:
                return List.of(SOMEWHERE);
            case WORLD_IPV6:
                return List.of(SOMEWHERE_V6);
            default:
                return List.of();
        }
    }

    private Endpoint at(Ip address) {
        Identity identity = inventory.resolve(address, Instant.MAX);
        if (identity instanceof Identity.Pod pod) {
            return endpoints.pod(pod.pod(), address.v6());
        }
        if (identity instanceof Identity.Node) {
            boolean apiServer = inventory.apiServerAddresses().contains(address);
            return new Endpoint.Reserved(
                    apiServer
                            ? EnumSet.of(CiliumEntity.REMOTE_NODE, CiliumEntity.KUBE_APISERVER)
                            : EnumSet.of(CiliumEntity.REMOTE_NODE),
                    List.of(address));
        }
        if (identity instanceof Identity.Service service) {
            ServiceRecord record = service.service();
            throw new IllegalArgumentException(address + " is the address of service " + record.namespace() + "/"
                    + record.name() + "; policies act on its backends: ask for one of its pods and their port");
        }
        return Endpoint.Address.of(address);
    }

    private Endpoint pod(String text) {
        String[] parts = text.split("/", -1);
        String namespace = parts[0];
        String name = parts[parts.length - 1];
        Optional<PodRecord> byName = inventory.pods().stream()
                .filter(pod -> pod.key().namespace().equals(namespace)
                        && pod.key().name().equals(name))
                .max(NEWEST);
        Optional<PodRecord> found = byName.isPresent()
                ? byName
                : inventory.pods().stream()
                        .filter(pod -> pod.workload().namespace().equals(namespace)
                                && pod.workload().name().equals(name)
                                && (parts.length < 3 || pod.workload().kind().equals(parts[1])))
                        .max(Comparator.comparing(PodRecord::isRunning).thenComparing(NEWEST));
        return found.map(pod -> endpoints.pod(pod, preferV6(pod)))
                .orElseThrow(() -> new IllegalArgumentException("no pod or workload '" + text
                        + "' in the inventory; give it with -i (kubectl get pods,deployments,... -A -o json)"));
    }

    private static boolean preferV6(PodRecord pod) {
        return !pod.addresses().isEmpty() && pod.addresses().stream().allMatch(Ip::v6);
    }

    private static Optional<Ip> address(String text) {
        try {
            return Optional.of(Ip.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
