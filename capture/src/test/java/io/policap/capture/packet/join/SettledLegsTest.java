package io.policap.capture.packet.join;

import static io.policap.capture.packet.join.Legs.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.Exchange;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A join that is never told that all legs have come. */
class SettledLegsTest {
    private static final Inventory SHOP = SmallShop.inventory();
    private static final Leg TO_SERVICE =
            leg("10.244.0.5:52926", "10.96.191.116:80").fingerprint(11).build();
    private static final Leg TO_BACKEND =
            leg("10.244.0.5:52926", "10.244.1.7:8080").at(0.1).fingerprint(11).build();

    private final Delivered delivered = new Delivered();
    private final LegJoin join = join(delivered, 100);

    private static LegJoin join(Delivered to, int limit) {
        return new LegJoin(Delivered.CAPTURES, () -> SHOP, address -> List.of(), to, limit);
    }

    @Test
    void whatCameSinceTheLastTimeWaits() {
        join.add(TO_BACKEND);
        join.deliverSettled();
        assertThat(delivered.connections).isEmpty();
        assertThat(join.held()).containsExactly(TO_BACKEND);

        join.deliverSettled();
        assertThat(delivered.ends()).hasSize(1);
        assertThat(join.held()).isEmpty();
    }

    @Test
    void aConnectionWaitsForAllItsLegs() {
        join.add(TO_SERVICE);
        join.deliverSettled();
        join.add(TO_BACKEND);
        join.deliverSettled();
        assertThat(delivered.connections).isEmpty();

        join.deliverSettled();
        assertThat(delivered.only().server()).isEqualTo(TO_BACKEND.server());
        assertThat(delivered.only().weight()).isEqualTo(TO_SERVICE.packets() + TO_BACKEND.packets());
    }

    @Test
    void theEndDeliversTheRest() {
        join.add(TO_SERVICE);
        join.deliverSettled();
        join.add(TO_BACKEND);
        join.deliver();
        join.deliverSettled();

        assertThat(delivered.connections).hasSize(1);
        assertThat(join.unjoined()).isZero();
    }

    @Test
    void legsThatStayedWaitAgainWhereRoomHadToBeMade() {
        LegJoin small = join(delivered, 2);
        small.add(TO_SERVICE);
        small.deliverSettled();
        small.add(leg("10.244.0.5:1", "10.244.1.7:8080").at(9000).build());
        small.add(leg("10.244.0.5:2", "10.244.1.7:8080").at(9000).build());
        small.deliverSettled();
        assertThat(delivered.connections).hasSize(1);

        small.deliverSettled();
        assertThat(delivered.connections).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void ofAnyLegsTheSameIsDeliveredAsAtOnce(long seed) {
        Random random = new Random(seed);
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            legs.add(random(random, i));
        }
        LegJoin once = join(delivered, 1000);
        legs.forEach(once::add);
        once.deliver();

        Delivered inParts = new Delivered();
        LegJoin parts = join(inParts, 1000);
        legs.subList(0, 150).forEach(parts::add);
        parts.deliverSettled();
        legs.subList(150, 300).forEach(parts::add);
        parts.deliverSettled();
        assertThat(inParts.connections).as("seed " + seed).isNotEmpty();
        parts.deliver();

        assertThat(inParts.connections).as("seed " + seed).containsExactlyInAnyOrderElementsOf(delivered.connections);
    }

    private static Leg random(Random random, int number) {
        String client = SmallShop.STOREFRONT + ":" + (40_000 + random.nextInt(200));
        boolean service = random.nextBoolean();
        boolean datagrams = random.nextInt(3) == 0;
        Legs leg = datagrams
                ? leg(client, (service ? SmallShop.DNS_SERVICE : SmallShop.DNS) + ":53")
                        .over(Protocol.UDP)
                : leg(client, service ? SmallShop.GATEWAY_SERVICE + ":80" : SmallShop.GATEWAY + ":8080");
        leg.record(number + 1).at(random.nextInt(3000)).fingerprint(random.nextInt(120));
        return (random.nextInt(5) == 0 ? leg.was(Exchange.UNANSWERED) : leg).build();
    }
}
