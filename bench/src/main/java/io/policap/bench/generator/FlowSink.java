package io.policap.bench.generator;

import io.policap.capture.hubble.proto.flow.Flow;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes the flows that a generated cluster causes, in the order in which they happen. */
@FunctionalInterface
interface FlowSink {
    /** A flow without UUID and time; the edge is what it is evidence for, null when it is noise. */
    void accept(Flow.Builder flow, @Nullable Edge edge) throws IOException;
}
