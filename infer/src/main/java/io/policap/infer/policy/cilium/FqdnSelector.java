package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

/** A DNS name or a pattern of names, in {@code toFQDNs} and in DNS rules. */
public sealed interface FqdnSelector {
    /** The name or pattern as written. */
    String text();

    /** Exactly this name; case and a trailing dot do not matter. */
    record MatchName(String text) implements FqdnSelector {
        public MatchName {
            requireNonNull(text, "text");
        }
    }

    /** Names of this pattern, in which {@code *} stands for any characters of one label. */
    record MatchPattern(String text) implements FqdnSelector {
        public MatchPattern {
            requireNonNull(text, "text");
        }
    }
}
