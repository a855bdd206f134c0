package io.policap.infer.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IpTest {
    @Test
    void theExamplesOfTheRfcsAreReadAndWrittenCanonically() {
        assertText("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a");
        assertText("FF01:0:0:0:0:0:0:101", "ff01::101");
        assertText("0:0:0:0:0:0:0:1", "::1");
        assertText("0:0:0:0:0:0:0:0", "::");
        assertText("::13.1.68.3", "::d01:4403");
        assertText("0:0:0:0:0:FFFF:129.144.52.38", "129.144.52.38");
        assertText("::ffff:8190:3426", "129.144.52.38");
        assertText("2001:0db8::0001", "2001:db8::1");
        assertText("2001:db8:0:0:0:0:2:1", "2001:db8::2:1");
        assertText("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1");
        assertText("2001:0:0:1:0:0:0:1", "2001:0:0:1::1");
        assertText("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1");
        assertText("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0");
        assertText("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8");
        assertText("1::", "1::");
        assertText("255.255.255.255", "255.255.255.255");
        assertText("0.0.0.0", "0.0.0.0");
    }

    private static void assertText(String text, String canonical) {
        assertThat(Ip.parse(text)).as(text).hasToString(canonical);
        assertThat(Ip.parse(canonical)).as(text).isEqualTo(Ip.parse(text));
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (String bad : List.of(
                "",
                ".",
                ":",
                ":::",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.04",
                "1.2.3.0x4",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.-4",
                "1..2.3",
                "01.2.3.4",
                "1.2.3.4/32",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "::1:",
                ":1::",
                "12345::",
                "g::",
                "::1%eth0",
                "[::1]",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3.4:5",
                "::FFFF:256.1.1.1",
                "localhost",
                "\u0661.2.3.4",
                "::\uff11",
                "1::2:3:4:5:6:7:8",
                "0".repeat(1_000_000))) {
            assertThatThrownBy(() -> Ip.parse(bad))
                    .as(bad.length() > 50 ? "long" : bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(120));
        }
    }

    @Test
    void randomAddressesRoundTripAndAgreeWithThePlatform() throws UnknownHostException {
        long seed = Long.getLong("policap.seed", 17L);
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                if (random.nextInt(3) > 0) {
                    bytes[i] = 0;
                }
            }
            InetAddress platform = InetAddress.getByAddress(bytes);
            Ip ip = Ip.parse(platform.getHostAddress());
            assertThat(Ip.parse(ip.toString())).as("seed %s run %s", seed, run).isEqualTo(ip);
            assertThat(InetAddress.getByName(ip.toString()))
                    .as("seed %s run %s", seed, run)
                    .isEqualTo(platform);
            assertThat(ip.isMulticast())
                    .as("seed %s run %s: %s", seed, run, ip)
                    .isEqualTo(platform.isMulticastAddress() || ip.toString().equals("255.255.255.255"));
            assertThat(ip.isLoopback()).as("%s", ip).isEqualTo(platform.isLoopbackAddress());
            assertThat(ip.isLinkLocal()).as("%s", ip).isEqualTo(platform.isLinkLocalAddress());
            assertThat(ip.isUnspecified()).as("%s", ip).isEqualTo(platform.isAnyLocalAddress());
        }
    }

    @Test
    void theBoundsOfSpecialRangesAreExact() {
        for (String inside : List.of(
                "10.0.0.0",
                "10.255.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.168.0.0",
                "192.168.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "fc00::",
                "fdff:ffff::1")) {
            assertThat(Ip.parse(inside).isPrivate()).as(inside).isTrue();
        }
        for (String beside : List.of(
                "9.255.255.255",
                "11.0.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "fbff::",
                "fe00::",
                "8.8.8.8")) {
            assertThat(Ip.parse(beside).isPrivate()).as(beside).isFalse();
        }
        assertThat(Ip.parse("169.254.0.0").isLinkLocal()).isTrue();
        assertThat(Ip.parse("169.255.0.0").isLinkLocal()).isFalse();
        assertThat(Ip.parse("febf::").isLinkLocal()).isTrue();
        assertThat(Ip.parse("fec0::").isLinkLocal()).isFalse();
        assertThat(Ip.parse("239.255.255.255").isMulticast()).isTrue();
        assertThat(Ip.parse("240.0.0.0").isMulticast()).isFalse();
    }

    @Test
    void addressesAreOrderedByNumberWithIpv4First() {
        assertThat(List.of("0.0.0.0", "9.0.0.1", "10.0.0.0", "255.0.0.0", "::", "::1", "7fff::", "8000::", "ffff::"))
                .isSortedAccordingTo((left, right) -> Ip.parse(left).compareTo(Ip.parse(right)));
    }
}
