package io.policap.infer.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** An immutable set of addresses, given by prefixes. */
public final class PrefixSet {
    private final List<Cidr> prefixes;

    private PrefixSet(List<Cidr> prefixes) {
        this.prefixes = prefixes;
    }

    /** The addresses of all these prefixes. */
    public static PrefixSet of(Collection<Cidr> prefixes) {
        return new PrefixSet(CidrMerge.merge(prefixes));
    }

    /** The fewest prefixes that hold the same addresses: disjoint, sorted. */
    public List<Cidr> prefixes() {
        return prefixes;
    }

    /** Whether every address of the prefix is in the set. */
    public boolean contains(Cidr prefix) {
        int at = firstNotBefore(prefix);
        return (at < prefixes.size() && prefixes.get(at).contains(prefix))
                || (at > 0 && prefixes.get(at - 1).contains(prefix));
    }

    /** Whether any address of the prefix is in the set. */
    public boolean overlaps(Cidr prefix) {
        int at = firstNotBefore(prefix);
        return (at < prefixes.size() && prefixes.get(at).overlaps(prefix))
                || (at > 0 && prefixes.get(at - 1).overlaps(prefix));
    }

    /** Whether the prefix holds any address of this set that the other set does not have. */
    public boolean overlapsBeyond(Cidr prefix, PrefixSet other) {
        int at = firstNotBefore(prefix);
        if (at > 0 && prefixes.get(at - 1).overlaps(prefix)) {
            return !other.contains(prefix);
        }
        for (; at < prefixes.size() && prefixes.get(at).overlaps(prefix); at++) {
            Cidr here = prefixes.get(at);
            if (!other.contains(here.length() >= prefix.length() ? here : prefix)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A prefix without the addresses of this set, as prefixes, sorted.
     *
     * @param most so many prefixes at most
     * @return empty where more would be needed
     */
    public Optional<List<Cidr>> without(Cidr prefix, int most) {
        List<Cidr> rest = new ArrayList<>();
        return cut(prefix, most, rest) ? Optional.of(List.copyOf(rest)) : Optional.empty();
    }

    private boolean cut(Cidr prefix, int most, List<Cidr> rest) {
        if (!overlaps(prefix)) {
            rest.add(prefix);
            return rest.size() <= most;
        }
        return contains(prefix) || (cut(prefix.lowerHalf(), most, rest) && cut(prefix.upperHalf(), most, rest));
    }

    /** The place of the first prefix that does not begin before this one. */
    private int firstNotBefore(Cidr prefix) {
        int low = 0;
        int high = prefixes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (prefixes.get(middle).network().compareTo(prefix.network()) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
