package io.policap.infer.range;

import io.policap.infer.net.Cidr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways to join the prefixes of one rule, or of several, with what each saves and at which price. */
final class Joins {
    private final @Nullable Joins left;
    private final @Nullable Joins right;
    private final @Nullable Cidr whole;
    private final List<Cidr> chosen;
    private final int entries;
    private final long surplus;
    private final SavingCurve curve;

    private Joins(
            @Nullable Joins left,
            @Nullable Joins right,
            @Nullable Cidr whole,
            List<Cidr> chosen,
            int entries,
            long surplus,
            SavingCurve curve) {
        this.left = left;
        this.right = right;
        this.whole = whole;
        this.chosen = chosen;
        this.entries = entries;
        this.surplus = surplus;
        this.curve = curve;
    }

    /** One prefix, which stays as it is. */
    static Joins entry(Cidr prefix, List<Cidr> chosen) {
        return new Joins(null, null, prefix, chosen, 1, 0, SavingCurve.NONE);
    }

    /**
     * Two parts of a rule, which may become one prefix.
     *
     * @param surplus the addresses of that prefix that are in neither; more than the budget where it may not be
     */
    static Joins under(Cidr whole, Joins left, Joins right, long surplus, boolean allowed, long budget) {
        int entries = left.entries + right.entries;
        SavingCurve curve = left.curve.plus(right.curve, budget);
        if (allowed && surplus <= budget) {
            return new Joins(left, right, whole, left.chosen, entries, surplus, curve.or(entries - 1, surplus));
        }
        return new Joins(left, right, null, left.chosen, entries, surplus, curve);
    }

    /** Two rules, or groups of them. */
    static Joins both(Joins left, Joins right, long budget) {
        return new Joins(
                left, right, null, left.chosen, left.entries + right.entries, 0, left.curve.plus(right.curve, budget));
    }

    SavingCurve curve() {
        return curve;
    }

    /** The addresses that the whole prefix has beyond those of its entries. */
    long surplus() {
        return surplus;
    }

    /** Adds, to the list of each rule, the prefixes with which exactly so many entries are saved at the lowest price. */
    void choose(int saved) {
        long price = curve.price(saved);
        if (whole != null && saved == entries - 1 && surplus == price) {
            chosen.add(whole);
            return;
        }
        if (left == null || right == null) {
            throw new IllegalStateException("an entry cannot save " + saved);
        }
        for (int i = 0; i <= saved; i++) {
            if (left.curve.price(i) + right.curve.price(saved - i) == price) {
                left.choose(i);
                right.choose(saved - i);
                return;
            }
        }
        throw new IllegalStateException("no way to save " + saved + " at " + price);
    }
}
