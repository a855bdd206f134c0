package io.policap.capture.packet.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.HttpRequest;
import io.policap.infer.flow.Layer7;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds rows of legs, their order and the short way of those alone to what objects and the long way come to. */
class LoneLegsTest {
    private static final int ROUNDS = 60;
    private static final Inventory SHOP = SmallShop.inventory();
    private static final String[] ADDRESSES = {
        SmallShop.STOREFRONT,
        SmallShop.GATEWAY,
        SmallShop.GATEWAY_SERVICE,
        SmallShop.DNS,
        SmallShop.DNS_SERVICE,
        SmallShop.DATABASE_SERVICE,
        SmallShop.DATABASE,
        SmallShop.WORKER,
        SmallShop.VISITOR,
        "fd00:10:244::7"
    };
    private static final int[] PORTS = {80, 8080, 53, 5432, 30080};

    private static List<Leg> legs(Random random) {
        List<Leg> legs = new ArrayList<>();
        int clients = 1 + random.nextInt(400);
        long range = random.nextInt(4) == 0 ? 5 : 1L << 20 + random.nextInt(25);
        for (int i = 0; i < 300; i++) {
            legs.add(leg(random, i, clients, range));
        }
        return legs;
    }

    private static Leg leg(Random random, int number, int clients, long range) {
        long first = Legs.START + (long) (random.nextDouble() * range);
        long request = random.nextInt(3) == 0 ? 0 : first;
        Protocol protocol = Protocol.values()[random.nextInt(Protocol.values().length)];
        boolean turned = random.nextInt(8) == 0;
        String client = ADDRESSES[random.nextInt(ADDRESSES.length)];
        String server = ADDRESSES[random.nextInt(ADDRESSES.length)];
        int clientPort = 40_000 + random.nextInt(clients);
        int serverPort = PORTS[random.nextInt(PORTS.length)];
        return new Leg(
                random.nextInt(5),
                number + 1,
                Ip.parse(turned ? server : client),
                turned ? serverPort : clientPort,
                Ip.parse(turned ? client : server),
                turned ? clientPort : serverPort,
                protocol,
                protocol.hasPorts() ? 0 : random.nextInt(256),
                random.nextInt(4) > 0,
                Exchange.values()[random.nextInt(Exchange.values().length)],
                first,
                first + random.nextInt(8) * 100_000_000L,
                request,
                request == 0 || random.nextBoolean() ? 0 : request + random.nextInt(1_000_000),
                random.nextInt(4),
                random.nextInt(4),
                1 + random.nextInt(9),
                random.nextInt(3) == 0 ? random.nextInt(200) : 0,
                random.nextInt(4) == 0
                        ? new Content(AppProtocol.TLS, "shop-" + random.nextInt(3), false, List.of(), true)
                        : Content.NONE);
    }

    private static HeldLegs held(List<Leg> legs) {
        HeldLegs held = new HeldLegs();
        legs.forEach(held::add);
        return held;
    }

    @Test
    void theShortWayComesToTheSameAsTheLongOne() {
        long seed = System.nanoTime();
        int alone = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Leg> legs = legs(new Random(seed + round));
            Delivery all =
                    new Delivery(new NamesOfDelivery(Delivered.CAPTURES, address -> List.of()), new Owners(SHOP));
            List<PacketConnection> expected = all.connections(all.chains(legs, new ClockSkews()));
            assertThat(Delivered.of(SHOP, Delivered.CAPTURES, legs).connections)
                    .as("seed %d", seed + round)
                    .isEqualTo(expected);
            HeldLegs held = held(legs);
            int[] rows = TimeOrder.byFirst(held, new LegOrder(Delivered.CAPTURES));
            LoneLegs lone = new LoneLegs(held, new Owners(SHOP));
            lone.askOwners();
            lone.meet();
            lone.meetByCallers();
            alone += (int) Arrays.stream(rows).filter(lone::isAlone).count();
        }
        assertThat(alone).as("legs alone").isGreaterThan(ROUNDS * 10);
    }

    @Test
    void aRowIsTheLegThatWasAdded() {
        long seed = System.nanoTime();
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            legs.addAll(legs(new Random(seed + i)));
        }
        HeldLegs held = held(legs);
        assertThat(held.legs()).as("seed %d", seed).isEqualTo(legs);
        HeldLegs copied = new HeldLegs();
        for (int row = held.size() - 1; row >= 0; row--) {
            copied.add(held, row);
        }
        for (int row = 0; row < copied.size(); row++) {
            assertThat(copied.leg(row)).as("seed %d", seed).isEqualTo(legs.get(legs.size() - 1 - row));
        }
    }

    @Test
    void legsThatAreTakenOutLeaveAllOthers() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        HeldLegs held = new HeldLegs();
        List<Leg> expected = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            List<Leg> more = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                more.addAll(legs(random));
            }
            // Each with addresses of its own, so that those of legs taken out have to be forgotten.
            for (int i = 0; i < 1_000; i++) {
                int number = round * 1_000 + i;
                String network = "10." + (number >> 8) + "." + (number & 255);
                more.add(Legs.leg(network + ".1:1", network + ".2:2")
                        .carrying(i % 3 == 0 ? asking(i % 4) : Content.NONE)
                        .build());
            }
            more.forEach(held::add);
            expected.addAll(more);
            List<Integer> rows =
                    new ArrayList<>(IntStream.range(0, held.size()).boxed().toList());
            Collections.shuffle(rows, random);
            int count = round % 4 == 3 ? held.size() : random.nextInt(held.size());
            int[] chosen = rows.stream().mapToInt(row -> row).toArray();
            List<Leg> wanted = rows.subList(0, count).stream().map(held::leg).toList();
            HeldLegs taken = held.take(chosen, count);
            assertThat(taken.legs()).as("seed %d", seed).isEqualTo(wanted);
            wanted.forEach(expected::remove);
            assertThat(held.legs()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(held.requests())
                    .as("seed %d", seed)
                    .isEqualTo(expected.stream()
                            .mapToLong(leg -> leg.content().requests().size())
                            .sum());
        }
    }

    private static Content asking(int requests) {
        HttpRequest request =
                new HttpRequest(new Layer7.Http(false, "GET", "cart.shop", "/cart", 0, List.of("host")), false);
        return new Content(AppProtocol.HTTP, "", false, Collections.nCopies(requests, request), true);
    }

    @Test
    void rowsAreSortedAsLegsAre() {
        long seed = System.nanoTime();
        LegOrder order = new LegOrder(Delivered.CAPTURES);
        for (int round = 0; round < ROUNDS; round++) {
            List<Leg> legs = legs(new Random(seed + round));
            if (round % 10 == 0) {
                // As wide as times can be.
                legs.add(at(Long.MIN_VALUE));
                legs.add(at(Long.MAX_VALUE));
            }
            HeldLegs held = held(legs);
            assertThat(sorted(held, TimeOrder.byFirst(held, order)))
                    .as("seed %d", seed + round)
                    .isEqualTo(legs.stream().sorted(order).toList());
            assertThat(sorted(held, TimeOrder.byLast(held, order)))
                    .as("seed %d", seed + round)
                    .isEqualTo(legs.stream()
                            .sorted(Comparator.comparingLong(Leg::last).thenComparing(order))
                            .toList());
        }
    }

    private static Leg at(long time) {
        Leg leg = Legs.leg("10.0.0.1:1", "10.0.0.2:2").build();
        return new Leg(
                leg.capture(),
                leg.record(),
                leg.client(),
                leg.clientPort(),
                leg.server(),
                leg.serverPort(),
                leg.protocol(),
                0,
                true,
                leg.exchange(),
                time,
                time,
                0,
                0,
                1,
                1,
                2,
                0);
    }

    private static List<Leg> sorted(HeldLegs held, int[] rows) {
        return Arrays.stream(rows).mapToObj(held::leg).toList();
    }

    @Test
    void roomThatIsMadeBesideComesToTheSame() {
        long seed = System.nanoTime();
        for (int round = 0; round < 20; round++) {
            List<Leg> legs = legs(new Random(seed + round));
            assertThat(delivered(legs, work -> new Thread(work).start()))
                    .as("seed %d", seed + round)
                    .isEqualTo(delivered(legs, Runnable::run));
        }
    }

    private static List<PacketConnection> delivered(List<Leg> legs, Executor beside) {
        Delivered delivered = new Delivered();
        LegJoin join = new LegJoin(Delivered.CAPTURES, () -> SHOP, address -> List.of(), delivered, 40, beside);
        legs.forEach(join::add);
        join.deliver();
        assertThat(join.unjoined()).isPositive();
        return delivered.connections;
    }
}
