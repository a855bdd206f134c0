package io.policap.infer.range;

import io.policap.infer.net.Cidr;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The ranges that a user knows, found by the addresses in them. Immutable. */
public final class KnownRanges {
    public static final KnownRanges NONE = new KnownRanges(List.of());

    /**
     * One prefix of a range.
     *
     * @param range the range
     * @param prefix one of its prefixes
     */
    public record Match(KnownRange range, Cidr prefix) {}

    private final List<KnownRange> ranges;
    private final TreeMap<Cidr, KnownRange> byPrefix = new TreeMap<>();

    private KnownRanges(List<KnownRange> ranges) {
        this.ranges = ranges;
        for (KnownRange range : ranges) {
            range.prefixes().forEach(prefix -> byPrefix.putIfAbsent(prefix, range));
        }
    }

    /** These ranges; of several with the same prefix, the one whose name comes first has it. */
    public static KnownRanges of(List<KnownRange> ranges) {
        return new KnownRanges(ranges.stream()
                .sorted(Comparator.comparing(KnownRange::name).thenComparing(KnownRange::place))
                .toList());
    }

    /** All ranges, sorted by name. */
    public List<KnownRange> ranges() {
        return ranges;
    }

    /** The longest known prefix that holds all of this one. */
    public Optional<Match> find(Cidr block) {
        for (int length = block.length(); length >= 0 && !byPrefix.isEmpty(); length--) {
            Cidr candidate = new Cidr(block.network(), length);
            KnownRange range = byPrefix.get(candidate);
            if (range != null) {
                return Optional.of(new Match(range, candidate));
            }
        }
        return Optional.empty();
    }
}
