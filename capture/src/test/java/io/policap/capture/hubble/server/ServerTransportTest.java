package io.policap.capture.hubble.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.ServerStatusRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTransportTest {
    @TempDir
    Path directory;

    @Test
    void aPlainServerStreamsWhatWasPublished() {
        try (HubbleServer server = HubbleServer.builder().everythingAtOnce().start();
                Client client = Client.plain(server)) {
            assertStreams(server, client);
            assertThat(server.target()).isEqualTo("hubble://127.0.0.1:" + server.port());
        }
    }

    @Test
    void aUnixSocketStreamsWhatWasPublished() {
        Path socket = directory.resolve("hubble.sock");
        try (HubbleServer server = HubbleServer.builder()
                        .unixSocket(socket)
                        .everythingAtOnce()
                        .start();
                Client client = Client.unix(server)) {
            assertStreams(server, client);
            assertThat(server.target()).isEqualTo("hubble+unix://" + socket);

            server.restart();
            try (Client next = Client.unix(server)) {
                assertStreams(server, next);
            }
        }
    }

    @Test
    void aServerWithTlsIsTrustedByItsAuthorityAndNoOther() throws IOException {
        TestCertificates certificates = TestCertificates.in(directory, "*.hubble-relay.cilium.io");
        try (HubbleServer server = HubbleServer.builder()
                        .tls(certificates)
                        .everythingAtOnce()
                        .start();
                Client client = Client.tls(server, trusting(certificates.authority()));
                Client stranger = Client.tls(server, trusting(certificates.otherAuthority()));
                Client plain = Client.plain(server)) {
            assertStreams(server, client);
            assertThat(server.target()).startsWith("hubble+tls://");
            assertUnavailable(stranger);
            assertUnavailable(plain);
        }
    }

    @Test
    void mutualTlsTakesOnlyClientsOfItsAuthority() throws IOException {
        TestCertificates certificates = TestCertificates.in(directory);
        TlsChannelCredentials.Builder own = trusting(certificates.authority())
                .keyManager(
                        certificates.clientCertificate().toFile(),
                        certificates.clientKey().toFile());
        TlsChannelCredentials.Builder foreign = trusting(certificates.authority())
                .keyManager(
                        certificates.otherClientCertificate().toFile(),
                        certificates.otherClientKey().toFile());
        try (HubbleServer server = HubbleServer.builder()
                        .mutualTls(certificates)
                        .everythingAtOnce()
                        .start();
                Client client = Client.tls(server, own);
                Client stranger = Client.tls(server, foreign);
                Client nameless = Client.tls(server, trusting(certificates.authority()))) {
            assertStreams(server, client);
            assertUnavailable(stranger);
            assertUnavailable(nameless);
        }
    }

    private static TlsChannelCredentials.Builder trusting(Path authority) throws IOException {
        return TlsChannelCredentials.newBuilder().trustManager(authority.toFile());
    }

    private static void assertStreams(HubbleServer server, Client client) {
        server.publish(Flows.range(0, 10));

        assertThat(client.flows(GetFlowsRequest.getDefaultInstance())).isEqualTo(Flows.range(0, 10));
        assertThat(client.stub()
                        .serverStatus(ServerStatusRequest.getDefaultInstance())
                        .getSeenFlows())
                .isEqualTo(10);
    }

    private static void assertUnavailable(Client client) {
        assertThatThrownBy(() -> client.stub().serverStatus(ServerStatusRequest.getDefaultInstance()))
                .isInstanceOfSatisfying(StatusRuntimeException.class, e -> assertThat(e.getStatus().getCode())
                        .isEqualTo(Status.Code.UNAVAILABLE));
    }
}
