package io.policap.infer.learn;

import io.policap.infer.intent.Peer;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.PrefixSet;
import io.policap.infer.range.KnownRange;
import io.policap.infer.range.KnownRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The known ranges of a run, as far as they may be named in rules, and which of them were met (R9). */
final class RangeBook {
    private final List<KnownRange> given;
    private final KnownRanges usable;
    private final TreeSet<String> met = new TreeSet<>();

    /**
     * @param reserved what no range may open: its prefixes that hold any of it are refused
     */
    RangeBook(KnownRanges known, PrefixSet reserved, Issues issues) {
        this.given = known.ranges();
        List<KnownRange> clear = new ArrayList<>();
        for (KnownRange range : given) {
            List<Cidr> prefixes = new ArrayList<>();
            for (Cidr prefix : range.prefixes()) {
                if (reserved.overlaps(prefix)) {
                    issues.add(
                            IssueCode.REFUSED_RANGE,
                            range.place(),
                            range.name() + ": " + prefix + " holds private addresses or the cluster's own and is left"
                                    + " out; give the prefixes around them");
                } else {
                    prefixes.add(prefix);
                }
            }
            if (!prefixes.isEmpty()) {
                clear.add(new KnownRange(range.name(), prefixes, range.place()));
            }
        }
        this.usable = KnownRanges.of(clear);
    }

    /** The known prefix that stands for an address, or for a prefix that addresses were folded into. */
    Optional<Peer> peer(Cidr block) {
        Optional<KnownRanges.Match> match = usable.find(block);
        match.ifPresent(found -> met.add(found.range().place()));
        return match.map(found ->
                new Peer.Addresses(List.of(found.prefix()), found.range().name()));
    }

    /** Says which ranges stand for nobody. */
    void report(Issues issues) {
        for (KnownRange range : given) {
            if (!met.contains(range.place())) {
                issues.add(
                        IssueCode.UNMATCHED_RANGE,
                        range.place(),
                        "no peer of a rule lies in the range " + range.name() + "; correct its prefixes or remove it");
            }
        }
    }

    int givenCount() {
        return given.size();
    }

    int metCount() {
        return met.size();
    }
}
