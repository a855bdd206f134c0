package io.policap.infer.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.Party;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import io.policap.infer.net.SpecialRanges;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AddressFoldTest {
    private static final int RUNS = 400;

    /** What is kept, as a baseline keeps it. */
    private static final class Kept {
        private final AddressFold fold;
        private final TreeSet<ConnectionClass> classes = new TreeSet<>();

        private Kept(int limit, int inAll) {
            this.fold = new AddressFold(limit, inAll);
        }

        private Kept add(Iterable<ConnectionClass> types) {
            for (ConnectionClass type : types) {
                classes.add(fold.fold(type, (from, to) -> {
                    classes.remove(from);
                    classes.add(to);
                }));
            }
            return this;
        }
    }

    @Test
    void whatIsKeptIsWhatTheSetOfAddressesSaysInAnyOrderAndGrouping() {
        for (long seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            int limit = 1 + random.nextInt(12);
            int inAll = 1 + random.nextInt(60);
            List<ConnectionClass> types = types(random);
            TreeSet<ConnectionClass> expected = said(types, limit, inAll);
            assertThat(new Kept(limit, inAll).add(types).classes)
                    .as("seed %d", seed)
                    .isEqualTo(expected);
            Collections.shuffle(types, random);
            int cut = random.nextInt(types.size());
            TreeSet<ConnectionClass> one = new Kept(limit, inAll).add(types.subList(0, cut)).classes;
            TreeSet<ConnectionClass> other = new Kept(limit, inAll).add(types.subList(cut, types.size())).classes;
            assertThat(new Kept(limit, inAll).add(one).add(other).classes)
                    .as("seed %d, merged", seed)
                    .isEqualTo(expected);
            assertThat(new Kept(limit, inAll).add(other).add(one).classes)
                    .as("seed %d, merged the other way round", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void theLimitsHold() {
        for (long seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            List<ConnectionClass> types = types(random);
            long edges = types.stream().map(AddressFoldTest::edge).distinct().count();
            Set<ConnectionClass> kept = new Kept(8, 40).add(types).classes;
            assertThat(kept.size()).as("seed %d", seed).isLessThanOrEqualTo((int) Math.max(edges, 40));
            kept.stream()
                    .collect(Collectors.groupingBy(AddressFoldTest::edge, Collectors.counting()))
                    .forEach((edge, count) -> assertThat(count).isLessThanOrEqualTo(8));
        }
    }

    @Test
    void addressesOfASpecialRangeNeverShareAPrefixWithOthers() {
        for (long seed = 0; seed < RUNS; seed++) {
            List<ConnectionClass> types = types(new Random(seed));
            for (ConnectionClass type : new Kept(1, 1).add(types).classes) {
                Cidr block = block(type);
                boolean special = SpecialRanges.indexOf(block) >= 0;
                for (ConnectionClass seen : types) {
                    if (block.contains(block(seen)) && edge(seen).equals(edge(type))) {
                        assertThat(SpecialRanges.indexOf(block(seen)) >= 0)
                                .as("seed %d, %s in %s", seed, block(seen), block)
                                .isEqualTo(special);
                    }
                }
            }
        }
    }

    @Test
    void edgesWithFewAddressesKeepThemWhileOthersFold() {
        List<ConnectionClass> types = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            types.add(type("busy", true, Ip.v4(0x0800_0000 + i * 7919), 443));
        }
        types.add(type("quiet", true, Ip.parse("203.0.113.9"), 443));
        Set<ConnectionClass> kept = new Kept(1024, 100).add(types).classes;
        assertThat(kept).contains(types.get(1000)).hasSizeBetween(33, 65);
    }

    @Test
    void aPrefixFromAnotherBaselineStaysOne() {
        ConnectionClass prefix = new ConnectionClass(
                pod("web"), new Party.Address(Cidr.parse("203.0.112.0/22"), true), false, Protocol.TCP, 443);
        Kept kept = new Kept(1024, 100).add(List.of(type("web", true, Ip.parse("203.0.113.9"), 443), prefix));
        assertThat(kept.classes).containsExactly(prefix);
        assertThat(kept.fold.current(type("web", true, Ip.parse("203.0.115.1"), 443)))
                .isEqualTo(prefix);
    }

    /** What the class comment says, computed from the whole set. */
    private static TreeSet<ConnectionClass> said(List<ConnectionClass> types, int limit, int inAll) {
        Map<String, TreeMap<Cidr, ConnectionClass>> edges = new HashMap<>();
        types.forEach(type ->
                edges.computeIfAbsent(edge(type), key -> new TreeMap<>()).put(block(type), type));
        int most = limit;
        while (most > 1 && counted(edges, most) > inAll) {
            most /= 2;
        }
        TreeSet<ConnectionClass> kept = new TreeSet<>();
        for (TreeMap<Cidr, ConnectionClass> blocks : edges.values()) {
            int length = blocks.firstKey().network().bits();
            while (at(blocks.keySet(), length).size() > most) {
                length--;
            }
            int fitting = length;
            blocks.forEach((block, type) -> kept.add(with(type, new Cidr(block.network(), fitting))));
        }
        return kept;
    }

    private static long counted(Map<String, TreeMap<Cidr, ConnectionClass>> edges, int most) {
        return edges.values().stream()
                .mapToLong(blocks -> Math.min(blocks.size(), most))
                .sum();
    }

    private static Set<Cidr> at(Set<Cidr> blocks, int length) {
        return blocks.stream().map(block -> new Cidr(block.network(), length)).collect(Collectors.toSet());
    }

    private static List<ConnectionClass> types(Random random) {
        List<ConnectionClass> types = new ArrayList<>();
        int count = 1 + random.nextInt(120);
        int pods = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            types.add(type(
                    "pod-" + random.nextInt(pods), random.nextInt(3) > 0, address(random), 443 + random.nextInt(2)));
        }
        return types;
    }

    private static Ip address(Random random) {
        switch (random.nextInt(5)) {
            case 0:
                return Ip.v4(0x0A00_0000 | random.nextInt(64));
            case 1:
                return Ip.v4(0x0B00_0000 | random.nextInt(1 << 10));
            case 2:
                return Ip.v6(0x2001_0db8_0000_0000L | random.nextInt(3), random.nextInt(40));
            case 3:
                return Ip.v6(0xfd00_0000_0000_0000L, random.nextInt(40));
            default:
                return Ip.v4(random.nextInt());
        }
    }

    private static ConnectionClass type(String pod, boolean serves, Ip ip, int port) {
        Party address = Party.Address.of(ip, true);
        return new ConnectionClass(
                serves ? pod(pod) : address, serves ? address : pod(pod), ip.v6(), Protocol.TCP, port);
    }

    private static Party pod(String name) {
        return new Party.NamedPod(new PodKey("default", "shop", name));
    }

    private static Cidr block(ConnectionClass type) {
        return ((Party.Address) (type.server() instanceof Party.Address ? type.server() : type.client())).block();
    }

    private static ConnectionClass with(ConnectionClass type, Cidr block) {
        Party address = new Party.Address(block, true);
        boolean serves = type.server() instanceof Party.Address;
        return new ConnectionClass(
                serves ? type.client() : address,
                serves ? address : type.server(),
                type.v6(),
                type.protocol(),
                type.port());
    }

    private static String edge(ConnectionClass type) {
        boolean serves = type.server() instanceof Party.Address;
        return (serves ? "to " + type.client() : "from " + type.server()) + type.port() + type.v6() + " "
                + SpecialRanges.indexOf(block(type));
    }
}
