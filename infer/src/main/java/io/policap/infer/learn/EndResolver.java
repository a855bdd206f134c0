package io.policap.infer.learn;

import io.policap.infer.baseline.Span;
import io.policap.infer.connection.Party;
import io.policap.infer.inventory.Backend;
import io.policap.infer.inventory.Identity;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.inventory.ServiceTarget;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.edge.End;
import io.policap.infer.learn.edge.Translations;
import io.policap.infer.learn.workload.WorkloadDirectory;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.PrefixSet;
import io.policap.infer.net.Protocol;
import io.policap.infer.range.ReservedSpace;
import io.policap.infer.translation.SocketEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Joins the parties of a baseline to what they are, with all the inventory there is now (R4, R5). */
final class EndResolver {
    /** A folded prefix with so much of the cluster in it that it would take more prefixes to go around is no rule. */
    private static final int MOST_PIECES = 256;

    /**
     * Where a connection really ended.
     *
     * @param end who served
     * @param port the port it served on
     * @param party how the server was seen there, where a service's address hid it and socket calls showed it
     */
    record Target(End end, int port, Optional<Party> party) {
        private Target(End end, int port) {
            this(end, port, Optional.empty());
        }
    }

    private final WorkloadDirectory directory;
    private final Inventory inventory;
    private final Translations translations;
    private final PrefixSet cluster;
    private final PrefixSet reserved;

    EndResolver(WorkloadDirectory directory) {
        this.directory = directory;
        this.inventory = directory.inventory();
        this.translations = directory.translations();
        this.cluster = ReservedSpace.ofCluster(inventory, translations.services());
        this.reserved = ReservedSpace.of(inventory, translations.services());
    }

    /** The addresses that no rule for the outside may admit unless they were seen themselves. */
    PrefixSet reserved() {
        return reserved;
    }

    /** Who a party is, seen as a client. */
    End client(Party party, Span span) {
        return end(party, span);
    }

    /**
     * Who served behind a party and a port: a service's address stands for its backends and their target port. The
     * backends are those of the inventory; where it has none, those that socket calls showed at that time.
     */
    List<Target> servers(Party party, Protocol protocol, int port, Span span) {
        Optional<Ip> address = address(party);
        if (address.isEmpty()) {
            return List.of(new Target(end(party, span), port));
        }
        Identity identity = inventory.resolve(address.get(), moment(span));
        List<Target> shown = identity instanceof Identity.Pod ? List.of() : shown(address.get(), protocol, port, span);
        if (!(identity instanceof Identity.Pod)) {
            Optional<ServiceTarget> service = inventory.serviceAt(address.get(), protocol, port);
            if (service.isPresent()) {
                return backends(service.get().service(), protocol, port, shown);
            }
        }
        if (identity instanceof Identity.Service) {
            return backends(((Identity.Service) identity).service(), protocol, port, shown);
        }
        boolean node = party instanceof Party.Node || identity instanceof Identity.Node;
        if (node && protocol.hasPorts()) {
            Optional<ServiceTarget> service = inventory.nodePort(protocol, port);
            if (service.isPresent()) {
                return backends(
                        service.get().service(), protocol, service.get().port().port(), shown);
            }
            if (identity instanceof Identity.Node) {
                Optional<Backend> backend = inventory.hostPort(((Identity.Node) identity).node(), protocol, port);
                if (backend.isPresent()) {
                    return targets(List.of(backend.get()));
                }
            }
        }
        return shown.isEmpty() ? List.of(new Target(end(party, span), port)) : shown;
    }

    private List<Target> shown(Ip address, Protocol protocol, int port, Span span) {
        List<Target> targets = new ArrayList<>();
        for (SocketEnd.Backend backend : translations.backends(address, protocol, port, span)) {
            targets.add(new Target(end(backend.party(), span), backend.port(), Optional.of(backend.party())));
        }
        return targets;
    }

    private static Optional<Ip> address(Party party) {
        if (party instanceof Party.Node) {
            return Optional.of(((Party.Node) party).address());
        }
        boolean single = party instanceof Party.Address
                && ((Party.Address) party).block().isSingle();
        return single ? Optional.of(((Party.Address) party).block().network()) : Optional.empty();
    }

    private List<Target> backends(ServiceRecord service, Protocol protocol, int port, List<Target> shown) {
        List<Target> targets = targets(inventory.backends(service, protocol, port));
        if (targets.isEmpty() && !shown.isEmpty()) {
            return shown;
        }
        if (targets.isEmpty()) {
            String name = "service " + service.namespace() + "/" + service.name() + " without known backends";
            return List.of(new Target(new End.Unattributed(name), port));
        }
        return targets;
    }

    private List<Target> targets(List<Backend> backends) {
        List<Target> targets = new ArrayList<>();
        for (Backend backend : backends) {
            for (End end : ends(backend)) {
                Target target = new Target(end, backend.port());
                if (!targets.contains(target)) {
                    targets.add(target);
                }
            }
        }
        return targets;
    }

    private List<End> ends(Backend backend) {
        if (backend.pod().isPresent() && !backend.pod().get().hostNetwork()) {
            return List.of(End.Workloads.of(backend.pod().get().workload()));
        }
        return backend.addresses().stream()
                .map(address -> end(Party.Address.of(address, false), Span.NEVER))
                .toList();
    }

    private End end(Party party, Span span) {
        if (party instanceof Party.Pods) {
            SortedSet<WorkloadKey> keys = directory.workloadsOf((Party.Pods) party);
            return keys.isEmpty() ? new End.Unattributed(party.sortKey()) : new End.Workloads(keys);
        }
        if (party instanceof Party.NamedPod) {
            SortedSet<WorkloadKey> keys = directory.workloadsOf(((Party.NamedPod) party).key());
            return keys.isEmpty() ? new End.Unattributed(party.sortKey()) : new End.Workloads(keys);
        }
        if (party instanceof Party.IngressProxy) {
            return new End.IngressProxy();
        }
        if (party instanceof Party.Node) {
            Party.Node node = (Party.Node) party;
            return node(node.address(), node.own(), node.apiServer());
        }
        return address((Party.Address) party, span);
    }

    private End node(Ip address, boolean own, boolean apiServer) {
        Identity identity = inventory.resolve(address, Instant.MIN);
        boolean control = identity instanceof Identity.Node
                && ((Identity.Node) identity).node().controlPlane();
        boolean server = apiServer || isApiServer(address);
        return new End.Node(address, own, control || server, server);
    }

    private boolean isApiServer(Ip address) {
        return inventory.apiServerAddresses().contains(address);
    }

    private End address(Party.Address party, Span span) {
        Cidr block = party.block();
        if (!block.isSingle()) {
            return folded(block, party.outside());
        }
        Ip address = block.network();
        if (translations.isService(address) && isUnowned(inventory.resolve(address, moment(span)))) {
            return new End.Unattributed("service address " + address);
        }
        if (inventory.isEmpty()) {
            return party.outside() || !address.isPrivate()
                    ? new End.Outside(block)
                    : new End.Unattributed(address.toString());
        }
        Identity first = inventory.resolve(address, moment(span));
        Identity last = inventory.resolve(address, span.isKnown() ? span.last() : Instant.MIN);
        if (first instanceof Identity.Pod && last instanceof Identity.Pod) {
            WorkloadKey workload = ((Identity.Pod) first).pod().workload();
            return workload.equals(((Identity.Pod) last).pod().workload())
                    ? End.Workloads.of(workload)
                    : new End.Unattributed(address.toString());
        }
        if (first instanceof Identity.Node || isApiServer(address)) {
            return node(address, false, false);
        }
        return first instanceof Identity.External && isOutside(party, address)
                ? new End.Outside(block)
                : new End.Unattributed(address.toString());
    }

    private static boolean isUnowned(Identity identity) {
        return !(identity instanceof Identity.Pod) && !(identity instanceof Identity.Node);
    }

    /** A private address that nothing owns is outside only where the ranges of pods and services are known. */
    private boolean isOutside(Party.Address party, Ip address) {
        boolean rangesKnown =
                !inventory.podRanges().isEmpty() && !inventory.services().isEmpty();
        return party.outside() || !address.isPrivate() || rangesKnown;
    }

    /**
     * A folded prefix makes a rule for what is not reserved of it. Addresses of a special range, which are never folded
     * together with others, make none; nor do those that may be the cluster's own.
     */
    private End folded(Cidr block, boolean outside) {
        boolean own = !outside && cluster.overlaps(block);
        Optional<List<Cidr>> rest = own ? Optional.empty() : reserved.without(block, MOST_PIECES);
        return rest.isEmpty() || rest.get().isEmpty()
                ? new End.Unattributed(block.toString())
                : new End.Outside(block, rest.get());
    }

    private static Instant moment(Span span) {
        return span.isKnown() ? span.first() : Instant.MIN;
    }
}
