package io.policap.capture.packet.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any legs, those that nobody has ever seen included. */
class LegJoinPropertiesTest {
    private static final Inventory SHOP = SmallShop.inventory();
    private static final String[] ADDRESSES = {
        SmallShop.STOREFRONT,
        SmallShop.GATEWAY,
        SmallShop.GATEWAY_SERVICE,
        SmallShop.INGRESS,
        SmallShop.DNS,
        SmallShop.DNS_SERVICE,
        SmallShop.DATABASE_SERVICE,
        SmallShop.DATABASE,
        SmallShop.CONTROL_PLANE,
        SmallShop.CONTROL_PLANE_OVERLAY,
        SmallShop.WORKER,
        SmallShop.VISITOR,
        "10.244.9.9",
        "fd00:10:244::7"
    };
    private static final int[] PORTS = {80, 8080, 53, 5432, 30080, 40000, 40001};
    private static final Protocol[] PROTOCOLS = Protocol.values();
    private static final Exchange[] EXCHANGES = Exchange.values();

    private static List<Leg> legs(long seed, int count) {
        Random random = new Random(seed);
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            legs.add(leg(random, i));
        }
        return legs;
    }

    private static Leg leg(Random random, int number) {
        long first = Legs.START + random.nextInt(40) * 50_000_000L + random.nextInt(3);
        long request = random.nextInt(3) == 0 ? 0 : first;
        long clientPackets = random.nextInt(4);
        long serverPackets = random.nextInt(4);
        return new Leg(
                random.nextInt(5),
                number + 1,
                Ip.parse(ADDRESSES[random.nextInt(ADDRESSES.length)]),
                PORTS[random.nextInt(PORTS.length)],
                Ip.parse(ADDRESSES[random.nextInt(ADDRESSES.length)]),
                PORTS[random.nextInt(PORTS.length)],
                PROTOCOLS[random.nextInt(PROTOCOLS.length)],
                0,
                random.nextBoolean(),
                EXCHANGES[random.nextInt(EXCHANGES.length)],
                first,
                first + random.nextInt(8) * 1_000_000_000L,
                request,
                request == 0 || random.nextBoolean() ? 0 : request + random.nextInt(1_000_000),
                clientPackets,
                serverPackets,
                clientPackets + serverPackets + 1 + random.nextInt(3),
                random.nextInt(12));
    }

    private static CaptureNames renumbered(int[] numbers) {
        return new CaptureNames() {
            @Override
            public String source(int capture) {
                return Delivered.CAPTURES.source(numbers[capture]);
            }

            @Override
            public String node(int capture) {
                return Delivered.CAPTURES.node(numbers[capture]);
            }
        };
    }

    private static Leg renumbered(Leg leg, int capture) {
        return new Leg(
                capture,
                leg.record(),
                leg.client(),
                leg.clientPort(),
                leg.server(),
                leg.serverPort(),
                leg.protocol(),
                leg.icmpType(),
                leg.directed(),
                leg.exchange(),
                leg.first(),
                leg.last(),
                leg.requestTime(),
                leg.answerTime(),
                leg.clientPackets(),
                leg.serverPackets(),
                leg.packets(),
                leg.fingerprint());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyPacketCountsOnce(long seed) {
        List<Leg> legs = legs(seed, 3_000);

        Delivered delivered = Delivered.of(SHOP, Delivered.CAPTURES, legs);

        assertThat(delivered.weight())
                .isEqualTo(legs.stream().mapToLong(Leg::packets).sum());
        assertThat(delivered.connections).isSortedAccordingTo(ConnectionMaker::compare);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void theOrderAndTheNumbersOfTheCapturesDoNotMatter(long seed) {
        List<Leg> legs = legs(seed, 2_000);
        List<PacketConnection> expected = Delivered.of(SHOP, Delivered.CAPTURES, legs).connections;
        // The capture that was i is now number moved[i].
        int[] moved = {3, 0, 4, 1, 2};
        int[] before = {1, 3, 4, 0, 2};
        List<Leg> others = new ArrayList<>();
        legs.forEach(leg -> others.add(renumbered(leg, moved[leg.capture()])));
        Collections.shuffle(others, new Random(seed));

        assertThat(Delivered.of(SHOP, renumbered(before), others).connections).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void aJoinThatRunsFullLosesNothingAndSaysSo(long seed) {
        List<Leg> legs = legs(seed, 2_000);
        Delivered delivered = new Delivered();
        LegJoin join = new LegJoin(Delivered.CAPTURES, () -> SHOP, address -> List.of(), delivered, 100);

        legs.forEach(join::add);
        assertThat(delivered.connections).isNotEmpty();
        join.deliver();

        assertThat(delivered.weight())
                .isEqualTo(legs.stream().mapToLong(Leg::packets).sum());
        assertThat(join.unjoined()).isBetween(1_900L, 2_000L);
    }

    @Test
    void aJoinOfOneLegAtATimeWorks() {
        List<Leg> legs = legs(31, 50);
        Delivered delivered = new Delivered();
        LegJoin join = new LegJoin(Delivered.CAPTURES, () -> SHOP, address -> List.of(), delivered, 1);

        legs.forEach(join::add);
        join.deliver();

        assertThat(delivered.connections).hasSize(50);
        assertThat(join.unjoined()).isEqualTo(49);
    }

    @Test
    void severalThreadsDeliverWhatOneDoes() throws InterruptedException {
        List<Leg> legs = legs(41, 4_000);
        Delivered delivered = new Delivered();
        LegJoin join = new LegJoin(Delivered.CAPTURES, () -> SHOP, address -> List.of(), delivered);
        List<Thread> readers = new ArrayList<>();
        for (int capture = 0; capture < 5; capture++) {
            int number = capture;
            readers.add(new Thread(
                    () -> legs.stream().filter(leg -> leg.capture() == number).forEach(join::add)));
        }
        readers.forEach(Thread::start);
        for (Thread reader : readers) {
            reader.join();
        }
        join.deliver();

        assertThat(delivered.connections).isEqualTo(Delivered.of(SHOP, Delivered.CAPTURES, legs).connections);
    }

    @Test
    void legsThatAllLookTheSameTakeNoTimeWorthMentioning() {
        Random random = new Random(51);
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Legs leg = Legs.leg("10.244.0.5:40000", i % 2 == 0 ? "10.96.191.116:80" : "10.244.1.7:8080")
                    .in(i % 5)
                    .record(i + 1)
                    .at(i % 97)
                    .fingerprint(random.nextInt(3));
            legs.add((i % 3 == 0 ? leg.over(Protocol.UDP) : leg).build());
        }

        assertThat(Delivered.of(SHOP, Delivered.CAPTURES, legs).weight()).isEqualTo(180_000);
    }

    @Test
    void namesOfTheServersAddressAreDelivered() {
        Delivered delivered = new Delivered();
        LegJoin join = new LegJoin(
                Delivered.CAPTURES,
                () -> SHOP,
                address -> address.equals(Ip.parse("203.0.113.9")) ? List.of("b.example", "a.example") : List.of(),
                delivered);
        join.add(Legs.leg("10.244.0.5:40000", "203.0.113.9:443").build());
        join.deliver();

        assertThat(delivered.only().serverNames()).containsExactly("a.example", "b.example");
    }
}
