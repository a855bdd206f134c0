package io.policap.infer.decision;

import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Everything that people decided for a run, in the order of its places.
 *
 * @param list the decisions; of those of one kind about one thing the first counts
 */
public record Decisions(List<Decision> list) {
    /** Nobody decided anything. */
    public static final Decisions NONE = new Decisions(List.of());

    public Decisions {
        list = list.stream().sorted(Decisions::byPlace).toList();
    }

    private static int byPlace(Decision left, Decision right) {
        return left.place().compareTo(right.place());
    }

    /** These and those of another file. */
    public Decisions and(Decisions others) {
        List<Decision> all = new ArrayList<>(list);
        all.addAll(others.list);
        return new Decisions(all);
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** The decisions of one kind. */
    public <D extends Decision> List<D> of(Class<D> kind) {
        return list.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Whether the workloads of a namespace get no policies. */
    public boolean ignores(String namespace) {
        return of(Decision.IgnoredNamespace.class).stream()
                .anyMatch(ignored -> ignored.namespace().equals(namespace));
    }

    /** The selector decided for a workload; whether it can be used is for inference to prove. */
    public Optional<Decision.Selector> selector(WorkloadKey workload) {
        return of(Decision.Selector.class).stream()
                .filter(decision -> decision.workload().matches(workload))
                .findFirst();
    }

    /** Whether the rules of a workload ask for mutual authentication (R13); {@link MutualAuth#LEARN} if not decided. */
    public MutualAuth mutualAuth(WorkloadKey workload) {
        return of(Decision.Authentication.class).stream()
                .filter(decision -> decision.workload().matches(workload))
                .map(Decision.Authentication::mode)
                .findFirst()
                .orElse(MutualAuth.LEARN);
    }

    /** The headers whose presence rules for a server's TCP port may ask for, sorted (R12); empty for none. */
    public List<String> headers(WorkloadKey server, int port) {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Decision.Headers decision : of(Decision.Headers.class)) {
            if (decision.workload().matches(server) && Decision.covers(decision.ports(), Protocol.TCP, port)) {
                names.addAll(decision.names());
            }
        }
        return List.copyOf(names);
    }

    /** Who outside the cluster may reach an exposed port, not empty; no value where anyone may (R9). */
    public Optional<List<Cidr>> publicEndpoints(WorkloadKey server, Protocol protocol, int port) {
        return publicEndpoint(server, protocol, port).map(Decision.PublicEndpoint::cidrs);
    }

    /** The decision that narrows an exposed port. */
    public Optional<Decision.PublicEndpoint> publicEndpoint(WorkloadKey server, Protocol protocol, int port) {
        return of(Decision.PublicEndpoint.class).stream()
                .filter(decision ->
                        decision.workload().matches(server) && Decision.covers(decision.ports(), protocol, port))
                .findFirst();
    }
}
