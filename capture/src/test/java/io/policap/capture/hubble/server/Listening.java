package io.policap.capture.hubble.server;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a server listens; stays the same place through stops and starts. */
final class Listening {
    private final Transport transport;
    private final boolean isCuttable;
    private int port;
    private @Nullable EventLoopGroup loop;
    private @Nullable TcpCutter cutter;

    Listening(Transport transport, int port, boolean isCuttable) {
        this.transport = transport;
        this.port = port;
        this.isCuttable = isCuttable;
    }

    int port() {
        return port;
    }

    String scheme() {
        return transport.scheme();
    }

    String address() {
        return transport instanceof Transport.Unix unix ? unix.path().toString() : "127.0.0.1:" + port;
    }

    TcpCutter cutter() {
        if (cutter == null) {
            throw new IllegalStateException("this server cannot be cut; build it with cuttable() on TCP");
        }
        return cutter;
    }

    Server start(ServerServiceDefinition service, ServerInterceptor interceptor) throws IOException {
        if (transport instanceof Transport.Unix unix) {
            return unix(unix.path())
                    .addService(service)
                    .intercept(interceptor)
                    .build()
                    .start();
        }
        InetAddress here = InetAddress.getByName("127.0.0.1");
        InetSocketAddress address = new InetSocketAddress(here, isCuttable ? 0 : port);
        Server server = NettyServerBuilder.forAddress(address, credentials())
                .addService(service)
                .intercept(interceptor)
                .build()
                .start();
        if (isCuttable) {
            cutter = new TcpCutter(port, server.getPort(), transport instanceof Transport.Plain);
            port = cutter.port();
        } else {
            port = server.getPort();
        }
        return server;
    }

    private ServerCredentials credentials() throws IOException {
        if (!(transport instanceof Transport.Tls tls)) {
            return InsecureServerCredentials.create();
        }
        TestCertificates certificates = tls.certificates();
        TlsServerCredentials.Builder credentials = TlsServerCredentials.newBuilder()
                .keyManager(
                        certificates.serverCertificate().toFile(),
                        certificates.serverKey().toFile());
        if (tls.isMutual()) {
            credentials
                    .trustManager(certificates.authority().toFile())
                    .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
        }
        return credentials.build();
    }

    private NettyServerBuilder unix(Path path) throws IOException {
        Files.deleteIfExists(path);
        if (loop == null) {
            loop = new EpollEventLoopGroup(1);
        }
        return NettyServerBuilder.forAddress(new DomainSocketAddress(path.toFile()), InsecureServerCredentials.create())
                .channelType(EpollServerDomainSocketChannel.class)
                .bossEventLoopGroup(loop)
                .workerEventLoopGroup(loop);
    }

    /** Refuses connections from now on and cuts those there are. */
    void close() {
        if (cutter != null) {
            cutter.close();
        }
    }

    /** Gives back what stays between stop and start. */
    void release() {
        if (loop != null) {
            loop.shutdownGracefully();
        }
    }
}
