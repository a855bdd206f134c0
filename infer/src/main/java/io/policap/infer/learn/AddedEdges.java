package io.policap.infer.learn;

import io.policap.infer.decision.Decision;
import io.policap.infer.decision.EndName;
import io.policap.infer.intent.Evidence;
import io.policap.infer.intent.Mark;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Ports;
import io.policap.infer.intent.Selection;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.decided.DecidedPeers;
import io.policap.infer.learn.decided.DecisionUse;
import io.policap.infer.learn.decided.DeniedEdges;
import io.policap.infer.learn.workload.Selections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Rules for connections that people allow although nobody saw them. */
final class AddedEdges {
    private final SortedSet<WorkloadKey> workloads;
    private final Selections selections;
    private final DecidedPeers peers;
    private final RuleBooks books;
    private final DeniedEdges denials;
    private final DecisionUse use;

    AddedEdges(
            SortedSet<WorkloadKey> workloads,
            Selections selections,
            DecidedPeers peers,
            RuleBooks books,
            DeniedEdges denials,
            DecisionUse use) {
        this.workloads = workloads;
        this.selections = selections;
        this.peers = peers;
        this.books = books;
        this.denials = denials;
        this.use = use;
    }

    void add() {
        use.decisions().of(Decision.Allow.class).forEach(this::add);
    }

    private void add(Decision.Allow allowed) {
        List<WorkloadKey> clients = named(allowed.from());
        List<WorkloadKey> servers = named(allowed.to());
        boolean missing = (allowed.from() instanceof EndName.Workload && clients.isEmpty())
                || (allowed.to() instanceof EndName.Workload && servers.isEmpty());
        if (missing) {
            return;
        }
        Optional<Decision.Deny> denied = denials.against(allowed);
        if (denied.isPresent()) {
            use.notApplied(allowed, denied.get().place() + " denies the same; remove one of them");
            return;
        }
        Optional<List<Peer>> from = peers(allowed, allowed.from(), clients);
        Optional<List<Peer>> to = peers(allowed, allowed.to(), servers);
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        use.matched(allowed);
        clients.forEach(client -> open(books.egress(client), to.get(), allowed));
        servers.forEach(server -> open(books.ingress(server), from.get(), allowed));
    }

    private static void open(RuleBook book, List<Peer> peers, Decision.Allow allowed) {
        for (Peer peer : peers) {
            for (Ports ports : allowed.ports()) {
                if (!book.opens(peer, ports)) {
                    book.add(peer, ports, Evidence.NONE, Set.of(Mark.DECIDED), allowed.reason());
                }
            }
        }
    }

    private List<WorkloadKey> named(EndName name) {
        return name instanceof EndName.Workload workload
                ? workloads.stream().filter(workload.workload()::matches).toList()
                : List.of();
    }

    private Optional<List<Peer>> peers(Decision.Allow allowed, EndName name, List<WorkloadKey> keys) {
        if (!(name instanceof EndName.Workload)) {
            Optional<Peer> peer = peers.of(name);
            if (peer.isEmpty()) {
                use.notApplied(allowed, DecidedPeers.why(name));
            }
            return peer.map(List::of);
        }
        List<Peer> found = new ArrayList<>();
        for (WorkloadKey key : keys) {
            Optional<Selection> selection = selections.of(key);
            if (selection.isEmpty()) {
                use.notApplied(allowed, "no labels select the pods of " + key + ", so no rule can name it");
                return Optional.empty();
            }
            found.add(new Peer.Workload(key, selection.get()));
        }
        return Optional.of(found);
    }
}
