package io.policap.infer.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.baseline.Span;
import io.policap.infer.connection.Party;
import io.policap.infer.label.Labels;
import io.policap.infer.learn.edge.Translations;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SocketSamplesTest {
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private static final Ip ADDRESS = Ip.parse("10.96.0.9");
    private static final SocketEnd.Service API = service("10.96.0.9", 80);
    private static final SocketEnd.Backend API_PODS = pods("api", 8080);

    private record Use(SocketEnd end, Socket socket, Instant time) {}

    private static SocketEnd.Service service(String address, int port) {
        return new SocketEnd.Service(Ip.parse(address), Protocol.TCP, port);
    }

    private static SocketEnd.Backend pods(String app, int port) {
        return new SocketEnd.Backend(
                Party.Pods.of("default", "shop", Labels.of(Map.of("app", app))), Protocol.TCP, port);
    }

    private static SortedMap<SocketEnd, SortedMap<Socket, Instant>> of(List<Use> uses) {
        SocketSamples samples = new SocketSamples();
        uses.forEach(use -> samples.add(use.end(), use.socket(), use.time()));
        return samples.snapshot();
    }

    /** A call to a service at a millisecond, and its backend a few microseconds later. */
    private static List<Use> call(int cookie, long millis, SocketEnd.Service service, SocketEnd.Backend backend) {
        Instant time = START.plusMillis(millis);
        Socket socket = Socket.of("n" + cookie % 3, cookie, false);
        return List.of(new Use(service, socket, time), new Use(backend, socket, time.plusNanos(40_000)));
    }

    private static List<SocketEnd.Backend> behind(List<Use> uses) {
        return new Translations(of(uses)).backends(ADDRESS, Protocol.TCP, 80, Span.NEVER);
    }

    @Test
    void whatIsKeptIsBoundedAndDoesNotDependOnTheOrder() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Use> uses = new ArrayList<>();
            for (int cookie = 1; cookie <= 2_000; cookie++) {
                uses.addAll(call(cookie, random.nextInt(100_000), API, pods("api-" + random.nextInt(4), 8080)));
            }
            SortedMap<SocketEnd, SortedMap<Socket, Instant>> expected = of(uses);
            Collections.shuffle(uses, random);
            assertThat(of(uses)).as("seed %d", seed).isEqualTo(expected);
            expected.values()
                    .forEach(sockets -> assertThat(sockets).hasSizeLessThanOrEqualTo(SocketSamples.SOCKETS_KEPT));
        }
    }

    @Test
    void oneBackendOfManyIsStillFoundAmongMoreSocketsThanAreKept() {
        List<Use> uses = new ArrayList<>();
        for (int cookie = 1; cookie <= 50_000; cookie++) {
            uses.addAll(call(cookie, cookie, API, pods("api-" + cookie % 4, 8080)));
            uses.addAll(call(50_000 + cookie, cookie, service("10.96.0.10", 80), pods("other", 80)));
        }
        assertThat(behind(uses))
                .containsExactly(
                        pods("api-0", 8080), pods("api-1", 8080), pods("api-2", 8080), pods("api-3", 8080));
    }

    @Test
    void aServiceThatFewUseIsKeptWhateverElseIsBusy() {
        List<Use> uses = new ArrayList<>(call(1, 5, API, API_PODS));
        for (int cookie = 2; cookie <= 20_000; cookie++) {
            uses.addAll(call(cookie, cookie, service("10.96.0.10", 80), pods("busy", 80)));
        }
        assertThat(behind(uses)).containsExactly(API_PODS);
    }

    @Test
    void oneSocketThatUsesTwoServicesBringsEachToItsOwnBackend() {
        Socket socket = Socket.of("n1", 7, false);
        SocketEnd.Backend other = pods("other", 9090);
        List<Use> uses = List.of(
                new Use(API, socket, START),
                new Use(API_PODS, socket, START.plusNanos(40_000)),
                new Use(service("10.96.0.10", 80), socket, START.plusNanos(50_000)),
                new Use(other, socket, START.plusNanos(90_000)));
        assertThat(behind(uses)).containsExactly(API_PODS);
        assertThat(new Translations(of(uses)).backends(Ip.parse("10.96.0.10"), Protocol.TCP, 80, Span.NEVER))
                .containsExactly(other);
    }

    @Test
    void twoServicesAtTheSameMomentLeaveTheBackendToNeither() {
        Socket socket = Socket.of("n1", 7, false);
        List<Use> uses = List.of(
                new Use(API, socket, START),
                new Use(service("10.96.0.10", 80), socket, START),
                new Use(API_PODS, socket, START));
        assertThat(behind(uses)).isEmpty();
    }

    @Test
    void whatOtherSocketsUseOrUseMuchLaterIsNotBehindTheService() {
        Instant late = START.plusSeconds(2);
        assertThat(behind(List.of(
                        new Use(API, Socket.of("n1", 7, false), START),
                        new Use(API_PODS, Socket.of("n2", 7, false), START),
                        new Use(API_PODS, Socket.of("n1", 8, false), START),
                        new Use(API_PODS, Socket.of("n1", 7, true), START),
                        new Use(API_PODS, Socket.of("n1", 7, false), late))))
                .containsExactly();
    }

    @Test
    void anAnswerIsTranslatedBackFromTheBackendToTheService() {
        Socket socket = Socket.of("n1", 7, true);
        assertThat(behind(List.of(
                        new Use(API_PODS, socket, START), new Use(API, socket, START.plusNanos(30_000)))))
                .containsExactly(API_PODS);
    }

    @Test
    void beyondTheLimitOfEndsTheFirstStay() {
        SocketSamples samples = new SocketSamples(2);
        Socket socket = Socket.of("n1", 7, false);
        assertThat(samples.add(API, socket, START)).isTrue();
        assertThat(samples.add(API_PODS, socket, START)).isTrue();
        assertThat(samples.add(pods("third", 1), socket, START)).isFalse();
        assertThat(samples.add(API, Socket.of("n1", 8, false), START)).isTrue();
        assertThat(samples.snapshot().keySet()).isEqualTo(new TreeSet<>(List.of(API, API_PODS)));
    }
}
