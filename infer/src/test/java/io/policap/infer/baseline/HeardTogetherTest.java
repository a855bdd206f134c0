package io.policap.infer.baseline;

import static io.policap.infer.FlowFixture.START;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.LearnFixture;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeardTogetherTest {
    private static final int ROUNDS = 20;
    private static final String REUSED = "10.244.1.9";
    private static final String[] CLIENTS = {
        "10.244.1.2", "10.244.1.3", REUSED, "192.168.0.1", "203.0.113.9", "127.0.0.1", "10.244.7.7", "fd00::9"
    };
    private static final String[] ADDRESSES = {"10.244.1.2", "10.96.0.10", REUSED, "203.0.113.1", "198.51.100.7"};
    private static final String[] NAMES = {"api.shop.svc.cluster.local", "api.example.com", "x".repeat(300)};

    private static Inventory cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24")
                .with(
                        pod("shop/web-1", "10.244.1.2"),
                        pod("shop/api-1", "10.244.1.3"),
                        pod("shop/old-1", REUSED).lived(START.minusSeconds(900), START.plusSeconds(600)),
                        pod("shop/new-1", REUSED).lived(START.plusSeconds(700), START.plusSeconds(2_000)))
                .service("shop/api", "NodePort", "10.96.0.10", 80, "8080", 30080)
                .inventory();
    }

    private static NameLookup lookup(Random random) {
        List<Ip> addresses = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            addresses.add(Ip.parse(ADDRESSES[random.nextInt(ADDRESSES.length)]));
        }
        return new NameLookup(
                random.nextInt(10) == 0 ? Instant.MIN : START.plusSeconds(random.nextInt(3_000)),
                Ip.parse(CLIENTS[random.nextInt(CLIENTS.length)]),
                FlowEndpoint.UNKNOWN,
                NAMES[random.nextInt(NAMES.length)],
                addresses,
                random.nextInt(60));
    }

    @Test
    void whatIsHeardAgainComesToTheSameAsHeardForTheFirstTime() {
        Inventory inventory = cluster();
        long seed = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(seed + round);
            Baseline together = baseline(inventory);
            Baseline oneByOne = baseline(inventory);
            for (int i = 0; i < 1_000; i++) {
                NameLookup lookup = lookup(random);
                together.accept(lookup);
                Baseline alone = baseline(inventory);
                alone.accept(lookup);
                oneByOne.merge(alone.snapshot());
            }
            assertThat(together.snapshot().names().answers()).isNotEmpty();
            assertThat(together.snapshot()).as("seed %d", seed + round).isEqualTo(oneByOne.snapshot());
        }
    }

    private static Baseline baseline(Inventory inventory) {
        return new Baseline("default", new ConnectionResolver(inventory, "default"), BaselineLimits.DEFAULT);
    }
}
