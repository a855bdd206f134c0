package io.policap.infer.flow;

/** Where a source delivers what it read: flows, flows it could not make, and what it lost. */
public interface FlowSink {
    void accept(Flow flow);

    /** Counts a record that was read and makes no flow. */
    void skip(SkipReason reason, long weight);

    void blindSpot(BlindSpot spot);
}
