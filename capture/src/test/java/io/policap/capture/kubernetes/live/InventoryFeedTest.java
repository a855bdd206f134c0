package io.policap.capture.kubernetes.live;

import static io.policap.capture.kubernetes.live.Cluster.PODS;
import static io.policap.capture.kubernetes.live.Cluster.SERVICES;
import static io.policap.capture.kubernetes.live.Cluster.await;
import static io.policap.capture.kubernetes.live.Cluster.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.policap.infer.inventory.Identity;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.net.Ip;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryFeedTest {
    private static final String NODES = "/api/v1/nodes";
    private static final String POLICIES = "/apis/networking.k8s.io/v1/networkpolicies";
    private static final String CILIUM = "/apis/cilium.io/v2/ciliumnetworkpolicies";

    @TempDir
    Path directory = Path.of("");

    private Cluster cluster;
    private ApiServer server;

    @BeforeEach
    void start() {
        cluster = new Cluster(directory);
        server = cluster.server;
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void everyPageOfAListIsRead() throws Exception {
        for (int i = 0; i < 7; i++) {
            server.put(PODS, pod("p" + i, "u" + i, "10.0.0." + (i + 1)));
        }
        try (ClusterAccess access = cluster.open();
                InventoryFeed feed = access.inventory(Cluster.options(3), Cluster.QUICK, InstantSource.fixed(Cluster.NOW))) {
            assertThat(feed.latest().pods()).hasSize(7);
            assertThat(server.requests("continue=3")).isEqualTo(1);
            assertThat(server.requests("continue=6")).isEqualTo(1);
        }
    }

    @Test
    void pagesThatTheServerNoLongerHasAreReplacedByOneList() throws Exception {
        for (int i = 0; i < 7; i++) {
            server.put(PODS, pod("p" + i, "u" + i, "10.0.0." + (i + 1)));
        }
        server.expireNextContinue(PODS);
        try (ClusterAccess access = cluster.open();
                InventoryFeed feed = access.inventory(Cluster.options(3), Cluster.QUICK, InstantSource.fixed(Cluster.NOW))) {
            assertThat(feed.latest().pods()).hasSize(7);
            assertThat(server.requests("limit=0")).isEqualTo(1);
        }
    }

    @Test
    void aListThatSaysLastWhatItIsOfIsWatchedFromThere() throws Exception {
        server.serve(CILIUM, "CiliumNetworkPolicy");
        server.put(CILIUM, "{\"apiVersion\":\"cilium.io/v2\",\"kind\":\"CiliumNetworkPolicy\",\"metadata\":{\"name\":\"x\","
                + "\"namespace\":\"shop\"},\"spec\":{}}");
        try (ClusterAccess access = cluster.open();
                InventoryFeed feed = Cluster.feed(access)) {
            assertThat(feed.latest().policies()).singleElement().satisfies(policy -> assertThat(policy.tree())
                    .containsEntry("kind", "CiliumNetworkPolicy"));
            server.awaitWatches(CILIUM, 1);
            assertThat(server.requests(CILIUM + "?watch=1")).isEqualTo(1);
            server.delete(CILIUM, "shop/x");
            await("the policy is gone", () -> feed.latest().policies().isEmpty());
        }
    }

    @Test
    void whatIsAddedModifiedAndDeletedReachesTheInventory() throws Exception {
        server.put(PODS, pod("a", "1", "10.0.0.1"));
        try (ClusterAccess access = cluster.open();
                InventoryFeed feed = Cluster.feed(access)) {
            server.put(PODS, pod("b", "2", "10.0.0.2"));
            await("b is there", () -> feed.latest().pods().size() == 2);
            server.put(PODS, pod("b", "2", "10.0.0.2").replace("\"app\":\"b\"", "\"app\":\"c\""));
            await("b has another label", () -> pod(feed.latest(), "b")
                    .orElseThrow()
                    .labels()
                    .map()
                    .containsValue("c"));
            server.delete(PODS, "shop/b");
            await("b is gone", () -> pod(feed.latest(), "b").orElseThrow().deleted());

            assertThat(pod(feed.latest(), "b").orElseThrow().lifetime().to())
                    .as("it says no end itself, so it is when we heard of it")
                    .isEqualTo(Cluster.NOW);
            assertThat(feed.latest().resolve(Ip.parse("10.0.0.2"), Instant.parse("2026-11-24T07:59:59Z")))
                    .isInstanceOf(Identity.Pod.class);
            assertThat(feed.latest().resolve(Ip.parse("10.0.0.2"), Cluster.NOW)).isInstanceOf(Identity.Unknown.class);
        }
    }

    @Test
    void theSameInventoryIsGivenWhileNothingChanges() throws Exception {
        server.put(PODS, pod("a", "1", "10.0.0.1"));
        try (ClusterAccess access = cluster.open();
                InventoryFeed feed = Cluster.feed(access)) {
            Inventory first = feed.latest();
            long changes = feed.changes();
            server.awaitWatches(PODS, 1);
            server.put(PODS, pod("a", "1", "10.0.0.1"));
            server.put(SERVICES, "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"s\","
                    + "\"namespace\":\"shop\"},\"spec\":{\"clusterIP\":\"10.96.0.5\"}}");
            await("the service is there", () -> !feed.latest().services().isEmpty());
            server.put(PODS, pod("a", "1", "10.0.0.1"));
            server.put(PODS, pod("z", "9", "10.0.0.9"));
            await("z is there", () -> feed.latest().pods().size() == 2);

            assertThat(feed.changes()).as("a service and a pod; a's two new versions say nothing new").isEqualTo(changes + 2);
            assertThat(feed.latest()).isNotSameAs(first).isSameAs(feed.latest());
        }
    }

    @Test
    void aBookmarkIsWhereTheNextWatchBegins() throws Exception {
        server.put(PODS, pod("a", "1", "10.0.0.1"));
        try (ClusterAccess access = cluster.open();
                InventoryFeed feed = Cluster.feed(access)) {
            server.awaitWatches(PODS, 1);
            for (int i = 0; i < 5; i++) {
                server.bookmark(PODS);
            }
            server.put(PODS, pod("b", "2", "10.0.0.2"));
            server.bookmark(PODS);
            await("b is there", () -> feed.latest().pods().size() == 2);
            server.disconnectAll();
            server.awaitWatches(PODS, 2);
            await("a watch from a bookmark", () -> server.requests().stream()
                    .anyMatch(line -> line.contains(PODS + "?watch") && line.matches(".*resourceVersion=(8|9).*")));
            assertThat(server.requests(PODS + "?limit")).isEqualTo(1);
        }
    }

    @Test
    void whatVanishedUnseenEndedWhenItWasLastHeardOf() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Cluster.NOW);
        server.put(PODS, pod("a", "1", "10.0.0.1"));
        server.put(PODS, pod("b", "2", "10.0.0.2"));
        server.put(PODS, pod("db-0", "3", "10.0.0.3"));
        server.put(SERVICES, "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"s\","
                + "\"namespace\":\"shop\"},\"spec\":{\"clusterIP\":\"10.96.0.5\"}}");
        try (ClusterAccess access = cluster.open();
                InventoryFeed feed = access.inventory(Cluster.options(500), Cluster.QUICK, now::get)) {
            server.awaitWatches(PODS, 1);
            server.awaitWatches(SERVICES, 1);
            now.set(Cluster.NOW.plusSeconds(600));
            server.vanish(PODS, "shop/b");
            server.vanish(PODS, "shop/db-0");
            server.vanish(SERVICES, "shop/s");
            server.put(PODS, pod("db-0", "4", "10.0.0.4").replace("10:00:01Z", "10:30:01Z"));
            server.compact(PODS);
            server.compact(SERVICES);
            server.disconnectAll();
            await("b is gone", () -> pod(feed.latest(), "b").orElseThrow().deleted());
            await("the service is gone", () -> feed.latest().services().isEmpty());

            assertThat(pod(feed.latest(), "b").orElseThrow().lifetime().to()).isBetween(Cluster.NOW, Cluster.NOW.plusSeconds(600));
            assertThat(pod(feed.latest(), "a").orElseThrow().deleted()).isFalse();
            await("db-0 has its new address", () -> feed.latest()
                            .resolve(Ip.parse("10.0.0.4"), Cluster.NOW.plusSeconds(700))
                    instanceof Identity.Pod);
            assertThat(feed.latest().resolve(Ip.parse("10.0.0.3"), Cluster.NOW.plusSeconds(700)))
                    .isInstanceOf(Identity.Unknown.class);
        }
    }

    @Test
    void aWatchThatBreaksOffInTheMiddleOfAnEventLosesNothing() throws Exception {
        server.put(PODS, pod("a", "1", "10.0.0.1"));
        server.cutNextWatch(PODS, 900);
        try (ClusterAccess access = cluster.open();
                InventoryFeed feed = Cluster.feed(access)) {
            for (int i = 2; i < 30; i++) {
                server.put(PODS, pod("p" + i, "u" + i, "10.0.0." + i));
            }
            await("all are there", () -> feed.latest().pods().size() == 29);

            assertThat(server.requests(PODS + "?watch")).isGreaterThan(1);
            assertThat(feed.issues().count(IssueCode.MALFORMED_OBJECT)).isZero();
            assertThat(feed.issues().count(IssueCode.TRUNCATED_FILE)).isZero();
        }
    }

    @Test
    void aConnectionThatFallsSilentIsGivenUp() throws Exception {
        server.put(PODS, pod("a", "1", "10.0.0.1"));
        server.silence(PODS, true);
        Timing timing = new Timing(Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20));
        try (ClusterAccess access = cluster.open();
                InventoryFeed feed = access.inventory(Cluster.options(500), timing, InstantSource.fixed(Cluster.NOW))) {
            server.awaitWatches(PODS, 2);
            server.put(PODS, pod("b", "2", "10.0.0.2"));
            server.silence(PODS, false);
            await("b is there", () -> feed.latest().pods().size() == 2);
        }
    }

    @Test
    void aKindThatIsForbiddenIsAnIssueWithTheRuleThatGrantsIt() throws Exception {
        server.serve(NODES, "Node");
        server.serve(POLICIES, "NetworkPolicy");
        server.status(NODES, 403);
        try (ClusterAccess access = cluster.open();
                InventoryFeed feed = Cluster.feed(access)) {
            assertThat(feed.isCurrent()).isFalse();
            assertThat(feed.issues().list())
                    .filteredOn(issue -> issue.place().equals("test/nodes"))
                    .singleElement()
                    .satisfies(issue -> assertThat(issue.message())
                            .contains("does not permit to list and watch nodes (403)")
                            .contains("- {apiGroups: [\"\"], resources: [\"nodes\"], verbs: [\"list\", \"watch\"]}"));
            assertThat(feed.issues().list())
                    .extracting(issue -> issue.place())
                    .contains("test/deployments")
                    .doesNotContain("test/networkpolicies", "test/ciliumnetworkpolicies", "test/routes");

            server.put(NODES, "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"n1\"},"
                    + "\"status\":{\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"172.18.0.2\"}]}}");
            server.status(NODES, 200);
            await("permitted later, read later", () -> feed.latest().nodes().size() == 1);
            await("no issue any more", () -> feed.issues().list().stream()
                    .noneMatch(issue -> issue.place().equals("test/nodes")));
        }
    }

    @Test
    void withoutPodsThereIsNoFeed() throws Exception {
        server.status(PODS, 403);
        try (ClusterAccess access = cluster.open()) {
            assertThatExceptionOfType(ClusterFailure.class)
                    .isThrownBy(() -> Cluster.feed(access))
                    .withMessageContaining("cluster test (" + server.url() + ") does not permit to list and watch pods (403)")
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.FORBIDDEN));
        }
    }

    @Test
    void aWatchThatIsNotPermittedIsReplacedByLists() throws Exception {
        server.put(PODS, pod("a", "1", "10.0.0.1"));
        server.watchStatus(PODS, 403);
        try (ClusterAccess access = cluster.open();
                InventoryFeed feed = Cluster.feed(access)) {
            server.put(PODS, pod("b", "2", "10.0.0.2"));
            await("b is there", () -> feed.latest().pods().size() == 2);
            await("it is said", () -> feed.issues().list().stream()
                    .anyMatch(issue -> issue.place().equals("test/pods") && issue.message().contains("403")));
        }
    }

    @Test
    void podsThatAreGoneAreForgottenOneDay() throws Exception {
        server.put(PODS, pod("a", "1", "10.0.0.1"));
        FeedOptions few = new FeedOptions("default", Duration.ofMillis(1), 3, 500);
        try (ClusterAccess access = cluster.open();
                InventoryFeed feed = access.inventory(few, Cluster.QUICK, InstantSource.fixed(Cluster.NOW))) {
            for (int i = 2; i < 12; i++) {
                server.put(PODS, pod("p" + i, "u" + i, "10.0.0." + i));
                server.delete(PODS, "shop/p" + i);
            }
            await("ten are gone", () -> feed.latest().pods().stream().filter(pod -> pod.deleted()).count() == 10);
            feed.tidy();

            assertThat(feed.latest().pods()).hasSize(4);
            assertThat(feed.issues().list())
                    .anySatisfy(issue -> assertThat(issue.message()).startsWith("7 pods that are gone were forgotten"));
        }
    }

    @Test
    void aServerThatFailsForAWhileIsComeBackTo() throws Exception {
        server.put(PODS, pod("a", "1", "10.0.0.1"));
        try (ClusterAccess access = cluster.open();
                InventoryFeed feed = Cluster.feed(access)) {
            server.everyStatus(503);
            server.disconnectAll();
            await("it is said", () -> feed.issues().list().stream().anyMatch(issue -> issue.place().equals("test/pods")));
            server.put(PODS, pod("b", "2", "10.0.0.2"));
            server.everyStatus(200);
            await("b is there", () -> feed.latest().pods().size() == 2);
            await("no issue any more", () -> feed.issues().list().stream()
                    .noneMatch(issue -> issue.place().equals("test/pods")));
        }
    }
}
