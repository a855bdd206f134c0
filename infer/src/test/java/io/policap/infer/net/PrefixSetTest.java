package io.policap.infer.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrefixSetTest {
    @Test
    void itAgreesWithAskingEveryAddress() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            List<Cidr> one = some(random);
            List<Cidr> other = some(random);
            Cidr prefix = prefix(random);
            PrefixSet set = PrefixSet.of(one);
            boolean all = true;
            boolean any = false;
            boolean beyond = false;
            List<Cidr> rest = new ArrayList<>();
            for (int at = 0; at < 32; at++) {
                Cidr address = Cidr.of(Ip.v4(0xCB00_7100 | at));
                if (prefix.contains(address)) {
                    boolean in = one.stream().anyMatch(mine -> mine.contains(address));
                    all &= in;
                    any |= in;
                    beyond |= in && other.stream().noneMatch(theirs -> theirs.contains(address));
                    if (!in) {
                        rest.add(address);
                    }
                }
            }
            assertThat(set.contains(prefix)).as("seed %d, contains", seed).isEqualTo(all);
            assertThat(set.overlaps(prefix)).as("seed %d, overlaps", seed).isEqualTo(any);
            assertThat(set.overlapsBeyond(prefix, PrefixSet.of(other)))
                    .as("seed %d, beyond", seed)
                    .isEqualTo(beyond);
            assertThat(set.without(prefix, 32)).as("seed %d, without", seed).contains(CidrMerge.merge(rest));
        }
    }

    @Test
    void aRestOfTooManyPrefixesIsNone() {
        PrefixSet set = PrefixSet.of(List.of(Cidr.parse("203.0.113.77")));
        assertThat(set.without(Cidr.parse("203.0.113.0/24"), 8)).get().asList().hasSize(8);
        assertThat(set.without(Cidr.parse("203.0.113.0/24"), 7)).isEmpty();
    }

    @Test
    void everythingWithoutTheSpecialRangesHoldsNoneOfThem() {
        PrefixSet special = PrefixSet.of(SpecialRanges.all());
        for (String everything : List.of("0.0.0.0/0", "::/0")) {
            List<Cidr> rest = special.without(Cidr.parse(everything), 200).orElseThrow();
            assertThat(rest).noneMatch(special::overlaps);
            assertThat(Stream.of("8.8.8.8", "172.32.0.1", "2001:db8::1", "64:ff9b::808:808")
                            .map(Cidr::parse)
                            .filter(address -> address.v6() == rest.get(0).v6()))
                    .allMatch(address -> rest.stream().anyMatch(prefix -> prefix.contains(address)));
        }
        assertThat(Stream.of("10.1.2.3", "192.168.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.255.255")
                        .map(Cidr::parse))
                .allMatch(address -> SpecialRanges.indexOf(address) >= 0);
        assertThat(Stream.of("::1", "fd00::1", "fe80::1", "ff02::1", "224.0.0.251", "255.255.255.255", "0.0.0.0")
                        .map(Cidr::parse))
                .allMatch(address -> SpecialRanges.indexOf(address) >= 0);
    }

    private static List<Cidr> some(Random random) {
        List<Cidr> some = new ArrayList<>();
        for (int i = 0; i < random.nextInt(5); i++) {
            some.add(prefix(random));
        }
        return some;
    }

    private static Cidr prefix(Random random) {
        return new Cidr(Ip.v4(0xCB00_7100 | random.nextInt(32)), 32 - random.nextInt(6));
    }
}
