package io.policap.infer.range;

/**
 * What became of outside addresses in a run, in numbers (R9).
 *
 * @param foldedEdges for how many pod sets, protocols and ports addresses were folded into prefixes to bound memory
 * @param foldedPrefixes the prefixes that they were folded into
 * @param cidrBudget the surplus addresses allowed
 * @param surplus the surplus addresses that rules admit because of the budget
 * @param saved the CIDR entries that this saved
 * @param knownRanges the ranges given
 * @param matchedRanges those of them that stand for a peer
 */
public record AddressFigures(
        long foldedEdges,
        long foldedPrefixes,
        long cidrBudget,
        long surplus,
        long saved,
        int knownRanges,
        int matchedRanges) {
    public static final AddressFigures NONE = new AddressFigures(0, 0, 0, 0, 0, 0, 0);
}
