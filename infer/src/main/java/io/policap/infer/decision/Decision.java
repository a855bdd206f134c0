package io.policap.infer.decision;

import static java.util.Objects.requireNonNull;

import io.policap.infer.intent.Ports;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.PolicyType;
import java.util.List;

/** One thing that people decided. */
public sealed interface Decision {
    /** Where it is written. */
    DecisionPlace place();

    /** Why, in their words: one line, empty where none was asked for. */
    String reason();

    /** What it is called in the file: {@code deny}, {@code allow}, ... */
    String kind();

    /** Whether ports, empty for all there are, have this one. */
    static boolean covers(List<Ports> ports, Protocol protocol, int port) {
        return ports.isEmpty()
                || ports.stream()
                        .anyMatch(one -> one.protocol() == protocol
                                && one.range().first() <= port
                                && port <= one.range().last());
    }

    /** Whether two sets of ports, empty for all there are, have one in common. */
    static boolean overlap(List<Ports> ports, List<Ports> others) {
        return ports.isEmpty()
                || others.isEmpty()
                || ports.stream()
                        .anyMatch(one -> others.stream()
                                .anyMatch(other -> one.protocol() == other.protocol()
                                        && one.range().first() <= other.range().last()
                                        && other.range().first() <= one.range().last()));
    }

    /**
     * Connections that must not pass although they may have been seen: drift, never a rule.
     *
     * @param ports the server's ports, empty for all
     */
    record Deny(DecisionPlace place, EndName from, EndName to, List<Ports> ports, String reason) implements Decision {
        public Deny {
            requireNonNull(place, "place");
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            requireNonNull(reason, "reason");
            ports = ports.stream().distinct().sorted().toList();
        }

        @Override
        public String kind() {
            return "deny";
        }
    }

    /**
     * Connections that may pass although they were not seen.
     *
     * @param ports the server's ports, not empty
     */
    record Allow(DecisionPlace place, EndName from, EndName to, List<Ports> ports, String reason) implements Decision {
        public Allow {
            requireNonNull(place, "place");
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            requireNonNull(reason, "reason");
            ports = notEmpty(ports);
        }

        @Override
        public String kind() {
            return "allow";
        }
    }

    /**
     * One peer in place of all learned ones that lie within it.
     *
     * @param workload whose rules
     * @param direction which of its rules
     * @param to the wider peer: addresses, a name or an entity
     * @param ports the ports whose rules are widened, empty for all
     */
    record Widen(
            DecisionPlace place,
            WorkloadName workload,
            PolicyType direction,
            EndName to,
            List<Ports> ports,
            String reason)
            implements Decision {
        public Widen {
            requireNonNull(place, "place");
            requireNonNull(workload, "workload");
            requireNonNull(direction, "direction");
            requireNonNull(to, "to");
            requireNonNull(reason, "reason");
            ports = ports.stream().distinct().sorted().toList();
            if (to instanceof EndName.Workload) {
                throw new IllegalArgumentException("a peer is not widened to a workload");
            }
        }

        @Override
        public String kind() {
            return "widen";
        }
    }

    /**
     * A selector for a workload's pods in place of the one that would be chosen.
     *
     * @param selector not empty
     */
    record Selector(DecisionPlace place, WorkloadName workload, LabelSelector selector, String reason)
            implements Decision {
        public Selector {
            requireNonNull(place, "place");
            requireNonNull(workload, "workload");
            requireNonNull(selector, "selector");
            requireNonNull(reason, "reason");
            if (selector.isEmpty()) {
                throw new IllegalArgumentException("a workload's selector is never empty");
            }
        }

        @Override
        public String kind() {
            return "selector";
        }
    }

    /** Whether a workload's rules ask for mutual authentication (R13). */
    record Authentication(DecisionPlace place, WorkloadName workload, MutualAuth mode, String reason)
            implements Decision {
        public Authentication {
            requireNonNull(place, "place");
            requireNonNull(workload, "workload");
            requireNonNull(mode, "mode");
            requireNonNull(reason, "reason");
        }

        @Override
        public String kind() {
            return "mutualAuth";
        }
    }

    /**
     * HTTP headers whose presence the rules of a server may ask for (R12).
     *
     * @param ports its ports, empty for all
     * @param names as written, not empty
     */
    record Headers(DecisionPlace place, WorkloadName workload, List<Ports> ports, List<String> names, String reason)
            implements Decision {
        public Headers {
            requireNonNull(place, "place");
            requireNonNull(workload, "workload");
            requireNonNull(reason, "reason");
            ports = ports.stream().distinct().sorted().toList();
            names = names.stream().distinct().sorted().toList();
            if (names.isEmpty()) {
                throw new IllegalArgumentException("no header is named");
            }
        }

        @Override
        public String kind() {
            return "headers";
        }
    }

    /**
     * Who may reach a server that a service exposes, in place of anyone outside the cluster (R9).
     *
     * @param ports its ports, empty for all that are exposed
     * @param cidrs not empty
     */
    record PublicEndpoint(
            DecisionPlace place, WorkloadName workload, List<Ports> ports, List<Cidr> cidrs, String reason)
            implements Decision {
        public PublicEndpoint {
            requireNonNull(place, "place");
            requireNonNull(workload, "workload");
            requireNonNull(reason, "reason");
            ports = ports.stream().distinct().sorted().toList();
            cidrs = cidrs.stream().distinct().sorted().toList();
            if (cidrs.isEmpty()) {
                throw new IllegalArgumentException("no address is named");
            }
        }

        @Override
        public String kind() {
            return "publicEndpoints";
        }
    }

    /** A namespace whose workloads get no policies; they stay peers of others. */
    record IgnoredNamespace(DecisionPlace place, String namespace) implements Decision {
        public IgnoredNamespace {
            requireNonNull(place, "place");
            requireNonNull(namespace, "namespace");
        }

        @Override
        public String reason() {
            return "";
        }

        @Override
        public String kind() {
            return "ignoreNamespaces";
        }
    }

    private static List<Ports> notEmpty(List<Ports> ports) {
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("no port is named");
        }
        return ports.stream().distinct().sorted().toList();
    }
}
