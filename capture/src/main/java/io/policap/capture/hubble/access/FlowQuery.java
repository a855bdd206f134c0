package io.policap.capture.hubble.access;

import io.grpc.StatusRuntimeException;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.infer.flow.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which flows are wanted.
 *
 * <p>A flow is wanted when one of its ends is in one of the namespaces and matches one of the label selectors, and it has
 * one of the verdicts. An empty list asks for everything.
 *
 * @param namespaces of either end
 * @param verdicts of the flow
 * @param labelSelectors in Kubernetes' syntax, of the same end as the namespace; keys may have Cilium's source in front
 */
public record FlowQuery(List<String> namespaces, List<Verdict> verdicts, List<String> labelSelectors) {
    /** Everything. */
    public static final FlowQuery ALL = new FlowQuery(List.of(), List.of(), List.of());

    public FlowQuery {
        namespaces = List.copyOf(namespaces);
        verdicts = List.copyOf(verdicts);
        labelSelectors = List.copyOf(labelSelectors);
    }

    /**
     * Reads a query as it was written on a command line; verdicts in any case.
     *
     * @throws IllegalArgumentException with one line that names the flag, what is wrong, and what would be right
     */
    public static FlowQuery parse(List<String> namespaces, List<String> verdicts, List<String> labelSelectors) {
        throw new UnsupportedOperationException();
    }

    /**
     * The request for these flows, for as long as the server lives.
     *
     * @param since from when on, as far as the server still has them; else from now on
     * @param fieldMask whether only the fields that are used are asked for
     */
    public GetFlowsRequest request(Optional<Instant> since, boolean fieldMask) {
        throw new UnsupportedOperationException();
    }

    /** Whether a request failed because the server does not understand its field mask: ask again without. */
    public static boolean rejectsMask(StatusRuntimeException failed) {
        throw new UnsupportedOperationException();
    }
}
