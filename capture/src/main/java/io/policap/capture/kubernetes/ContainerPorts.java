package io.policap.capture.kubernetes;

import io.policap.infer.inventory.ContainerPort;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ports of a pod's containers, and those that the kubelet calls: probes and life-cycle hooks.
 *
 * <p>Init containers that restart always are sidecars and serve like the others; other init containers and ephemeral
 * ones have neither services nor probes.
 *
 * @param declared the declared ports
 * @param probed the TCP ports that the kubelet calls
 */
record ContainerPorts(List<ContainerPort> declared, List<Integer> probed) {
    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> HOOKS = List.of("postStart", "preStop");

    ContainerPorts {
        declared = List.copyOf(declared);
        probed = List.copyOf(probed);
    }

    static ContainerPorts of(Fields spec) {
        List<ContainerPort> declared = new ArrayList<>();
        List<Integer> probed = new ArrayList<>();
        List<Fields> containers = new ArrayList<>(spec.each("containers"));
        for (Fields init : spec.each("initContainers")) {
            if (init.text("restartPolicy").equals("Always")) {
                containers.add(init);
            }
        }
        for (Fields container : containers) {
            List<ContainerPort> own = ports(container);
            declared.addAll(own);
            for (String probe : PROBES) {
                if (container.has(probe)) {
                    addCalled(container.at(probe), own, probed);
                }
            }
            if (container.has("lifecycle")) {
                for (String hook : HOOKS) {
                    addCalled(container.at("lifecycle").at(hook), own, probed);
                }
            }
        }
        return new ContainerPorts(declared, probed);
    }

    private static List<ContainerPort> ports(Fields container) {
        List<ContainerPort> ports = new ArrayList<>();
        for (Fields port : container.each("ports")) {
            Optional<Protocol> protocol = port.protocol();
            int number = port.port("containerPort");
            if (protocol.isPresent() && number > 0) {
                ports.add(new ContainerPort(port.text("name"), number, protocol.get(), port.port("hostPort")));
            }
        }
        return ports;
    }

    // A probe with a host of its own goes there, not to the pod.
    private static void addCalled(Fields handler, List<ContainerPort> own, List<Integer> probed) {
        for (String kind : List.of("httpGet", "tcpSocket", "grpc")) {
            Fields call = handler.at(kind);
            if (!call.has("port") || !call.text("host").isEmpty()) {
                continue;
            }
            String port = call.text("port");
            int number = PortText.number(port);
            if (number > 0) {
                probed.add(number);
                continue;
            }
            Optional<ContainerPort> named = own.stream()
                    .filter(declared -> declared.name().equals(port) && declared.protocol() == Protocol.TCP)
                    .findFirst();
            if (named.isPresent()) {
                probed.add(named.get().port());
            } else {
                call.report()
                        .malformed("a probe's port '" + ObjectReport.shown(port) + "' is no port of its container");
            }
        }
    }
}
