package io.policap.infer.policy.from;

import static java.util.Objects.requireNonNull;

import io.policap.infer.policy.Policy;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A policy of this run, with what each of its rules came from.
 *
 * @param policy the model
 * @param namespace the namespace it belongs to
 * @param subject the workload in words ({@code Kind/name}), or what else it is for
 * @param fileName the name of its file without directory, before anything unsafe is replaced
 * @param ingress one note per ingress rule, in their order
 * @param egress one note per egress rule, in their order
 * @param <P> the kind of policy
 */
public record SourcedPolicy<P extends Policy>(
        P policy, String namespace, String subject, String fileName, List<RuleNote> ingress, List<RuleNote> egress) {
    public SourcedPolicy {
        requireNonNull(policy, "policy");
        requireNonNull(namespace, "namespace");
        requireNonNull(subject, "subject");
        requireNonNull(fileName, "fileName");
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }

    /** The same rules in another form of the policy. */
    public SourcedPolicy<P> map(UnaryOperator<P> change) {
        return new SourcedPolicy<>(change.apply(policy), namespace, subject, fileName, ingress, egress);
    }
}
