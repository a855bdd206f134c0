package io.policap.capture.hubble.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.policap.capture.hubble.access.HubbleFailure.Kind;
import io.policap.capture.hubble.server.HubbleServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HubbleFailureTest {
    private static final String FORWARD =
            "A relay is reached with: kubectl -n kube-system port-forward svc/hubble-relay 4245:80";

    @TempDir
    Path directory;

    @Test
    void nothingListens() throws Exception {
        String target = "hubble://127.0.0.1:" + freePort();

        assertFailure(
                Access.failure(target, HubbleTls.DEFAULT),
                Kind.UNREACHABLE,
                target + ": nothing listens there (connection refused); is the port right? " + FORWARD);
    }

    @Test
    void nothingListensForTlsEither() throws Exception {
        String target = "hubble+tls://127.0.0.1:" + freePort();

        assertFailure(
                Access.failure(target, HubbleTls.DEFAULT),
                Kind.UNREACHABLE,
                target + ": nothing listens there (connection refused); is the port right? " + FORWARD);
    }

    @Test
    void theNameHasNoAddress() {
        assertFailure(
                Access.failure("hubble://hubble-relay.invalid", HubbleTls.DEFAULT),
                Kind.UNKNOWN_HOST,
                "hubble://hubble-relay.invalid:4245: the name hubble-relay.invalid has no address here; names of"
                        + " services are known inside the cluster only. " + FORWARD);
    }

    @Test
    void theSocketIsNotThere() {
        String target = "hubble+unix://" + directory.resolve("hubble.sock");

        assertFailure(
                Access.failure(target, HubbleTls.DEFAULT),
                Kind.UNREACHABLE,
                target + ": no such socket; is this a node with Cilium, and Hubble on (hubble.enabled=true)?");
    }

    @Test
    void nobodyListensAtTheSocket() throws Exception {
        Path socket = Files.createFile(directory.resolve("hubble.sock"));
        String target = "hubble+unix://" + socket;

        assertFailure(
                Access.failure(target, HubbleTls.DEFAULT),
                Kind.UNREACHABLE,
                target + ": nothing listens at that socket (connection refused); is the agent running?");
    }

    @Test
    void theServerTakesConnectionsAndIsSilent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            String target = "hubble://127.0.0.1:" + silent.getLocalPort();

            assertFailure(
                    Access.failure(target, HubbleTls.DEFAULT, Duration.ofSeconds(1)),
                    Kind.TIMEOUT,
                    target + ": it takes the connection and says nothing; is the port right? " + FORWARD);
        }
    }

    @Test
    void theServerDoesNotAnswerInTime() throws Exception {
        try (HubbleServer server = HubbleServer.builder().node("n").start()) {
            server.refusals().refuse(Status.DEADLINE_EXCEEDED.withDescription("peers are slow"));

            assertFailure(
                    Access.failure(server.target(), HubbleTls.DEFAULT),
                    Kind.TIMEOUT,
                    server.target() + ": no answer in time");
        }
    }

    @Test
    void aWebServerAnswers() throws Exception {
        HttpServer web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        web.setExecutor(threads);
        web.start();
        String port = "127.0.0.1:" + web.getAddress().getPort();
        String message = ": what answers there is not Hubble but a web server (HTTP/1); is the port right? " + FORWARD;

        assertFailure(
                Access.failure("hubble://" + port, HubbleTls.DEFAULT), Kind.NOT_HUBBLE, "hubble://" + port + message);
        assertFailure(
                Access.failure("hubble+tls://" + port, HubbleTls.DEFAULT, Duration.ofSeconds(1)),
                Kind.NOT_HUBBLE,
                "hubble+tls://" + port + message);
        web.stop(0);
        threads.shutdownNow();
    }

    @Test
    void anotherGrpcServerAnswers() throws Exception {
        Server other = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .build()
                .start();
        String target = "hubble://127.0.0.1:" + other.getPort();

        assertFailure(
                Access.failure(target, HubbleTls.DEFAULT),
                Kind.NOT_HUBBLE,
                target + ": a gRPC server answers there, but it is not Hubble (it does not know observer.Observer); is"
                        + " the port right? " + FORWARD);
        other.shutdownNow();
    }

    @Test
    void theRelayReachesNoneOfItsNodes() throws Exception {
        try (HubbleServer server = HubbleServer.builder()
                .relay()
                .node("kind/n4")
                .node("kind/n3")
                .node("kind/n2")
                .node("kind/n1")
                .start()) {
            for (int i = 1; i <= 4; i++) {
                server.unavailable("kind/n" + i, "");
            }

            assertFailure(
                    Access.failure(server.target(), HubbleTls.DEFAULT),
                    Kind.NO_NODES,
                    server.target() + ": the relay reaches none of its nodes (kind/n1, kind/n2, kind/n3, and 1 more), so"
                            + " it has no flows; look at: kubectl -n kube-system get pods -l k8s-app=cilium; kubectl -n"
                            + " kube-system logs deploy/hubble-relay; and that Hubble is on (hubble.enabled=true) and"
                            + " nodes reach each other on port 4244");
        }
    }

    @Test
    void theRelayKnowsNoNode() throws Exception {
        try (HubbleServer server = HubbleServer.builder().relay().start()) {
            HubbleFailure failure = Access.failure(server.target(), HubbleTls.DEFAULT);

            assertThat(failure.kind()).isEqualTo(Kind.NO_NODES);
            assertThat(failure)
                    .hasMessageStartingWith(
                            server.target() + ": the relay knows no node, so it has no flows; look at: kubectl ");
        }
    }

    @Test
    void theServerWantsToKnowWhoAsks() throws Exception {
        try (HubbleServer server = HubbleServer.builder().node("n").start()) {
            server.refusals().refuse(Status.UNAUTHENTICATED.withDescription("no token"));

            assertFailure(
                    Access.failure(server.target(), HubbleTls.DEFAULT),
                    Kind.UNAUTHENTICATED,
                    server.target() + ": the server wants to know who asks (\"no token\"); if it knows clients by"
                            + " certificates, give one that its CA signed with --tls-cert FILE --tls-key FILE");
        }
    }

    @Test
    void theServerRefusesThisClient() throws Exception {
        try (HubbleServer server = HubbleServer.builder().node("n").start()) {
            server.refusals().refuse(Status.PERMISSION_DENIED);

            assertFailure(
                    Access.failure(server.target(), HubbleTls.DEFAULT),
                    Kind.PERMISSION_DENIED,
                    server.target() + ": the server does not let this client see flows");
        }
    }

    @Test
    void theServerHasTooMuchToDo() throws Exception {
        try (HubbleServer server = HubbleServer.builder().node("n").start()) {
            server.refusals().refuse(Status.RESOURCE_EXHAUSTED.withDescription("too many readers"));

            assertFailure(
                    Access.failure(server.target(), HubbleTls.DEFAULT),
                    Kind.OVERLOADED,
                    server.target() + ": the server has too much to do (\"too many readers\")");
        }
    }

    @Test
    void aNodeThatCannotBeListedIsAFailureToo() throws Exception {
        try (HubbleServer server = HubbleServer.builder().relay().node("n").start()) {
            server.refusals().refuseMethod("GetNodes", Status.UNAVAILABLE.withDescription("shutting down"));

            assertFailure(
                    Access.failure(server.target(), HubbleTls.DEFAULT),
                    Kind.DISCONNECTED,
                    server.target() + ": the connection was closed (\"shutting down\")");
        }
    }

    @Test
    void whatAServerSaysIsOneShortPrintableLine() throws Exception {
        try (HubbleServer server = HubbleServer.builder().node("n").start()) {
            server.refusals().refuse(Status.NOT_FOUND.withDescription("\u001b[2J\nline\u2028two " + "x".repeat(1_000)));

            HubbleFailure failure = Access.failure(server.target(), HubbleTls.DEFAULT);

            assertThat(failure.kind()).isEqualTo(Kind.OTHER);
            assertThat(failure)
                    .hasMessageStartingWith(server.target() + ": the server answered with NOT_FOUND (\"[2J line two xxx");
            assertThat(String.valueOf(failure.getMessage())).matches("[ -~]{1,300}");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatSomebodyHasToChangeFirstIsNotTriedAgain(Kind kind) {
        boolean settled =
                switch (kind) {
                    case UNREACHABLE, UNKNOWN_HOST, TIMEOUT, DISCONNECTED, OVERLOADED, NO_NODES, OTHER -> false;
                    case NOT_HUBBLE,
                            TLS_WRONG_CA,
                            TLS_WRONG_NAME,
                            TLS_REQUIRED,
                            TLS_UNEXPECTED,
                            TLS_HANDSHAKE,
                            TLS_FILE,
                            CLIENT_CERTIFICATE,
                            UNAUTHENTICATED,
                            PERMISSION_DENIED,
                            BAD_FILTER,
                            TOO_LARGE -> true;
                };

        assertThat(kind.isRetriable()).isEqualTo(!settled);
    }

    static void assertFailure(HubbleFailure failure, Kind kind, String message) {
        assertThat(failure).hasMessage(message);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.isRetriable()).isEqualTo(kind.isRetriable());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
