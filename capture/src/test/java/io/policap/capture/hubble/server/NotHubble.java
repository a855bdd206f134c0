package io.policap.capture.hubble.server;

import io.grpc.InsecureServerCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something that listens on a port of 127.0.0.1 and is not a Hubble server. */
public final class NotHubble implements AutoCloseable {
    private final int port;
    private final List<Closeable> open = new CopyOnWriteArrayList<>();

    private NotHubble(int port, Closeable server) {
        this.port = port;
        open.add(server);
    }

    /** A gRPC server with another service: it answers UNIMPLEMENTED. */
    public static NotHubble otherGrpcService() throws IOException {
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("grpc.health.v1.Health/Check")
                .setRequestMarshaller(new EncodedResponse())
                .setResponseMarshaller(new EncodedResponse())
                .build();
        Server server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0),
                        InsecureServerCredentials.create())
                .addService(ServerServiceDefinition.builder("grpc.health.v1.Health")
                        .addMethod(
                                method,
                                ServerCalls.asyncUnaryCall((request, observer) -> {
                                    observer.onNext(new byte[] {8, 1});
                                    observer.onCompleted();
                                }))
                        .build())
                .build()
                .start();
        return new NotHubble(server.getPort(), server::shutdownNow);
    }

    /** A web server that speaks HTTP/1.1 only. */
    public static NotHubble webServer() throws IOException {
        return listening("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n"
                + "Connection: close\r\n\r\nbad request");
    }

    /** Something that accepts connections and never says a word. */
    public static NotHubble silent() throws IOException {
        return listening("");
    }

    /** Something that closes every connection as soon as it has accepted it. */
    public static NotHubble closing() throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        NotHubble made = new NotHubble(listener.getLocalPort(), listener);
        made.accept(listener, Socket::close);
        return made;
    }

    private static NotHubble listening(String answer) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        NotHubble made = new NotHubble(listener.getLocalPort(), listener);
        made.accept(listener, client -> {
            made.open.add(client);
            if (!answer.isEmpty()) {
                client.getInputStream().read(new byte[1 << 12]);
                OutputStream out = client.getOutputStream();
                out.write(answer.getBytes(StandardCharsets.US_ASCII));
                client.shutdownOutput();
            }
        });
        return made;
    }

    private void accept(ServerSocket listener, Conversation conversation) {
        Thread thread = new Thread(
                () -> {
                    while (!listener.isClosed()) {
                        try {
                            conversation.hold(listener.accept());
                        } catch (IOException e) {
                            // The client went away, or the listener was closed.
                        }
                    }
                },
                "not-hubble");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return port;
    }

    /** "127.0.0.1:PORT". */
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
    }

    private interface Conversation {
        void hold(Socket client) throws IOException;
    }
}
