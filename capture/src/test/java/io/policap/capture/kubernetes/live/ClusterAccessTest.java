package io.policap.capture.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.policap.capture.kubernetes.live.ClusterFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterAccessTest {
    @TempDir
    Path directory = Path.of("");

    private Cluster cluster;
    private Path kubeconfig = Path.of("");

    @BeforeEach
    void start() {
        cluster = new Cluster(directory);
        kubeconfig = directory.resolve("config");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static ClusterFailure failure(String... context) {
        return catchThrowableOfType(
                ClusterFailure.class,
                () -> ClusterAccess.open(Optional.of(context).filter(c -> c.length > 0).map(c -> c[0])).close());
    }

    private void replace(String from, String to) throws IOException {
        String text = Files.readString(kubeconfig);
        assertThat(text).contains(from);
        Files.writeString(kubeconfig, text.replace(from, to));
    }

    @Test
    void theCurrentContextIsOpened() throws Exception {
        try (ClusterAccess access = cluster.open()) {
            assertThat(access.context()).isEqualTo("test");
            assertThat(access.server()).isEqualTo(cluster.server.url());
        }
    }

    @Test
    void aContextThatIsNotThereIsAnsweredWithThoseThatAre() {
        ClusterFailure failure = failure("nowhere");

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure).hasMessage("no context 'nowhere' in the kubeconfig; there are: other, test");
    }

    @Test
    void aContextWithoutServerIsNamed() {
        assertThat(failure("other"))
                .hasMessage("context 'other' names no cluster of the kubeconfig that has a server");
    }

    @Test
    void aKubeconfigThatIsNotThereIsNamed() throws IOException {
        Files.delete(kubeconfig);

        assertThat(failure()).hasMessageStartingWith("no kubeconfig: " + kubeconfig).hasMessageContaining("KUBECONFIG");
    }

    @Test
    void aKubeconfigThatIsNoneIsNamed() throws IOException {
        Files.writeString(kubeconfig, "{]: this is no yaml\n\t");

        assertThat(failure().kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure()).hasMessageContaining(kubeconfig.toString());
    }

    @Test
    void aKubeconfigWithoutCurrentContextListsWhatThereIs() throws IOException {
        replace("current-context: test", "current-context: \"\"");

        assertThat(failure()).hasMessageContaining("other, test");
    }

    @Test
    void anApiServerThatIsNotThereIsUnreachable() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        replace(cluster.server.url(), "http://127.0.0.1:" + free);

        ClusterFailure failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure)
                .hasMessage("cluster test (http://127.0.0.1:" + free + ") cannot be reached: no connection; does"
                        + " 'kubectl --context test get pods' work from here?");
    }

    @Test
    void aServerWithoutTlsIsACertificateProblem() throws IOException {
        replace("http://", "https://");

        ClusterFailure failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.CERTIFICATE);
        assertThat(failure).hasMessageContaining("certificate-authority");
    }

    @Test
    void aWrongTokenIsUnauthenticatedAndNotShown() throws IOException {
        replace("sesame", "wrong-secret");

        ClusterFailure failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.UNAUTHENTICATED);
        assertThat(failure).hasMessageContaining("(401)");
        assertThat(String.valueOf(failure.getMessage())).doesNotContain("wrong-secret");
    }

    @Test
    void credentialsInTheServersAddressAreNotShown() throws IOException {
        replace("http://", "http://me:secret@");

        try (ClusterAccess access = cluster.open()) {
            assertThat(access.server()).isEqualTo(cluster.server.url());
        } catch (ClusterFailure e) {
            assertThat(e.getMessage()).doesNotContain("secret");
        }
    }

    @Test
    void theClusterRoleGrantsEveryKindAndTheForward() {
        assertThat(ClusterAccess.clusterRole())
                .contains("apiGroups: [\"cilium.io\"]")
                .contains("\"ciliumnetworkpolicies\"")
                .contains("resources: [\"pods/portforward\"]");
    }
}
