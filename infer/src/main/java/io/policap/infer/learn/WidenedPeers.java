package io.policap.infer.learn;

import io.policap.infer.decision.Decision;
import io.policap.infer.decision.EndName;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Ports;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.decided.DecidedPeers;
import io.policap.infer.learn.decided.DecisionUse;
import io.policap.infer.learn.decided.PeersWithin;
import io.policap.infer.net.Cidr;
import io.policap.infer.policy.PolicyType;
import java.util.Optional;
import java.util.SortedSet;

/** Puts wider peers that people decided on in the place of learned ones. */
final class WidenedPeers {
    private final SortedSet<WorkloadKey> workloads;
    private final DecidedPeers peers;
    private final RuleBooks books;
    private final DecisionUse use;

    WidenedPeers(SortedSet<WorkloadKey> workloads, DecidedPeers peers, RuleBooks books, DecisionUse use) {
        this.workloads = workloads;
        this.peers = peers;
        this.books = books;
        this.use = use;
    }

    void apply() {
        use.decisions().of(Decision.Widen.class).forEach(this::apply);
    }

    private void apply(Decision.Widen decided) {
        Optional<Peer> wider = peers.of(decided.to());
        for (WorkloadKey workload : workloads) {
            if (!decided.workload().matches(workload)) {
                continue;
            }
            if (wider.isEmpty()) {
                use.notApplied(decided, DecidedPeers.why(decided.to()));
                return;
            }
            RuleBook book =
                    decided.direction() == PolicyType.INGRESS ? books.ingress(workload) : books.egress(workload);
            if (book.widen(
                    wider.get(), within(decided.to(), workload), ports -> isOn(decided, ports), decided.reason())) {
                use.matched(decided);
            }
        }
    }

    private static RuleBook.Within within(EndName name, WorkloadKey subject) {
        return new RuleBook.Within() {
            @Override
            public boolean peer(Peer peer) {
                return PeersWithin.peer(name, peer, subject);
            }

            @Override
            public boolean outside(Cidr block, SortedSet<String> names) {
                return PeersWithin.outside(name, block, names);
            }
        };
    }

    /** Whether all of a rule's ports are among those that are meant. */
    private static boolean isOn(Decision.Widen decided, Ports ports) {
        return Decision.covers(decided.ports(), ports.protocol(), ports.range().first())
                && Decision.covers(
                        decided.ports(), ports.protocol(), ports.range().last());
    }
}
