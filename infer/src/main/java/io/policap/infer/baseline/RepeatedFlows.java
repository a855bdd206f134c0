package io.policap.infer.baseline;

import io.policap.infer.connection.Connection;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.connection.Sign;
import io.policap.infer.flow.Direction;
import io.policap.infer.flow.EventKind;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.Reply;
import io.policap.infer.flow.Verdict;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the flows of a connection were counted, for the next ones of the same connection: most flows are like one shortly
 * before, but for their time and the client's port.
 *
 * <p>Only for flows between two pods that are known by their labels: who those are does not depend on the time, and their
 * classes are never folded. A table of fixed size, found by endpoints being the very same objects, in which a newcomer
 * takes the place of what was there.
 */
final class RepeatedFlows {
    private static final int SLOTS = 1 << 15;

    private final @Nullable Counted[] table = new @Nullable Counted[SLOTS];

    /** What flows have in common that count alike, and where they count. */
    static final class Counted {
        private final FlowEndpoint source;
        private final FlowEndpoint destination;
        private final Ip sourceAddress;
        private final Ip destinationAddress;
        private final String node;
        private final EventKind event;
        private final Verdict verdict;
        private final int dropReason;
        private final Direction direction;
        private final Reply reply;
        private final Protocol protocol;
        private final int port;

        private final EvidenceTally tally;
        private final EvidenceTally.Seen seen;
        private final @Nullable GrowingSpan reporter;
        private final GrowingSpan first;
        private final GrowingSpan second;

        private Counted(
                Flow flow, Connection.Known known, EvidenceTally tally, Spans<String> nodes, Spans<PodSighting> pods) {
            this.source = flow.sourceEndpoint();
            this.destination = flow.destinationEndpoint();
            this.sourceAddress = flow.source();
            this.destinationAddress = flow.destination();
            this.node = flow.node();
            this.event = flow.event();
            this.verdict = flow.verdict();
            this.dropReason = flow.dropReason();
            this.direction = flow.direction();
            this.reply = flow.reply();
            this.protocol = flow.protocol();
            this.port = serverPort(flow);
            this.tally = tally;
            this.seen = tally.seen(flow.node(), known.side());
            this.reporter = flow.node().isEmpty() ? null : nodes.of(flow.node());
            this.first = pods.of(known.pods().get(0));
            this.second = pods.of(known.pods().get(1));
        }

        private boolean isLike(Flow flow) {
            return source == flow.sourceEndpoint()
                    && destination == flow.destinationEndpoint()
                    && port == serverPort(flow)
                    && reply == flow.reply()
                    && direction == flow.direction()
                    && event == flow.event()
                    && verdict == flow.verdict()
                    && dropReason == flow.dropReason()
                    && protocol == flow.protocol()
                    && sourceAddress.equals(flow.source())
                    && destinationAddress.equals(flow.destination())
                    && node.equals(flow.node());
        }

        /** Counts a flow of this kind. */
        void add(Flow flow) {
            if (reporter != null) {
                reporter.add(flow.time());
            }
            first.add(flow.time());
            second.add(flow.time());
            Sign sign = ConnectionResolver.sign(flow, reply == Reply.YES);
            tally.add(seen, sign, flow.weight(), flow.time(), flow.authenticated());
        }
    }

    /** How flows like this one count, null where none was kept. */
    @Nullable
    Counted like(Flow flow) {
        if (!mayRepeat(flow)) {
            return null;
        }
        Counted known = table[slot(flow)];
        return known != null && known.isLike(flow) ? known : null;
    }

    /** Keeps where a flow is to be counted, if another may be like it; null where that is not so. */
    @Nullable
    Counted keep(Connection.Known known, EvidenceTally tally, Spans<String> nodes, Spans<PodSighting> pods) {
        Flow flow = known.flow();
        if (!mayRepeat(flow) || !isTimeless(known.pods())) {
            return null;
        }
        Counted counted = new Counted(flow, known, tally, nodes, pods);
        table[slot(flow)] = counted;
        return counted;
    }

    /** Whether both ends are pods that are who they are by the labels that the flow gave, at whatever time. */
    private static boolean isTimeless(List<PodSighting> ends) {
        return ends.size() == 2 && ends.get(0).identity() && ends.get(1).identity();
    }

    private static boolean mayRepeat(Flow flow) {
        return flow.reply() != Reply.UNKNOWN
                && flow.protocol().hasPorts()
                && !flow.fromProxy()
                && flow.layer7().isEmpty();
    }

    private static int serverPort(Flow flow) {
        return flow.reply() == Reply.YES ? flow.sourcePort() : flow.destinationPort();
    }

    private static int slot(Flow flow) {
        int hash = flow.sourceEndpoint().pod().hashCode() * 31
                + flow.destinationEndpoint().pod().hashCode();
        hash = hash * 31 + serverPort(flow);
        hash = hash * 31 + flow.direction().ordinal() * 4 + flow.reply().ordinal();
        hash *= 0x9E3779B1;
        return hash >>> (32 - Integer.numberOfTrailingZeros(SLOTS));
    }
}
