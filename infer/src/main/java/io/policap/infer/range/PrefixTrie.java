package io.policap.infer.range;

import io.policap.infer.net.Cidr;
import io.policap.infer.net.PrefixSet;
import java.util.List;

/** The binary trie over the prefixes of one rule and one family, walked once to find what joining its subtrees saves. */
final class PrefixTrie {
    private final List<Cidr> prefixes;
    private final PrefixSet seen;
    private final PrefixSet reserved;
    private final long budget;
    private final List<Cidr> chosen;

    /** A subtree: the prefix at its top, and its joins. */
    private record Top(Cidr prefix, Joins joins) {}

    private PrefixTrie(List<Cidr> prefixes, PrefixSet seen, PrefixSet reserved, long budget, List<Cidr> chosen) {
        this.prefixes = prefixes;
        this.seen = seen;
        this.reserved = reserved;
        this.budget = budget;
        this.chosen = chosen;
    }

    /**
     * The ways to join the prefixes of one family.
     *
     * @param prefixes merged without loss, sorted, not empty
     * @param seen the rule's addresses
     * @param reserved what no join may hold beyond these
     * @param chosen takes what is chosen in the end
     */
    static Joins joins(List<Cidr> prefixes, PrefixSet seen, PrefixSet reserved, long budget, List<Cidr> chosen) {
        return new PrefixTrie(prefixes, seen, reserved, budget, chosen).top(0, prefixes.size()).joins;
    }

    private Top top(int from, int to) {
        Cidr first = prefixes.get(from);
        if (to - from == 1) {
            return new Top(first, Joins.entry(first, chosen));
        }
        int length = first.network().commonBits(prefixes.get(to - 1).network());
        Cidr whole = new Cidr(first.network(), length);
        int middle = split(from, to, whole.upperHalf());
        Top left = top(from, middle);
        Top right = top(middle, to);
        long surplus = sum(
                sum(left.joins.surplus(), missing(left.prefix, length + 1)),
                sum(right.joins.surplus(), missing(right.prefix, length + 1)));
        boolean allowed = surplus <= budget && !reserved.overlapsBeyond(whole, seen);
        return new Top(whole, Joins.under(whole, left.joins, right.joins, surplus, allowed, budget));
    }

    private int split(int from, int to, Cidr upper) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (prefixes.get(middle).network().compareTo(upper.network()) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The addresses of the prefix of this length around another one that are not in that. */
    private static long missing(Cidr prefix, int length) {
        if (prefix.length() == length) {
            return 0;
        }
        int bits = prefix.network().bits();
        return bits - length > 60 ? SavingCurve.NEVER : (1L << (bits - length)) - (1L << (bits - prefix.length()));
    }

    private static long sum(long one, long other) {
        return Math.min(SavingCurve.NEVER, one + other);
    }
}
