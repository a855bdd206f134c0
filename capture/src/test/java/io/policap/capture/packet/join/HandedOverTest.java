package io.policap.capture.packet.join;

import static io.policap.capture.packet.join.Legs.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many legs, whose connections a second thread counts. */
@Timeout(60)
class HandedOverTest {
    private static final Inventory SHOP = SmallShop.inventory();
    /** One thread for all that is done beside, as runs have it: nothing may wait there for what comes behind it. */
    private static final ExecutorService BESIDE = Executors.newSingleThreadExecutor();

    @AfterAll
    static void end() {
        BESIDE.shutdownNow();
    }

    private static List<Leg> legs(long seed) {
        Random random = new Random(seed);
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            legs.add(leg("10.244.0.5:" + (1024 + i), "10.244.1.7:8080")
                    .in(random.nextInt(5))
                    .at(random.nextInt(5_000))
                    .fingerprint(1 + random.nextInt(15_000))
                    .build());
        }
        return legs;
    }

    private static LegJoin join(FlowSink sink) {
        return new LegJoin(Delivered.CAPTURES, () -> SHOP, address -> List.of(), sink, LegJoin.DEFAULT_LIMIT, BESIDE);
    }

    @Test
    void connectionsComeInTheSameOrderAsWithoutASecondThread() {
        long seed = System.nanoTime();
        List<Leg> legs = legs(seed);
        Delivered beside = new Delivered();
        LegJoin join = join(beside);
        legs.forEach(join::add);
        join.deliver();
        assertThat(beside.connections)
                .as("seed %d", seed)
                .hasSizeGreaterThan(10_000)
                .isEqualTo(Delivered.of(SHOP, Delivered.CAPTURES, legs).connections);
    }

    @Test
    void whatTheSinkThrowsIsThrownInTheEndAndNobodyWaitsForever() {
        Delivered broken = new Delivered();
        LegJoin join = join(new BrokenSink(broken, new IllegalStateException("broken")));
        legs(1).forEach(join::add);
        assertThatThrownBy(join::deliver)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        assertThat(broken.connections).hasSize(BrokenSink.UNTIL);
    }

    @Test
    void anErrorOfTheSinkIsThrownTooAndNobodyWaitsForever() {
        LegJoin join = join(new BrokenSink(new Delivered(), new StackOverflowError("deep")));
        legs(2).forEach(join::add);
        assertThatThrownBy(join::deliver).hasRootCauseMessage("deep");
    }
}
