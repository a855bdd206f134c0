package io.policap.infer.replay;

import java.util.List;

/**
 * What a replay shows.
 *
 * @param replayed edges that were evaluated
 * @param denials those that the policies would cut, sorted
 * @param redirected edges that pass and have to satisfy an L7 rule as well
 * @param notExpressible edges that the kind of policy has no words for, sorted: ICMP for NetworkPolicy
 * @param unattributed served edges with an end that nobody can name, which no policy can be asked about
 */
public record ReplayResult(
        long replayed, List<Denial> denials, long redirected, List<String> notExpressible, long unattributed) {
    public ReplayResult {
        denials = denials.stream().sorted().distinct().toList();
        notExpressible = notExpressible.stream().sorted().distinct().toList();
    }

    public boolean isClean() {
        return denials.isEmpty();
    }
}
