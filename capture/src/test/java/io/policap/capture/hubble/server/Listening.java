package io.policap.capture.hubble.server;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.ServerChannel;
import io.grpc.netty.shaded.io.netty.channel.SingleThreadEventLoop;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.grpc.netty.shaded.io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Where a server listens; stays the same place through stops and starts. */
final class Listening {
    private final Transport transport;
    private final boolean isCuttable;
    private int port;
    private @Nullable EventLoopGroup loops;
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
        Server server = builder().addService(service).intercept(interceptor).build().start();
        if (transport instanceof Transport.Unix) {
            return server;
        }
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

    /** The server has event loops of its own, so that {@link #close} can end its connections. */
    private NettyServerBuilder builder() throws IOException {
        boolean isEpoll = Epoll.isAvailable();
        if (loops == null) {
            ThreadFactory threads = new DefaultThreadFactory("hubble-server-io", true);
            loops = isEpoll ? new EpollEventLoopGroup(2, threads) : new NioEventLoopGroup(2, threads);
        }
        if (transport instanceof Transport.Unix unix) {
            Files.deleteIfExists(unix.path());
            return on(new DomainSocketAddress(unix.path().toFile()), EpollServerDomainSocketChannel.class, loops)
                    // gRPC sets it on every channel; this kind does not have it, and Netty says so.
                    .withChildOption(ChannelOption.SO_KEEPALIVE, null);
        }
        InetAddress here = InetAddress.getByName("127.0.0.1");
        InetSocketAddress address = new InetSocketAddress(here, isCuttable ? 0 : port);
        return on(address, isEpoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class, loops);
    }

    private NettyServerBuilder on(SocketAddress address, Class<? extends ServerChannel> channel, EventLoopGroup loops)
            throws IOException {
        return NettyServerBuilder.forAddress(address, credentials())
                .channelType(channel)
                .bossEventLoopGroup(loops)
                .workerEventLoopGroup(loops);
    }

    /**
     * Refuses connections from now on and ends those there are without a word, as when the process is killed: a gRPC
     * server that is shut down would first tell its clients.
     */
    void close() {
        if (cutter != null) {
            cutter.close();
        }
        if (loops != null) {
            for (EventExecutor each : loops) {
                EventLoop loop = (EventLoop) each;
                loop.submit(() -> closeAll((SingleThreadEventLoop) loop)).awaitUninterruptibly();
            }
        }
    }

    private static void closeAll(SingleThreadEventLoop loop) {
        List<Channel> channels = new ArrayList<>();
        loop.registeredChannelsIterator().forEachRemaining(channels::add);
        channels.forEach(channel -> channel.unsafe().close(channel.voidPromise()));
    }

    /** Gives back what stays between stop and start. */
    void release() {
        if (loops != null) {
            loops.shutdownGracefully();
        }
    }
}
