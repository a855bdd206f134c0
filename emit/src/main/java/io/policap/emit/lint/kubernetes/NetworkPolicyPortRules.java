package io.policap.emit.lint.kubernetes;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.read.Excerpt;
import io.policap.emit.read.PortNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the API server checks of a port of a NetworkPolicy. */
final class NetworkPolicyPortRules {
    private static final List<String> PROTOCOLS = List.of("TCP", "UDP", "SCTP");

    private NetworkPolicyPortRules() {}

    static void check(Spot port, Findings findings) {
        port.field("protocol")
                .filter(field -> field.text().isPresent())
                .filter(field -> !PROTOCOLS.contains(field.text().orElse("")))
                .ifPresent(field -> findings.add(
                        field,
                        LintRule.PROTOCOL,
                        Findings.API_SERVER,
                        "is " + Excerpt.of(field.text().orElse("")) + ", not one of " + String.join(", ", PROTOCOLS)));
        Optional<Spot> number = port.field("port");
        number.ifPresent(field -> port(field, findings));
        port.field("endPort").ifPresent(end -> endPort(end, number, findings));
    }

    private static void port(Spot field, Findings findings) {
        field.number()
                .filter(number -> number < 1 || number > 65535)
                .ifPresent(number ->
                        findings.add(field, LintRule.PORT, Findings.API_SERVER, number + " is outside 1..65535"));
        field.text().filter(name -> !isName(name)).ifPresent(name -> {
            boolean digits = !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
            findings.add(
                    field,
                    LintRule.PORT,
                    Findings.API_SERVER,
                    "is " + Excerpt.of(name)
                            + (digits
                                    ? ", a number in quotes; write it without"
                                    : ", not the name of a port: up to 15 lower-case letters, digits and single"
                                            + " hyphens inside, with a letter"));
        });
    }

    private static boolean isName(String name) {
        return PortNames.isServiceName(name) && name.equals(name.toLowerCase(Locale.ROOT));
    }

    private static void endPort(Spot end, Optional<Spot> port, Findings findings) {
        Optional<Integer> last = end.number();
        if (last.isEmpty()) {
            return;
        }
        if (last.get() < 1 || last.get() > 65535) {
            findings.add(end, LintRule.END_PORT, Findings.API_SERVER, last.get() + " is outside 1..65535");
        } else if (port.isEmpty()) {
            findings.add(end, LintRule.END_PORT, Findings.API_SERVER, "needs a port where the range begins");
        } else if (port.get().text().isPresent()) {
            findings.add(end, LintRule.END_PORT, Findings.API_SERVER, "cannot stand beside the name of a port");
        } else if (port.get().number().filter(first -> last.get() < first).isPresent()) {
            findings.add(
                    end,
                    LintRule.END_PORT,
                    Findings.API_SERVER,
                    last.get() + " is below the port " + port.get().number().orElse(0));
        }
    }
}
