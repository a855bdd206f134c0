package io.policap.infer.evaluate;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Requirement;
import io.policap.infer.policy.cilium.CiliumEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A selector of a Cilium policy, ready to be matched against identities: a key may carry the source of the label
 * ({@code k8s:app}, {@code reserved:host}); without one, or with {@code any:}, every source will do.
 */
final class CiliumSelector {
    private final List<Condition> conditions;

    private CiliumSelector(List<Condition> conditions) {
        this.conditions = conditions;
    }

    static CiliumSelector of(LabelSelector selector) {
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
            SortedSet<String> value = new TreeSet<>(List.of(label.getValue()));
            conditions.add(Condition.of(label.getKey(), Requirement.Operator.IN, value));
        }
        for (Requirement requirement : selector.matchExpressions()) {
            conditions.add(Condition.of(requirement.key(), requirement.operator(), requirement.values()));
        }
        return new CiliumSelector(conditions);
    }

    /** The selector that also asks for a Kubernetes label with this value. */
    CiliumSelector and(String key, String value) {
        return with(new Condition(Source.K8S, key, Requirement.Operator.IN, new TreeSet<>(List.of(value))));
    }

    /** The selector that also asks for a Kubernetes label. */
    CiliumSelector andExists(String key) {
        return with(new Condition(Source.K8S, key, Requirement.Operator.EXISTS, new TreeSet<>()));
    }

    private CiliumSelector with(Condition condition) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(condition);
        return new CiliumSelector(more);
    }

    boolean mentions(String key) {
        return conditions.stream().anyMatch(condition -> condition.names(key));
    }

    boolean mentionsPrefix(String prefix) {
        return conditions.stream()
                .anyMatch(condition ->
                        condition.source().isKubernetes() && condition.key().startsWith(prefix));
    }

    boolean mentionsReserved() {
        return conditions.stream().anyMatch(condition -> condition.source() == Source.RESERVED);
    }

    boolean mentionsInit() {
        return conditions.stream()
                .anyMatch(condition ->
                        condition.source() == Source.RESERVED && condition.key().equals(CiliumEntity.INIT.text()));
    }

    /** Keys of sources that say nothing about pods or entities, such as {@code cidr:}, as written. */
    List<String> foreignKeys() {
        return conditions.stream()
                .filter(condition -> condition.source() == Source.OTHER)
                .map(Condition::key)
                .toList();
    }

    boolean matches(Party party) {
        for (Condition condition : conditions) {
            if (!condition.matches(party)) {
                return false;
            }
        }
        return true;
    }

    private enum Source {
        ANY,
        K8S,
        RESERVED,
        OTHER;

        boolean isKubernetes() {
            return this == ANY || this == K8S;
        }
    }

    private record Condition(Source source, String key, Requirement.Operator operator, SortedSet<String> values) {
        static Condition of(String written, Requirement.Operator operator, SortedSet<String> values) {
            int colon = written.indexOf(':');
            if (colon < 0) {
                return new Condition(Source.ANY, written, operator, values);
            }
            String rest = written.substring(colon + 1);
            switch (written.substring(0, colon)) {
                case "any":
                    return new Condition(Source.ANY, rest, operator, values);
                case "k8s":
                    return new Condition(Source.K8S, rest, operator, values);
                case "reserved":
                    return new Condition(Source.RESERVED, rest, operator, values);
                default:
                    return new Condition(Source.OTHER, written, operator, values);
            }
        }

        boolean names(String other) {
            return source.isKubernetes() && key.equals(other);
        }

        boolean matches(Party party) {
            Optional<String> value = value(party);
            switch (operator) {
                case IN:
                    return value.isPresent() && values.contains(value.get());
                case NOT_IN:
                    return value.isEmpty() || !values.contains(value.get());
                case EXISTS:
                    return value.isPresent();
                case DOES_NOT_EXIST:
                    return value.isEmpty();
            }
            throw new AssertionError(operator);
        }

        private Optional<String> value(Party party) {
            if (source.isKubernetes()) {
                String label = party.identityLabels().get(key);
                if (label != null) {
                    return Optional.of(label);
                }
            }
            if (source == Source.ANY || source == Source.RESERVED) {
                // Reserved labels have no value.
                boolean carried =
                        CiliumEntity.of(key).map(party.reserved()::contains).orElse(false);
                return carried ? Optional.of("") : Optional.empty();
            }
            return Optional.empty();
        }
    }
}
