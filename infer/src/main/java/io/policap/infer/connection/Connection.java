package io.policap.infer.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.flow.Flow;
import io.policap.infer.flow.SkipReason;
import java.util.List;

/** What a flow says about a connection: a known client and server, an open question, or nothing with a reason. */
public sealed interface Connection {
    /**
     * The flow belongs to a connection of this class.
     *
     * @param type the class
     * @param side the end at which it was observed
     * @param sign what the flow shows of the connection's outcome
     * @param pods the pods that the flow names, none to two
     */
    record Known(ConnectionClass type, Side side, Sign sign, Flow flow, List<PodSighting> pods) implements Connection {
        public Known {
            requireNonNull(type, "type");
            requireNonNull(side, "side");
            requireNonNull(sign, "sign");
            requireNonNull(flow, "flow");
            pods = List.copyOf(pods);
        }
    }

    /**
     * The flow belongs to a connection, and its direction is not known.
     *
     * @param sign {@link Sign#REQUEST} for a packet of the question's left end, {@link Sign#ANSWER} for one of the right
     */
    record Undetermined(OpenQuestion question, Sign sign, Flow flow, List<PodSighting> pods) implements Connection {
        public Undetermined {
            requireNonNull(question, "question");
            requireNonNull(sign, "sign");
            requireNonNull(flow, "flow");
            pods = List.copyOf(pods);
        }
    }

    /** The flow is no evidence. */
    record None(SkipReason reason) implements Connection {
        public None {
            requireNonNull(reason, "reason");
        }
    }
}
