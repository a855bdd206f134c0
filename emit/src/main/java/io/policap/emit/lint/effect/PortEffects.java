package io.policap.emit.lint.effect;

import io.policap.emit.lint.effect.KnownCluster.KnownPod;
import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.read.Excerpt;
import io.policap.infer.inventory.ServicePort;
import io.policap.infer.inventory.ServiceRecord;
import java.util.List;
import java.util.Optional;

/** Ports that the pods a rule is about do not have: names that none declares, and the ports of their services. */
final class PortEffects {
    private final KnownCluster cluster;
    private final Findings findings;

    PortEffects(KnownCluster cluster, Findings findings) {
        this.cluster = cluster;
        this.findings = findings;
    }

    /**
     * One port of a rule.
     *
     * @param port the object whose field {@code port} is meant
     * @param servers the pods that have to listen there
     */
    void check(Spot port, List<KnownPod> servers) {
        List<KnownPod> known = servers.stream().filter(KnownPod::portsKnown).toList();
        Optional<Spot> written = port.field("port");
        if (known.isEmpty() || written.isEmpty() || port.field("endPort").isPresent()) {
            return;
        }
        Optional<Integer> number = number(written.get());
        if (number.isPresent()) {
            service(written.get(), number.get(), known);
            return;
        }
        String name = written.get().text().orElse("");
        boolean declared = known.stream()
                .anyMatch(pod -> pod.ports().stream().anyMatch(own -> own.name().equalsIgnoreCase(name)));
        if (!name.isEmpty() && !declared) {
            findings.warn(
                    written.get(),
                    LintRule.PORT_NAME,
                    "matches nothing: none of the pods in the inventory declares a port of this name");
        }
    }

    private void service(Spot spot, int number, List<KnownPod> servers) {
        boolean declared = servers.stream().anyMatch(pod -> pod.ports().stream().anyMatch(own -> own.port() == number));
        if (declared) {
            return;
        }
        for (ServiceRecord service : cluster.services()) {
            boolean leadsThere = !service.selector().isEmpty()
                    && servers.stream()
                            .anyMatch(pod -> pod.namespace().equals(service.namespace())
                                    && pod.labels()
                                            .entrySet()
                                            .containsAll(
                                                    service.selector().map().entrySet()));
            for (ServicePort port : service.ports()) {
                boolean translated =
                        !port.targetPort().isEmpty() && !port.targetPort().equals("" + number);
                if (leadsThere && port.port() == number && translated) {
                    findings.warn(
                            spot,
                            LintRule.SERVICE_PORT,
                            "is the port of service " + Excerpt.of(service.namespace() + "/" + service.name())
                                    + "; policies see the port of the pod, " + Excerpt.of(port.targetPort()));
                    return;
                }
            }
        }
    }

    private static Optional<Integer> number(Spot port) {
        String text = port.text().orElse("");
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Integer.parseInt(text)) : port.number();
    }
}
