package io.policap.capture.hubble.access;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollChannelOption;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioChannelOption;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.net.ExtendedSocketOptions;

/**
 * The way to a Hubble server: a gRPC channel with the limits and the patience that an endless stream of flows needs.
 *
 * <p>Nothing is connected before the first question. Whoever opened it shuts it down. A channel that lost its server goes on
 * to answer with that failure until it tries again in its own time, so each new attempt takes a new channel.
 *
 * <p>Whether the other side still lives is asked by TCP: after 30 seconds of silence the kernel probes, and after 30 more
 * without answer the connection ends. HTTP/2 pings would end at the server itself where TCP ends at a proxy, but Go's
 * gRPC, in which Hubble is written, by default allows one in five minutes and cuts off who sends more
 * ({@code too_many_pings}), so these are sent every six. Who wants to know sooner through a proxy (kubectl's
 * port-forward is one) asks with {@link HubblePreflight#ping}.
 */
public final class HubbleChannel {
    /** Bytes that one message may have: 16 MiB; a flow has some 1,000. */
    public static final int MAX_MESSAGE_BYTES = 16 << 20;

    /** Bytes that a server may send before they are consumed: 200 MB/s at 20 ms of round trip. */
    static final int WINDOW_BYTES = 4 << 20;

    private static final int PROBE_AFTER_SECONDS = 30;
    private static final int PROBE_EVERY_SECONDS = 10;
    private static final int PROBES = 3;

    /** Held here, as the settings of a logger that nobody holds are lost. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    static {
        // What goes wrong becomes a HubbleFailure; gRPC would write it to stderr as well.
        GRPC.setLevel(Level.OFF);
    }

    private HubbleChannel() {}

    /**
     * A channel to the server, not connected yet.
     *
     * @throws HubbleFailure of kind {@code TLS_FILE} when a certificate or key cannot be used
     * @throws IllegalArgumentException when TLS options are given for a target without TLS
     */
    public static ManagedChannel open(HubbleTarget target, HubbleTls tls) throws HubbleFailure {
        if (!target.isTls() && !tls.isDefault()) {
            throw new IllegalArgumentException(HubbleTls.usageFor(target));
        }
        return limits(builder(target, tls)).build();
    }

    private static NettyChannelBuilder builder(HubbleTarget target, HubbleTls tls) throws HubbleFailure {
        if (target instanceof HubbleTarget.UnixSocket local) {
            return LocalTransport.builder(local.path()).usePlaintext();
        }
        HubbleTarget.Tcp tcp = (HubbleTarget.Tcp) target;
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(tcp.host(), tcp.port());
        keepAlive(builder);
        if (!tcp.isTls()) {
            return builder.usePlaintext();
        }
        builder.useTransportSecurity().sslContext(TlsContexts.of(tls));
        tls.serverName().ifPresent(builder::overrideAuthority);
        return builder;
    }

    static NettyChannelBuilder limits(NettyChannelBuilder builder) {
        // A window of fixed size also keeps gRPC from measuring the bandwidth with pings.
        return builder.flowControlWindow(WINDOW_BYTES)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .keepAliveTime(6, MINUTES)
                .keepAliveTimeout(20, SECONDS)
                .keepAliveWithoutCalls(false)
                .disableRetry()
                .disableServiceConfigLookUp()
                .userAgent("policap");
    }

    private static void keepAlive(NettyChannelBuilder builder) {
        builder.withOption(ChannelOption.SO_KEEPALIVE, true);
        if (Epoll.isAvailable()) {
            builder.withOption(EpollChannelOption.TCP_KEEPIDLE, PROBE_AFTER_SECONDS)
                    .withOption(EpollChannelOption.TCP_KEEPINTVL, PROBE_EVERY_SECONDS)
                    .withOption(EpollChannelOption.TCP_KEEPCNT, PROBES);
        } else {
            builder.withOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), PROBE_AFTER_SECONDS)
                    .withOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), PROBE_EVERY_SECONDS)
                    .withOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
        }
    }
}
