package io.policap.infer.baseline;

import static io.policap.infer.FlowFixture.START;
import static io.policap.infer.PacketFixture.captured;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.LearnFixture;
import io.policap.infer.PacketFixture;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RepeatedConnectionsTest {
    private static final int ROUNDS = 40;
    private static final String REUSED = "10.244.1.9";
    private static final String[] ADDRESSES = {
        "10.244.1.2",
        "10.244.1.3",
        "10.244.2.4",
        REUSED,
        "10.96.0.10",
        "192.168.0.1",
        "192.168.0.2",
        "203.0.113.1",
        "203.0.113.2",
        "203.0.113.66",
        "198.51.100.7",
        "2001:db8::7",
        "fd00::9",
        "127.0.0.1",
        "10.244.7.7",
    };
    private static final Protocol[] PROTOCOLS = {Protocol.TCP, Protocol.TCP, Protocol.UDP, Protocol.SCTP};
    private static final int[] PORTS = {80, 8080, 30080, 443};

    private static Inventory cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24")
                .node("node-2", "192.168.0.2", "10.244.2.0/24")
                .with(
                        pod("shop/web-1", "10.244.1.2"),
                        pod("shop/api-1", "10.244.1.3"),
                        pod("shop/api-2", "10.244.2.4"),
                        pod("shop/old-1", REUSED).lived(START.minusSeconds(900), START.plusSeconds(600)),
                        pod("shop/new-1", REUSED).lived(START.plusSeconds(700), START.plusSeconds(2_000)))
                .service("shop/api", "NodePort", "10.96.0.10", 80, "8080", 30080)
                .inventory();
    }

    private static PacketConnection connection(Random random) {
        PacketFixture made = captured(
                        PROTOCOLS[random.nextInt(PROTOCOLS.length)],
                        ADDRESSES[random.nextInt(ADDRESSES.length)],
                        ADDRESSES[random.nextInt(ADDRESSES.length)],
                        random.nextInt(50) == 0 ? 70_000 : PORTS[random.nextInt(PORTS.length)])
                .exchange(Exchange.values()[random.nextInt(Exchange.values().length)])
                .from(random.nextInt(50) == 0 ? 70_000 : 40_000 + random.nextInt(5))
                .at(START.plusSeconds(random.nextInt(3_000)))
                .lasting(Duration.ofSeconds(random.nextInt(4) == 0 ? random.nextInt(2_000) : 1))
                .node("node-" + (1 + random.nextInt(2)))
                .packets(random.nextInt(4), random.nextInt(4));
        if (random.nextInt(20) == 0) {
            made.undirected();
        }
        return (random.nextInt(20) == 0 ? made.names("a.example", "b.example") : made).build();
    }

    @Test
    void whatIsCountedTogetherComesToTheSameAsOneByOne() {
        Inventory inventory = cluster();
        long seed = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(seed + round);
            // Small limits fold addresses while connections wait.
            BaselineLimits limits = new BaselineLimits(
                    1 + random.nextInt(4), 4 + random.nextInt(20), 4, random.nextBoolean() ? 1_000 : 20, 100);
            Baseline together = baseline(inventory, limits);
            Baseline oneByOne = baseline(inventory, limits);
            List<PacketConnection> connections = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                connections.add(connection(random));
            }
            for (PacketConnection connection : connections) {
                together.accept(connection);
                oneByOne.accept(connection);
                oneByOne.snapshot();
            }
            assertThat(together.snapshot())
                    .as("seed %d, %s", seed + round, limits)
                    .isEqualTo(oneByOne.snapshot());
        }
    }

    private static NameLookup lookup(Random random) {
        List<Ip> answer = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            answer.add(Ip.parse(ADDRESSES[random.nextInt(ADDRESSES.length)]));
        }
        String[] names = {"a.example", "A.example", "a.example.", "b.example..", "b.example."};
        return new NameLookup(
                random.nextInt(20) == 0 ? Instant.MIN : START.plusSeconds(random.nextInt(3_000)),
                Ip.parse(ADDRESSES[random.nextInt(ADDRESSES.length)]),
                FlowEndpoint.UNKNOWN,
                names[random.nextInt(names.length)],
                answer,
                random.nextInt(60));
    }

    @Test
    void questionsOfClientsThatAreRememberedComeToTheSameAsOneByOne() {
        Inventory inventory = cluster();
        BaselineLimits limits = new BaselineLimits(100, 1_000, 100, 1_000, 100);
        long seed = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(seed + round);
            Baseline together = baseline(inventory, limits);
            Baseline oneByOne = baseline(inventory, limits);
            for (int i = 0; i < 200; i++) {
                NameLookup lookup = lookup(random);
                together.accept(lookup);
                Baseline one = baseline(inventory, limits);
                one.accept(lookup);
                oneByOne.merge(one.snapshot());
            }
            assertThat(together.snapshot()).as("seed %d", seed + round).isEqualTo(oneByOne.snapshot());
        }
    }

    private static Baseline baseline(Inventory inventory, BaselineLimits limits) {
        return new Baseline("default", new ConnectionResolver(inventory, "default"), limits);
    }
}
