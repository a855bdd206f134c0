package io.policap.capture.hubble.access;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** Channels over the socket file of a local agent: epoll where Linux gives it, else Java's own. */
final class LocalTransport {
    private LocalTransport() {}

    static NettyChannelBuilder builder(Path path) {
        return Epoll.isAvailable() ? epoll(path) : java(path);
    }

    static NettyChannelBuilder epoll(Path path) {
        return NettyChannelBuilder.forAddress(new DomainSocketAddress(path.toString()))
                .channelType(EpollDomainSocketChannel.class)
                .eventLoopGroup(EpollThread.GROUP)
                .overrideAuthority("localhost");
    }

    static NettyChannelBuilder java(Path path) {
        return NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(path))
                .channelType(NioDomainSocketChannel.class)
                .eventLoopGroup(JavaThread.GROUP)
                .overrideAuthority("localhost");
    }

    /** One thread for all channels of its kind, started when it is needed first; it ends with the process. */
    private static final class EpollThread {
        private static final EventLoopGroup GROUP =
                new EpollEventLoopGroup(1, new DefaultThreadFactory("hubble-socket", true));
    }

    private static final class JavaThread {
        private static final EventLoopGroup GROUP =
                new NioEventLoopGroup(1, new DefaultThreadFactory("hubble-socket", true));
    }
}
