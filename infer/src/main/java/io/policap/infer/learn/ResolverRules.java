package io.policap.infer.learn;

import io.policap.infer.intent.Evidence;
import io.policap.infer.intent.Mark;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Ports;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.workload.Selections;
import io.policap.infer.net.Cidr;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules that lead to the cluster's resolver (R10). */
final class ResolverRules {
    private final Resolvers resolvers;
    private final Selections selections;
    private final RuleBooks books;

    ResolverRules(Resolvers resolvers, Selections selections, RuleBooks books) {
        this.resolvers = resolvers;
        this.selections = selections;
        this.books = books;
    }

    /** Every workload whose egress will be closed may ask the resolver. */
    void addToClosedEgress() {
        for (WorkloadKey workload : books.workloads()) {
            RuleBook egress = books.egress(workload);
            if (!egress.isEmpty() && !resolvers.workloads().containsKey(workload)) {
                addTo(egress);
            }
        }
    }

    void addTo(RuleBook egress) {
        resolvers.workloads().forEach((workload, numbers) -> {
            Optional<Peer> peer = selections.of(workload).map(found -> new Peer.Workload(workload, found));
            for (int number : numbers) {
                for (Ports ports : Resolvers.ports(number)) {
                    peer.ifPresentOrElse(
                            to -> egress.add(to, ports, Evidence.NONE, Resolvers.MARK),
                            () -> egress.leaveOpen("resolver " + workload + " cannot be selected"));
                }
            }
        });
        if (resolvers.isNodeLocal()) {
            for (Ports ports : Resolvers.ports(Resolvers.DNS)) {
                egress.addOutside(Cidr.of(Resolvers.NODE_LOCAL), ports, Evidence.NONE, Resolvers.MARK, new TreeSet<>());
                egress.add(books.nodePeer(), ports, Evidence.NONE, Set.of(Mark.DNS, Mark.NODES));
            }
        }
    }

    /**
     * Whoever may ask has to be let in: the resolver's own ingress is open to every pod on its DNS ports. Where nothing
     * was seen of it, its ingress has no rule and is not closed at all.
     */
    void openToEveryPod() {
        resolvers.workloads().forEach((workload, numbers) -> {
            RuleBook ingress = books.ingress(workload);
            if (ingress.isEmpty()) {
                return;
            }
            for (int number : numbers) {
                for (Ports port : Resolvers.ports(number)) {
                    Evidence evidence = ingress.replace(Set.of(port), Peer.Workload.class);
                    ingress.add(new Peer.EveryPod(), port, evidence, Resolvers.MARK);
                }
            }
        });
    }
}
