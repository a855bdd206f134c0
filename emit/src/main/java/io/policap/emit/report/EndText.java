package io.policap.emit.report;

import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.edge.End;
import java.util.stream.Collectors;

/** The ends of edges in words. */
final class EndText {
    private EndText() {}

    static String of(End end) {
        if (end instanceof End.Workloads workloads) {
            return workloads.keys().stream().map(WorkloadKey::toString).collect(Collectors.joining(" or "));
        }
        if (end instanceof End.Node node) {
            String role = node.apiServer() ? " (API server)" : node.controlPlane() ? " (control plane)" : "";
            return "node " + node.address() + role;
        }
        if (end instanceof End.IngressProxy) {
            return "Cilium's ingress proxy";
        }
        if (end instanceof End.Outside outside) {
            return outside.block().isSingle()
                    ? outside.block().network().toString()
                    : outside.block().toString();
        }
        return "unattributed: " + ((End.Unattributed) end).what();
    }
}
