package io.policap.capture.kubernetes.live;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the objects of Hubble's relay tell: which of its services is the gRPC one, which of its pods answers, where. */
final class RelayService {
    /** The label that Cilium's chart gives the relay's services and pods. */
    static final String LABEL = "k8s-app";

    static final String LABELLED = "hubble-relay";
    static final List<String> USUAL_NAMESPACES = List.of("kube-system", "cilium", "cilium-system");
    private static final int DEFAULT_PORT = 4245;

    private RelayService() {}

    /** The port that speaks gRPC; the chart has a second service, of the same label, for metrics. */
    static Optional<ServicePort> grpcPort(Service service) {
        List<ServicePort> ports = service.getSpec() == null ? List.of() : service.getSpec().getPorts();
        return ports.stream()
                .filter(port -> !text(port.getName()).contains("metrics")
                        && !text(port.getName()).contains("prometheus")
                        && !target(port).contains("metrics"))
                .min(Comparator.comparing((ServicePort port) -> !target(port).equals("grpc"))
                        .thenComparing(ServicePort::getPort));
    }

    /** Whether the port says that it speaks TLS; the chart serves 443 with TLS and 80 without. */
    static RelayTls tls(ServicePort port) {
        String name = text(port.getName()).toLowerCase(Locale.ROOT);
        if (port.getPort() == 443 || name.contains("https") || name.contains("tls")) {
            return RelayTls.EXPECTED;
        }
        return port.getPort() == 80 || name.equals("http") ? RelayTls.NOT_EXPECTED : RelayTls.UNKNOWN;
    }

    /** Where the service's port leads to in a pod. */
    static int targetPort(ServicePort port, Pod pod) {
        IntOrString target = port.getTargetPort();
        if (target == null) {
            return port.getPort();
        }
        if (target.getIntVal() != null) {
            return target.getIntVal();
        }
        for (Container container : pod.getSpec().getContainers()) {
            for (ContainerPort declared : container.getPorts()) {
                if (text(declared.getName()).equals(target.getStrVal())) {
                    return declared.getContainerPort();
                }
            }
        }
        return DEFAULT_PORT;
    }

    /** Whether a pod takes connections and will go on doing so. */
    static boolean isReady(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() != null || pod.getStatus() == null) {
            return false;
        }
        for (PodCondition condition : pod.getStatus().getConditions()) {
            if (text(condition.getType()).equals("Ready")) {
                return text(condition.getStatus()).equals("True");
            }
        }
        return false;
    }

    static String nameOf(Service service) {
        return service.getMetadata().getNamespace() + "/" + service.getMetadata().getName();
    }

    private static String target(ServicePort port) {
        IntOrString target = port.getTargetPort();
        return target == null ? "" : text(target.getStrVal());
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
