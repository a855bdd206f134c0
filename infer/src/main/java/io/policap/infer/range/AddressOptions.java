package io.policap.infer.range;

import static java.util.Objects.requireNonNull;

/**
 * What the user asked of outside addresses (R9).
 *
 * @param cidrBudget how many addresses that were not seen the rules of a run may admit in all, to save entries; 0 for
 *     none
 * @param knownRanges the ranges that stand for the addresses in them
 */
public record AddressOptions(long cidrBudget, KnownRanges knownRanges) {
    /** Only the addresses that were seen. */
    public static final AddressOptions EXACT = new AddressOptions(0, KnownRanges.NONE);

    public AddressOptions {
        requireNonNull(knownRanges, "knownRanges");
        if (cidrBudget < 0) {
            throw new IllegalArgumentException("a budget of " + cidrBudget + " addresses");
        }
    }
}
