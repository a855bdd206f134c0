package io.policap.infer.baseline;

import io.policap.infer.connection.OpenQuestion;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.flow.Vantage;
import io.policap.infer.name.Names;
import io.policap.infer.translation.Socket;
import io.policap.infer.translation.SocketEnd;
import io.policap.infer.translation.SocketSamples;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a snapshot holds besides classes and contents: takes about as long to copy as those. */
final class RestOfSnapshot implements Runnable {
    private final RepeatedConnections repeated;
    private final Map<OpenQuestion, EvidenceTally> questions;
    private final Spans<PodSighting> pods;
    private final Spans<String> nodes;
    private final SocketSamples sockets;
    private final HeardNames names;
    private final TreeMap<Vantage, Span> allClaims;
    private SortedMap<OpenQuestion, ClassEvidence> sortedQuestions = new TreeMap<>();
    private SortedMap<PodSighting, Span> sortedPods = new TreeMap<>();
    private SortedMap<SocketEnd, SortedMap<Socket, Instant>> sortedSockets = new TreeMap<>();
    private Names sortedNames = Names.NONE;

    RestOfSnapshot(
            RepeatedConnections repeated,
            Map<OpenQuestion, EvidenceTally> questions,
            Spans<PodSighting> pods,
            Spans<String> nodes,
            Map<Vantage, Span> claims,
            SocketSamples sockets,
            HeardNames names) {
        this.repeated = repeated;
        this.questions = questions;
        this.pods = pods;
        this.nodes = nodes;
        this.sockets = sockets;
        this.names = names;
        this.allClaims = new TreeMap<>(claims);
    }

    /** Does a half at once, so that nobody has to wait for it. */
    static Runnable atOnce(Runnable half) {
        half.run();
        return () -> {};
    }

    @Override
    public void run() {
        sortedQuestions = EvidenceTally.snapshots(questions);
        repeated.flushSightings(pods);
        sortedPods = pods.snapshot();
        nodes.forEach((node, span) -> allClaims.put(new Vantage.Node(node), span));
        sortedSockets = sockets.snapshot();
        sortedNames = names.snapshot();
    }

    SortedMap<OpenQuestion, ClassEvidence> questions() {
        return sortedQuestions;
    }

    SortedMap<PodSighting, Span> pods() {
        return sortedPods;
    }

    /** With those of the nodes that reported to Hubble. */
    SortedMap<Vantage, Span> claims() {
        return allClaims;
    }

    SortedMap<SocketEnd, SortedMap<Socket, Instant>> sockets() {
        return sortedSockets;
    }

    Names names() {
        return sortedNames;
    }
}
