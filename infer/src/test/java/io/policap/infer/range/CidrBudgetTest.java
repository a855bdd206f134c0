package io.policap.infer.range;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.net.Cidr;
import io.policap.infer.net.CidrMerge;
import io.policap.infer.net.Ip;
import io.policap.infer.net.PrefixSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CidrBudgetTest {
    private static final PrefixSet NOTHING = PrefixSet.of(List.of());

    @Test
    void withoutABudgetAddressesAreMergedWithoutLoss() {
        CidrBudget.Plan plan = CidrBudget.plan(
                List.of(cidrs("203.0.113.8", "203.0.113.9", "203.0.113.11"), cidrs("2001:db8::", "2001:db8::1")),
                0,
                NOTHING);
        assertThat(plan.lists()).containsExactly(cidrs("203.0.113.8/31", "203.0.113.11"), cidrs("2001:db8::/127"));
        assertThat(plan.surplus()).isZero();
        assertThat(plan.saved()).isZero();
    }

    @Test
    void theBudgetGoesWhereItSavesMost() {
        List<Cidr> dense = cidrs("203.0.113.0", "203.0.113.2", "203.0.113.4", "203.0.113.6");
        List<Cidr> sparse = cidrs("198.51.100.0", "198.51.100.7");
        CidrBudget.Plan plan = CidrBudget.plan(List.of(sparse, dense), 6, NOTHING);
        assertThat(plan.lists()).containsExactly(sparse, cidrs("203.0.113.0/29"));
        assertThat(plan.surplus()).isEqualTo(4);
        assertThat(plan.saved()).isEqualTo(3);
    }

    @Test
    void reservedAddressesAreCoveredOnlyIfTheyWereSeen() {
        PrefixSet reserved = PrefixSet.of(cidrs("203.0.113.1", "203.0.113.4"));
        assertThat(CidrBudget.plan(List.of(cidrs("203.0.113.0", "203.0.113.2", "203.0.113.3")), 9, reserved)
                        .lists()
                        .get(0))
                .isEqualTo(cidrs("203.0.113.0", "203.0.113.2/31"));
        assertThat(CidrBudget.plan(List.of(cidrs("203.0.113.4", "203.0.113.6", "203.0.113.7")), 9, reserved)
                        .lists()
                        .get(0))
                .isEqualTo(cidrs("203.0.113.4/30"));
    }

    @Test
    void anIpv6AddressCountsLikeAnyOther() {
        List<Cidr> near = cidrs("2001:db8::1", "2001:db8::2");
        List<Cidr> far = cidrs("2001:db8::1", "2001:db8:0:1::1");
        assertThat(CidrBudget.plan(List.of(near), 2, NOTHING).lists().get(0)).isEqualTo(cidrs("2001:db8::/126"));
        assertThat(CidrBudget.plan(List.of(far), Long.MAX_VALUE, NOTHING)
                        .lists()
                        .get(0))
                .isEqualTo(far);
    }

    @Test
    void noChoiceSavesMoreForTheBudgetAndNoneThatSavesTheSameIsCheaper() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            boolean v6 = random.nextInt(4) == 0;
            List<List<Cidr>> lists = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                lists.add(some(random, v6, 1 + random.nextInt(12)));
            }
            TreeSet<Cidr> reserved =
                    new TreeSet<>(random.nextBoolean() ? some(random, v6, random.nextInt(3)) : List.of());
            long budget = random.nextInt(14);
            CidrBudget.Plan plan = CidrBudget.plan(lists, budget, PrefixSet.of(reserved));

            TreeMap<Integer, Long> best = new TreeMap<>(Map.of(0, 0L));
            int entries = 0;
            for (List<Cidr> list : lists) {
                best = sums(best, covers(block(v6, 0, 4), new TreeSet<>(list), reserved));
                entries += CidrMerge.merge(list).size();
            }
            Map.Entry<Integer, Long> fewest = best.entrySet().stream()
                    .filter(way -> way.getValue() <= budget)
                    .findFirst()
                    .orElseThrow();
            assertThat(plan.saved()).as("seed %d, saved", seed).isEqualTo(entries - fewest.getKey());
            assertThat(plan.surplus()).as("seed %d, surplus", seed).isEqualTo(fewest.getValue());
            holds(plan, lists, reserved, seed);
        }
    }

    /** The plan admits what was given, as much beyond it as it says, and nothing reserved. */
    private static void holds(CidrBudget.Plan plan, List<List<Cidr>> lists, TreeSet<Cidr> reserved, long seed) {
        long surplus = 0;
        long entries = 0;
        for (int i = 0; i < lists.size(); i++) {
            PrefixSet planned = PrefixSet.of(plan.lists().get(i));
            entries +=
                    CidrMerge.merge(lists.get(i)).size() - plan.lists().get(i).size();
            for (int at = 0; at < 16; at++) {
                Cidr address = block(lists.get(i).get(0).v6(), at, 0);
                boolean seen = lists.get(i).contains(address);
                boolean admitted = planned.contains(address);
                assertThat(admitted || !seen).as("seed %d, %s", seed, address).isTrue();
                assertThat(admitted && !seen && reserved.contains(address))
                        .as("seed %d, reserved %s", seed, address)
                        .isFalse();
                surplus += admitted && !seen ? 1 : 0;
            }
        }
        assertThat(surplus).as("seed %d", seed).isEqualTo(plan.surplus());
        assertThat(entries).as("seed %d", seed).isEqualTo(plan.saved());
    }

    /** The smallest surplus of every way to cover a block's addresses, by the number of entries. */
    private static TreeMap<Integer, Long> covers(Cidr block, TreeSet<Cidr> seen, TreeSet<Cidr> reserved) {
        List<Cidr> inside = addresses(block);
        long known = inside.stream().filter(seen::contains).count();
        if (known == 0) {
            return new TreeMap<>(Map.of(0, 0L));
        }
        TreeMap<Integer, Long> ways = block.isSingle()
                ? new TreeMap<>()
                : sums(covers(block.lowerHalf(), seen, reserved), covers(block.upperHalf(), seen, reserved));
        if (inside.stream().allMatch(address -> seen.contains(address) || !reserved.contains(address))) {
            ways.merge(1, inside.size() - known, Math::min);
        }
        return ways;
    }

    private static TreeMap<Integer, Long> sums(TreeMap<Integer, Long> one, TreeMap<Integer, Long> other) {
        TreeMap<Integer, Long> sums = new TreeMap<>();
        one.forEach((entries, surplus) ->
                other.forEach((more, further) -> sums.merge(entries + more, surplus + further, Math::min)));
        return sums;
    }

    @Test
    void theOrderOfAddressesAndOfRulesDoesNotChangeWhatIsSaved() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<List<Cidr>> lists = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                lists.add(some(random, i % 2 == 0, 1 + random.nextInt(12)));
            }
            CidrBudget.Plan plan = CidrBudget.plan(lists, 10, NOTHING);
            List<List<Cidr>> shuffled = new ArrayList<>();
            lists.forEach(list -> {
                List<Cidr> copy = new ArrayList<>(list);
                Collections.shuffle(copy, random);
                shuffled.add(copy);
            });
            assertThat(CidrBudget.plan(shuffled, 10, NOTHING))
                    .as("seed %d", seed)
                    .isEqualTo(plan);
            Collections.reverse(shuffled);
            CidrBudget.Plan reversed = CidrBudget.plan(shuffled, 10, NOTHING);
            assertThat(reversed.saved()).as("seed %d", seed).isEqualTo(plan.saved());
            assertThat(reversed.surplus()).as("seed %d", seed).isEqualTo(plan.surplus());
        }
    }

    @Test
    void manyLargeRulesStayWithinTheBudget() {
        Random random = new Random(1);
        List<List<Cidr>> lists = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            List<Cidr> list = new ArrayList<>();
            for (int k = 0; k < 1024; k++) {
                list.add(Cidr.of(Ip.v4(0xCB00_0000 | random.nextInt(1 << 14))));
            }
            lists.add(list);
        }
        CidrBudget.Plan plan = CidrBudget.plan(lists, 100_000, NOTHING);
        assertThat(plan.surplus()).isBetween(90_000L, 100_000L);
        long surplus = 0;
        for (int i = 0; i < lists.size(); i++) {
            surplus += size(plan.lists().get(i)) - size(CidrMerge.merge(lists.get(i)));
        }
        assertThat(surplus).isEqualTo(plan.surplus());
    }

    private static long size(List<Cidr> prefixes) {
        return prefixes.stream()
                .mapToLong(prefix -> 1L << (32 - prefix.length()))
                .sum();
    }

    private static List<Cidr> some(Random random, boolean v6, int count) {
        TreeSet<Cidr> some = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            some.add(block(v6, random.nextInt(16), 0));
        }
        return new ArrayList<>(some);
    }

    /** The block of 2^bits addresses at a place among sixteen. */
    private static Cidr block(boolean v6, int at, int bits) {
        return v6
                ? new Cidr(Ip.v6(0x2001_0db8_0000_0000L, at), 128 - bits)
                : new Cidr(Ip.v4(0xCB00_7100 | at), 32 - bits);
    }

    private static List<Cidr> addresses(Cidr block) {
        List<Cidr> all = new ArrayList<>();
        int count = 1 << (block.network().bits() - block.length());
        for (int i = 0; i < count; i++) {
            all.add(block(block.v6(), (int) (block.network().low() & 15) + i, 0));
        }
        return all;
    }

    private static List<Cidr> cidrs(String... texts) {
        return Stream.of(texts).map(Cidr::parse).toList();
    }
}
