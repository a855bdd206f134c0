package io.policap.capture.kubernetes.live;

import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.PodRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A cluster for tests: a server, and the way to it through a kubeconfig. */
final class Cluster implements AutoCloseable {
    static final String PODS = "/api/v1/pods";
    static final String SERVICES = "/api/v1/services";
    static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    static final Timing QUICK =
            new Timing(Duration.ofSeconds(60), Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20));

    final ApiServer server = new ApiServer();
    private final String before = System.getProperty("kubeconfig");

    Cluster(Path directory) {
        System.setProperty("kubeconfig", server.kubeconfig(directory).toString());
        server.serve(PODS, "Pod");
        server.serve(SERVICES, "Service");
    }

    ClusterAccess open() throws ClusterFailure {
        return ClusterAccess.open(Optional.empty());
    }

    static FeedOptions options(int pageSize) {
        return new FeedOptions("default", Duration.ofMillis(1), 20_000, pageSize);
    }

    static InventoryFeed feed(ClusterAccess access) throws ClusterFailure {
        return access.inventory(options(500), QUICK, InstantSource.fixed(NOW));
    }

    static String pod(String name, String uid, String address, String... more) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + name
                + "\",\"namespace\":\"shop\",\"uid\":\"" + uid + "\",\"labels\":{\"app\":\"" + name
                + "\"},\"creationTimestamp\":\"2026-11-23T10:00:00Z\"},\"spec\":{\"nodeName\":\"n1\",\"containers\":[]},"
                + "\"status\":{\"phase\":\"Running\",\"podIP\":\"" + address
                + "\",\"startTime\":\"2026-11-23T10:00:01Z\"}" + String.join("", more) + "}";
    }

    static Optional<PodRecord> pod(Inventory inventory, String name) {
        return inventory.pods().stream()
                .filter(pod -> pod.key().name().equals(name))
                .findFirst();
    }

    /** Waits for what has to come; the limit only ends a test that fails. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("never: " + what);
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        server.close();
        if (before == null) {
            System.clearProperty("kubeconfig");
        } else {
            System.setProperty("kubeconfig", before);
        }
    }
}
