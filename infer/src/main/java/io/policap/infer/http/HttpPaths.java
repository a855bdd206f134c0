package io.policap.infer.http;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The paths that the clients of one connection class asked for, as far as they are known.
 *
 * @param level how far names are kept together: 0 for not at all, 1 to 3 from the fourth, third and second segment on, 4
 *     for all of them
 * @param leaves what they asked for, sorted; nothing where there was too much
 * @param gaps why not everything is known
 */
public record HttpPaths(int level, List<PathLeaf> leaves, Set<PathGap> gaps) {
    /** Leaves kept of each connection class. */
    public static final int MOST_LEAVES = 1024;

    /** The level at which no name is kept apart. */
    public static final int LAST_LEVEL = 4;

    public static final HttpPaths NONE = new HttpPaths(0, List.of(), Set.of());

    public HttpPaths {
        requireNonNull(leaves, "leaves");
        leaves = leaves.stream().sorted().toList();
        gaps = gaps.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(gaps));
        if (level < 0 || level > LAST_LEVEL) {
            throw new IllegalArgumentException("level " + level + " is not 0 to " + LAST_LEVEL);
        }
        if (leaves.size() > MOST_LEAVES) {
            throw new IllegalArgumentException(leaves.size() + " leaves are more than " + MOST_LEAVES);
        }
    }

    /** Both together, as if one had collected them. */
    public HttpPaths plus(HttpPaths other) {
        PathTally tally = new PathTally();
        tally.add(this);
        tally.add(other);
        return tally.paths();
    }

    /** Whether every path is known. */
    public boolean isComplete() {
        return gaps.isEmpty();
    }
}
