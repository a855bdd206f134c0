package io.policap.infer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.inventory.PodKey;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartyOrderTest {
    private static final int[] OCTETS = {1, 10, 100, 0, 2, 9, 11, 19, 20, 99, 101, 110, 199, 200, 255};

    private static final List<Party> PARTIES = List.of(
            Party.Pods.of("default", "shop", Labels.of(Map.of("app", "web"))),
            Party.Pods.of("", "", Labels.NONE),
            Party.Pods.of("east", "shop", Labels.of(Map.of("app", "api"))),
            new Party.NamedPod(new PodKey("default", "shop", "web-1")),
            new Party.NamedPod(new PodKey("zone", "shop", "web-1")),
            new Party.Node(Ip.parse("192.168.0.1"), true, false),
            new Party.Node(Ip.parse("fd00::1"), false, true),
            new Party.IngressProxy(),
            Party.Address.of(Ip.parse("203.0.113.1"), true),
            Party.Address.of(Ip.parse("fd00::1"), false));

    @Test
    void partiesAreOrderedByTheirTexts() {
        for (Party left : PARTIES) {
            for (Party right : PARTIES) {
                assertThat(Integer.signum(left.compareTo(right)))
                        .as("%s, %s", left, right)
                        .isEqualTo(Integer.signum(left.sortKey().compareTo(right.sortKey())));
            }
        }
    }

    @Test
    void anyAddressesAreOrderedByTheirTexts() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            Party left = address(random);
            Party right = address(random);
            assertThat(Integer.signum(left.compareTo(right)))
                    .as("seed %d: %s, %s", seed, left, right)
                    .isEqualTo(Integer.signum(left.sortKey().compareTo(right.sortKey())));
        }
    }

    private static Party address(Random random) {
        int bits = 0;
        for (int octet = 0; octet < 4; octet++) {
            bits = bits << 8 | OCTETS[random.nextInt(random.nextInt(4) == 0 ? OCTETS.length : 2)];
        }
        int length = random.nextInt(8) == 0 ? random.nextInt(33) : 32;
        return new Party.Address(new Cidr(Ip.v4(bits), length), random.nextBoolean());
    }

    @Test
    void everyOctetHasThePlaceOfItsText() {
        for (int left = 0; left < 256; left++) {
            for (int right = 0; right < 256; right++) {
                Party one = Party.Address.of(Ip.v4(left << 16), false);
                Party other = Party.Address.of(Ip.v4(right << 16), false);
                assertThat(Integer.signum(one.compareTo(other)))
                        .as("%s, %s", one, other)
                        .isEqualTo(Integer.signum(one.sortKey().compareTo(other.sortKey())));
            }
        }
    }
}
