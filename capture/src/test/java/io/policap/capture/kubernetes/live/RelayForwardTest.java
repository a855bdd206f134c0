package io.policap.capture.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayForwardTest {
    @TempDir
    Path directory = Path.of("");

    private Cluster cluster;
    private ServerSocket echo;

    @BeforeEach
    void start() throws IOException {
        cluster = new Cluster(directory);
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::echo, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        cluster.close();
        echo.close();
    }

    private void echo() {
        while (true) {
            try (Socket socket = echo.accept()) {
                byte[] buffer = new byte[8192];
                for (int count = socket.getInputStream().read(buffer);
                        count >= 0;
                        count = socket.getInputStream().read(buffer)) {
                    socket.getOutputStream().write(buffer, 0, count);
                }
            } catch (IOException e) {
                if (echo.isClosed()) {
                    return;
                }
            }
        }
    }

    private void relay(String namespace, String name, int port, String targetPort) {
        cluster.server.put(
                Cluster.SERVICES,
                "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\""
                        + namespace + "\",\"labels\":{\"k8s-app\":\"hubble-relay\"}},\"spec\":{\"selector\":"
                        + "{\"k8s-app\":\"hubble-relay\"},\"ports\":[{\"port\":" + port + ",\"targetPort\":\""
                        + targetPort
                        + "\"}]}}");
    }

    private void pod(String name, String ready) {
        cluster.server.put(
                Cluster.PODS,
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + name
                        + "\",\"namespace\":\"kube-system\",\"uid\":\"" + name
                        + "\",\"labels\":{\"k8s-app\":\"hubble-relay\"}},\"spec\":{\"containers\":[{\"name\":\"r\",\"ports\":"
                        + "[{\"name\":\"grpc\",\"containerPort\":4245}]}]},\"status\":{\"conditions\":[{\"type\":\"Ready\","
                        + "\"status\":\"" + ready + "\"}]}}");
    }

    private static void echoes(int port) throws IOException {
        long seed = System.nanoTime();
        byte[] sent = new byte[300_000];
        new Random(seed).nextBytes(sent);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // What does not come in that time was lost on the way.
            socket.setSoTimeout(60_000);
            Thread writer = new Thread(() -> {
                try {
                    socket.getOutputStream().write(sent);
                } catch (IOException e) {
                    // What does not come back is seen by the reader.
                }
            });
            writer.start();
            InputStream in = socket.getInputStream();
            assertThat(Arrays.equals(in.readNBytes(sent.length), sent))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    /** Again and again: an HTTP client of this library loses one of two messages that are sent at once. */
    @RepeatedTest(10)
    void bytesPassToTheReadyPodAndBack() throws Exception {
        relay("kube-system", "hubble-relay", 80, "grpc");
        relay("kube-system", "hubble-relay-metrics", 9966, "metrics");
        pod("relay-1", "False");
        pod("relay-2", "True");
        cluster.server.forwardTo(echo.getLocalPort());
        try (ClusterAccess access = cluster.open();
                RelayForward relay = access.relay()) {
            assertThat(relay.service()).isEqualTo("kube-system/hubble-relay");
            assertThat(relay.tls()).isEqualTo(RelayTls.NOT_EXPECTED);
            int port = relay.port();
            echoes(port);
            assertThat(cluster.server.requests("/pods/relay-2/portforward?ports=4245"))
                    .isEqualTo(1);
            assertThat(relay.port()).isEqualTo(port);
        }
    }

    @Test
    void anotherPodIsTakenWhenTheOneBehindThePortGoes() throws Exception {
        relay("cilium", "hubble-relay", 443, "grpc");
        relay("kube-system", "hubble-relay", 443, "grpc");
        pod("relay-1", "True");
        cluster.server.forwardTo(echo.getLocalPort());
        try (ClusterAccess access = cluster.open();
                RelayForward relay = access.relay()) {
            assertThat(relay.tls()).isEqualTo(RelayTls.EXPECTED);
            echoes(relay.port());
            cluster.server.delete(Cluster.PODS, "kube-system/relay-1");
            pod("relay-2", "True");
            echoes(relay.port());
            assertThat(cluster.server.requests("/pods/relay-2/portforward")).isEqualTo(1);
        }
    }

    @Test
    void withoutReadyPodItIsSaid() throws Exception {
        relay("kube-system", "hubble-relay", 80, "grpc");
        pod("relay-1", "False");
        try (ClusterAccess access = cluster.open();
                RelayForward relay = access.relay()) {
            assertThat(catchThrowableOfType(ClusterFailure.class, relay::port))
                    .hasMessageStartingWith("none of the 1 pods behind kube-system/hubble-relay is ready");
        }
    }

    @Test
    void severalRelaysAreListed() throws Exception {
        relay("a", "hubble-relay", 80, "grpc");
        relay("b", "hubble-relay", 80, "grpc");
        try (ClusterAccess access = cluster.open()) {
            assertThat(catchThrowableOfType(ClusterFailure.class, access::relay))
                    .hasMessageContaining("several services of a Hubble relay: a/hubble-relay, b/hubble-relay");
        }
    }

    @Test
    void noRelayIsAnsweredWithHowToGetOne() throws Exception {
        try (ClusterAccess access = cluster.open()) {
            assertThat(catchThrowableOfType(ClusterFailure.class, access::relay))
                    .hasMessageContaining("cilium hubble enable");
        }
    }

    @Test
    void aForwardThatIsNotPermittedNamesTheRight() throws Exception {
        relay("kube-system", "hubble-relay", 80, "grpc");
        pod("relay-1", "True");
        try (ClusterAccess access = cluster.open();
                RelayForward relay = access.relay()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            Cluster.await("the refusal", () -> !relay.problem().isEmpty());
            assertThat(relay.problem()).contains("pods/portforward (403)");
        }
    }
}
