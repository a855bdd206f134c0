package io.policap.infer.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CidrTest {
    @Test
    void bitsOutsideThePrefixAreCleared() {
        assertThat(Cidr.parse("10.1.2.3/8")).hasToString("10.0.0.0/8");
        assertThat(Cidr.parse("10.1.2.3/0")).hasToString("0.0.0.0/0");
        assertThat(Cidr.parse("10.1.2.3")).hasToString("10.1.2.3/32");
        assertThat(Cidr.parse("2001:db8:ffff::1/33")).hasToString("2001:db8:8000::/33");
        assertThat(Cidr.parse("2001:db8::ffff:1/112")).hasToString("2001:db8::ffff:0/112");
        assertThat(Cidr.parse("::1/0")).hasToString("::/0");
        assertThat(Cidr.parse("::1").length()).isEqualTo(128);
    }

    @Test
    void whatIsNoPrefixIsRefused() {
        for (String bad : List.of(
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/ 8",
                "10.0.0.0/8/8",
                "/8",
                "10.0.0/8",
                "10.0.0.0/999999999999",
                "10.0.0.0/\u0668")) {
            assertThatThrownBy(() -> Cidr.parse(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void firstLastAndMembershipAgreeWithPlainArithmetic() throws UnknownHostException {
        long seed = Long.getLong("policap.seed", 23L);
        Random random = new Random(seed);
        for (int run = 0; run < 5_000; run++) {
            boolean v6 = random.nextBoolean();
            int bits = v6 ? 128 : 32;
            Ip ip = v6 ? new Ip(true, random.nextLong() | 1L << 62, random.nextLong()) : Ip.v4(random.nextInt());
            Cidr cidr = new Cidr(ip, random.nextInt(bits + 1));
            BigInteger size = BigInteger.ONE.shiftLeft(bits - cidr.length());
            BigInteger first = number(ip).divide(size).multiply(size);
            String where = "seed " + seed + " run " + run + " " + cidr;
            assertThat(number(cidr.network())).as(where).isEqualTo(first);
            assertThat(number(cidr.last())).as(where).isEqualTo(first.add(size).subtract(BigInteger.ONE));
            assertThat(cidr.contains(ip)).as(where).isTrue();
            assertThat(cidr.contains(cidr.last())).as(where).isTrue();
            Cidr other = new Cidr(ip, random.nextInt(bits + 1));
            assertThat(cidr.contains(other)).as(where).isEqualTo(other.length() >= cidr.length());
            assertThat(cidr.overlaps(other)).as(where).isTrue();
        }
        assertThat(Cidr.parse("0.0.0.0/0").contains(Ip.parse("::1"))).isFalse();
        assertThat(Cidr.parse("::/0").overlaps(Cidr.parse("0.0.0.0/0"))).isFalse();
        assertThat(Cidr.parse("10.0.0.0/24").contains(Ip.parse("10.0.1.0"))).isFalse();
    }

    private static BigInteger number(Ip ip) throws UnknownHostException {
        return new BigInteger(1, InetAddress.getByName(ip.toString()).getAddress());
    }

    @Test
    void mergingKeepsExactlyTheAddressesAndNeedsTheFewestPrefixes() {
        long seed = Long.getLong("policap.seed", 29L);
        for (long run = seed; run < seed + 2_000; run++) {
            Random random = new Random(run);
            boolean v6 = random.nextBoolean();
            List<Cidr> prefixes = new ArrayList<>();
            BitSet covered = new BitSet();
            for (int i = random.nextInt(40); i > 0; i--) {
                int low = random.nextInt(256);
                int width = random.nextInt(4) == 0 ? random.nextInt(9) : random.nextInt(2);
                Cidr cidr = at(v6, low, width);
                prefixes.add(cidr);
                int start = low >> width << width;
                covered.set(start, start + (1 << width));
            }
            Collections.shuffle(prefixes, random);
            List<Cidr> merged = CidrMerge.merge(prefixes);
            BitSet after = new BitSet();
            for (Cidr cidr : merged) {
                int start = (int) (cidr.network().low() & 255);
                int width = cidr.network().bits() - cidr.length();
                assertThat(after.get(start))
                        .as("seed %s: overlap in %s", run, merged)
                        .isFalse();
                after.set(start, start + (1 << width));
            }
            assertThat(after).as("seed %s: %s became %s", run, prefixes, merged).isEqualTo(covered);
            assertThat(merged).as("seed %s", run).isSorted().hasSize(fewest(covered, 0, 256));
        }
    }

    private static Cidr at(boolean v6, int low, int width) {
        return v6
                ? new Cidr(new Ip(true, 0x2001_0db8L << 32, low), 128 - width)
                : new Cidr(Ip.v4(0xCB00_7100 | low), 32 - width);
    }

    /** The fewest aligned blocks that cover the set, by halving. */
    private static int fewest(BitSet set, int from, int to) {
        int count = set.get(from, to).cardinality();
        if (count == 0 || count == to - from) {
            return count == 0 ? 0 : 1;
        }
        int middle = (from + to) / 2;
        return fewest(set, from, middle) + fewest(set, middle, to);
    }

    @Test
    void theWholeAddressSpaceMergesToOnePrefix() {
        assertThat(CidrMerge.merge(List.of(Cidr.parse("128.0.0.0/1"), Cidr.parse("0.0.0.0/1"))))
                .containsExactly(Cidr.parse("0.0.0.0/0"));
        assertThat(CidrMerge.merge(List.of(Cidr.parse("8000::/1"), Cidr.parse("::/1"), Cidr.parse("0.0.0.0/0"))))
                .containsExactly(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"));
        assertThat(CidrMerge.merge(List.of())).isEmpty();
    }
}
