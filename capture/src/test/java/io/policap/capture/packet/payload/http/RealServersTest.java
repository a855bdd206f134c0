package io.policap.capture.packet.payload.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.policap.capture.packet.payload.http.Exchange.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real clients and servers say to each other: the requests found are those that were sent. */
class RealServersTest {
    /** With HTTP_2 the client offers an upgrade first, which this server ignores. */
    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void requestsOfTheJdksClient(HttpClient.Version version) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            int length = exchange.getRequestBody().readAllBytes().length;
            exchange.sendResponseHeaders(200, length % 3 == 0 ? -1 : length % 3 == 1 ? 0 : length);
            exchange.getResponseBody().write(new byte[length % 3 == 0 ? 0 : length]);
            exchange.close();
        });
        server.start();
        List<String> sent = new ArrayList<>();
        try (RecordingRelay relay = new RecordingRelay(server.getAddress().getPort())) {
            HttpClient client = HttpClient.newBuilder().version(version).build();
            long seed = System.nanoTime();
            Random random = new Random(seed);
            for (int i = 0; i < 100; i++) {
                String path = "/v1/items/" + random.nextInt(1000) + (random.nextBoolean() ? "/a%20b" : "");
                URI uri = URI.create("http://127.0.0.1:" + relay.port() + path + (i % 2 == 0 ? "?q=" + i : ""));
                byte[] body = new byte[random.nextInt(5) == 0 ? random.nextInt(40_000) : random.nextInt(60)];
                BodyPublisher publisher = i % 3 == 0
                        ? BodyPublishers.noBody()
                        : i % 3 == 1
                                ? BodyPublishers.ofByteArray(body)
                                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
                String method = i % 3 == 0 ? "GET" : i % 3 == 1 ? "PUT" : "POST";
                sent.add(method + " 127.0.0.1 " + path);
                client.send(
                        java.net.http.HttpRequest.newBuilder(uri)
                                .method(method, publisher)
                                .build(),
                        BodyHandlers.discarding());
            }
            List<String> found = new ArrayList<>();
            for (Exchange exchange : relay.exchanges()) {
                Outcome outcome = exchange.read();
                found.addAll(outcome.lines());
                assertThat(outcome.protocol()).isEqualTo(ClientProtocol.HTTP1);
                assertThat(outcome.complete()).as("seed %d", seed).isTrue();
                assertThat(outcome.upgraded()).isFalse();
            }
            assertThat(found).as("seed %d", seed).isEqualTo(sent);
        } finally {
            server.stop(0);
        }
    }

    /** With large header blocks, which fill the compression's table and need continuation frames, and with small ones. */
    @ParameterizedTest
    @ValueSource(ints = {10, 30_000})
    void callsOfGrpc(int headerLength) throws Exception {
        List<MethodDescriptor<byte[], byte[]>> methods = List.of(method("One"), method("Two"), method("Three"));
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder("shop.v1.Echo");
        for (MethodDescriptor<byte[], byte[]> method : methods) {
            service.addMethod(method, ServerCalls.asyncUnaryCall((request, answer) -> {
                answer.onNext(request);
                answer.onCompleted();
            }));
        }
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(service.build())
                .maxInboundMetadataSize(1 << 20)
                .build()
                .start();
        List<String> sent = new ArrayList<>();
        try (RecordingRelay relay = new RecordingRelay(server.getPort())) {
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", relay.port())
                    .overrideAuthority("Echo.shop:8080")
                    .usePlaintext()
                    .build();
            long seed = System.nanoTime();
            Random random = new Random(seed);
            for (int i = 0; i < 60; i++) {
                MethodDescriptor<byte[], byte[]> method = methods.get(random.nextInt(methods.size()));
                Metadata headers = new Metadata();
                for (int j = random.nextInt(4); j >= 0; j--) {
                    String value = "v".repeat(random.nextInt(j == 0 ? headerLength : 10));
                    headers.put(Metadata.Key.of("x-" + random.nextInt(9), Metadata.ASCII_STRING_MARSHALLER), value);
                }
                ClientCalls.blockingUnaryCall(
                        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
                        method,
                        CallOptions.DEFAULT,
                        new byte[random.nextInt(20_000)]);
                sent.add("POST echo.shop /" + method.getFullMethodName() + " grpc");
            }
            channel.shutdownNow();
            assertThat(relay.exchanges()).hasSize(1);
            Outcome outcome = relay.exchanges().get(0).read();
            assertThat(outcome.lines()).as("seed %d", seed).isEqualTo(sent);
            assertThat(outcome.protocol()).isEqualTo(ClientProtocol.HTTP2);
            assertThat(outcome.complete()).isTrue();
            assertThat(outcome.upgraded()).isFalse();
        } finally {
            server.shutdownNow();
        }
    }

    private static MethodDescriptor<byte[], byte[]> method(String name) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName("shop.v1.Echo", name))
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
