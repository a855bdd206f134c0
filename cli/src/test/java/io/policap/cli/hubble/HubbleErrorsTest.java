package io.policap.cli.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.hubble.server.HubbleServer;
import io.policap.capture.hubble.server.TestCertificates;
import io.policap.cli.CommandRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubbleErrorsTest {
    @TempDir
    private Path directory;

    @Test
    void aWrongPortIsSaidWithTheWayToARelay() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String target = "hubble://127.0.0.1:" + free;
        assertThat(line(target))
                .isEqualTo("policap: " + target
                        + ": nothing listens there (connection refused); is the port right? A relay"
                        + " is reached with: kubectl -n kube-system port-forward svc/hubble-relay 4245:80");
    }

    @Test
    void aWrongAuthorityIsSaidWithTheFlag() throws IOException {
        TestCertificates certificates = TestCertificates.in(directory, "127.0.0.1");
        try (HubbleServer server = LiveShop.relay().tls(certificates).start()) {
            assertThat(line(
                            server.target(),
                            "--tls-ca",
                            certificates.otherAuthority().toString()))
                    .startsWith("policap: " + server.target() + ": ")
                    .contains("--tls-ca");
        }
    }

    @Test
    void aServerThatIsNotHubbleIsSaidToBeNone() throws IOException {
        com.sun.net.httpserver.HttpServer http = com.sun.net.httpserver.HttpServer.create(
                new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.start();
        try {
            String target = "hubble://127.0.0.1:" + http.getAddress().getPort();
            assertThat(line(target)).startsWith("policap: " + target + ": what answers there is not Hubble");
        } finally {
            http.stop(0);
        }
    }

    @Test
    void aRelayThatReachesNoNodeIsSaidWithWhatToCheck() {
        try (HubbleServer server = LiveShop.relay().start()) {
            for (String node : LiveShop.nodes()) {
                server.unavailable(node, "gone");
            }
            assertThat(line(server.target()))
                    .startsWith("policap: " + server.target() + ": the relay ")
                    .contains("so it has no flows");
        }
    }

    /** The one line that says what is wrong; nothing is written. */
    private String line(String target, String... more) {
        String[] words = new String[more.length + 4];
        System.arraycopy(
                new String[] {"learn", target, "-o", directory.resolve("out").toString()}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        CommandRun run = CommandRun.of(words);
        assertThat(run.exit()).isEqualTo(3);
        assertThat(directory.resolve("out")).doesNotExist();
        assertThat(run.out()).isEmpty();
        return run.err()
                .lines()
                .filter(text -> !text.startsWith("listening to"))
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }
}
