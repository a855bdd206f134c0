package io.policap.infer.range;

import io.policap.infer.net.Cidr;
import io.policap.infer.net.CidrMerge;
import io.policap.infer.net.PrefixSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the prefixes of several rules into fewer that also admit addresses nobody saw, within one budget of such addresses
 * for all of them, so that the most entries are saved.
 *
 * <p>Every join is a prefix of the binary trie over a rule's addresses. What each subtree can save at which price is
 * exact, and so is the choice between subtrees and between rules, as long as no two that are weighed against each other
 * have more than {@value SavingCurve#MOST_PAIRS} ways together; beyond that only the ways on the lower convex hull of
 * their prices are weighed. Of choices that save the same the one with the smallest surplus is taken. An IPv6 address counts
 * like any other.
 */
public final class CidrBudget {
    private CidrBudget() {}

    /**
     * What became of the lists.
     *
     * @param lists the prefixes of each, in the order in which they were given
     * @param surplus the addresses that they admit beyond those given, counted once for each list
     * @param saved how many prefixes fewer they have than without a budget
     */
    public record Plan(List<List<Cidr>> lists, long surplus, long saved) {
        public Plan {
            lists = List.copyOf(lists);
        }
    }

    /**
     * Plans for the best use of a budget.
     *
     * @param lists the prefixes of each rule
     * @param budget the surplus addresses that all lists together may admit
     * @param reserved addresses that are admitted by a list only if they are in it already
     */
    public static Plan plan(List<List<Cidr>> lists, long budget, PrefixSet reserved) {
        long most = Math.min(budget, SavingCurve.NEVER - 1);
        List<List<Cidr>> planned = new ArrayList<>();
        List<Joins> trees = new ArrayList<>();
        for (List<Cidr> list : lists) {
            List<Cidr> chosen = new ArrayList<>();
            planned.add(chosen);
            PrefixSet seen = PrefixSet.of(list);
            for (boolean v6 : new boolean[] {false, true}) {
                List<Cidr> family = seen.prefixes().stream()
                        .filter(prefix -> prefix.v6() == v6)
                        .toList();
                if (!family.isEmpty()) {
                    trees.add(PrefixTrie.joins(family, seen, reserved, most, chosen));
                }
            }
        }
        if (trees.isEmpty()) {
            return new Plan(planned, 0, 0);
        }
        Joins all = together(trees, most);
        int saved = all.curve().most();
        all.choose(saved);
        planned.replaceAll(CidrMerge::merge);
        return new Plan(planned, all.curve().price(saved), saved);
    }

    private static Joins together(List<Joins> trees, long budget) {
        if (trees.size() == 1) {
            return trees.get(0);
        }
        int middle = trees.size() / 2;
        return Joins.both(
                together(trees.subList(0, middle), budget),
                together(trees.subList(middle, trees.size()), budget),
                budget);
    }
}
