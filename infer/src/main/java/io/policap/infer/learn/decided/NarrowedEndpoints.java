package io.policap.infer.learn.decided;

import io.policap.infer.decision.Decision;
import io.policap.infer.intent.Peer;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.net.Protocol;
import java.util.Optional;

/** Public endpoints that people narrowed to some addresses (R9). */
public final class NarrowedEndpoints {
    /**
     * An endpoint that is not open to anyone.
     *
     * @param decision who decided it and why
     * @param peer who may reach it; empty where no address outside the cluster's pods is left
     */
    public record Narrowed(Decision.PublicEndpoint decision, Optional<Peer> peer) {}

    private final DecisionUse use;
    private final DecidedPeers peers;

    public NarrowedEndpoints(DecisionUse use, DecidedPeers peers) {
        this.use = use;
        this.peers = peers;
    }

    /** Who may reach an exposed port; no value where anyone may. */
    public Optional<Narrowed> of(WorkloadKey server, Protocol protocol, int port) {
        Optional<Decision.PublicEndpoint> decided = use.decisions().publicEndpoint(server, protocol, port);
        decided.ifPresent(use::matched);
        return decided.map(decision -> new Narrowed(decision, peers.addresses(decision.cidrs())));
    }
}
