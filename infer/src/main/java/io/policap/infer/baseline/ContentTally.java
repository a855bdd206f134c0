package io.policap.infer.baseline;

import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.HttpRequest;
import io.policap.infer.flow.Layer7;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.http.PathGap;
import io.policap.infer.http.PathTally;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The content of one connection class while a baseline grows. */
final class ContentTally {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final String CONNECT = "CONNECT";
    private static final long OWN_COST = 600;

    private final Map<AppProtocol, Long> connections = new EnumMap<>(AppProtocol.class);
    private final Map<AppProtocol, Long> records = new EnumMap<>(AppProtocol.class);
    private final Buckets buckets = new Buckets();
    private final PathTally paths = new PathTally();
    private long incomplete;

    /** Whether an L7 record says anything of what its connection carries that is kept here. */
    static boolean tells(Layer7 record) {
        return !(record instanceof Layer7.Dns);
    }

    /** Takes in an L7 record of Hubble that {@link #tells}. */
    void add(Flow flow, Layer7 record) {
        if (!(record instanceof Layer7.Http http)) {
            records.merge(AppProtocol.OTHER, flow.weight(), Counts::plus);
            return;
        }
        if (http.code() == SWITCHING_PROTOCOLS || http.method().equals(CONNECT)) {
            records.merge(AppProtocol.UPGRADED, flow.weight(), Counts::plus);
        }
        if (http.method().equals(CONNECT)) {
            return;
        }
        records.merge(AppProtocol.HTTP, flow.weight(), Counts::plus);
        buckets.add(flow.time());
        if (http.response()) {
            // What is in its headers is the server's.
            paths.response(http.method(), http.path());
        } else {
            paths.request(http.method(), http.path(), false, http.headerNames(), flow.weight());
        }
    }

    /** Takes in a connection of a capture at whose content somebody looked. */
    void add(PacketConnection connection) {
        Content content = connection.content();
        connections.merge(content.protocol(), 1L, Counts::plus);
        if (content.protocol() == AppProtocol.HTTP || content.protocol() == AppProtocol.UPGRADED) {
            for (HttpRequest request : content.requests()) {
                Layer7.Http http = request.http();
                paths.request(http.method(), http.path(), request.grpc(), http.headerNames(), 1);
            }
        }
        if (content.complete()) {
            buckets.add(Span.at(connection.first()).join(Span.at(connection.last())));
        } else {
            incomplete = Counts.plus(incomplete, 1);
        }
    }

    void add(ContentEvidence evidence) {
        evidence.connections().forEach((protocol, count) -> connections.merge(protocol, count, Counts::plus));
        evidence.records().forEach((protocol, count) -> records.merge(protocol, count, Counts::plus));
        evidence.buckets().forEach(buckets::addRun);
        incomplete = Counts.plus(incomplete, evidence.incomplete());
        paths.add(evidence.paths());
    }

    /** Forgets the paths, as there is no room for them. */
    void forgetPaths() {
        paths.gap(PathGap.NO_ROOM);
    }

    /** About how many bytes it holds. */
    long cost() {
        return OWN_COST + paths.cost();
    }

    ContentEvidence snapshot() {
        return new ContentEvidence(sorted(connections), sorted(records), incomplete, buckets.runs(), paths.paths());
    }

    private static SortedMap<AppProtocol, Long> sorted(Map<AppProtocol, Long> counts) {
        return new TreeMap<>(counts);
    }
}
