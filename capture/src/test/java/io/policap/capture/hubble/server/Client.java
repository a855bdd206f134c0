package io.policap.capture.hubble.server;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.observer.ObserverGrpc;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The generated stub and its channel, as anyone's client has them. */
final class Client implements AutoCloseable {
    private final ManagedChannel channel;
    private final Runnable release;

    private Client(ManagedChannel channel, Runnable release) {
        this.channel = channel;
        this.release = release;
    }

    static Client plain(HubbleServer server) {
        return plain(server.address());
    }

    static Client plain(String address) {
        return new Client(
                Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
                        .build(),
                () -> {});
    }

    static Client tls(HubbleServer server, TlsChannelCredentials.Builder credentials) {
        return new Client(
                Grpc.newChannelBuilder("localhost:" + server.port(), credentials.build())
                        .build(),
                () -> {});
    }

    static Client unix(HubbleServer server) {
        EventLoopGroup loop = new EpollEventLoopGroup(1);
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        new DomainSocketAddress(new File(server.address())), InsecureChannelCredentials.create())
                .channelType(EpollDomainSocketChannel.class)
                .eventLoopGroup(loop)
                // gRPC sets it on every channel; this kind does not have it, and Netty says so.
                .withOption(ChannelOption.SO_KEEPALIVE, null)
                .build();
        return new Client(channel, loop::shutdownGracefully);
    }

    ObserverGrpc.ObserverBlockingStub stub() {
        // Only so that a test that fails ends.
        return ObserverGrpc.newBlockingStub(channel).withDeadlineAfter(2, TimeUnit.MINUTES);
    }

    /** All responses until the server ends the stream. */
    List<GetFlowsResponse> responses(GetFlowsRequest request) {
        List<GetFlowsResponse> responses = new ArrayList<>();
        stub().getFlows(request).forEachRemaining(responses::add);
        return responses;
    }

    List<Flow> flows(GetFlowsRequest request) {
        return responses(request).stream()
                .filter(GetFlowsResponse::hasFlow)
                .map(GetFlowsResponse::getFlow)
                .toList();
    }

    /** The next flows of a stream, other responses left out. */
    static List<Flow> next(Iterator<GetFlowsResponse> stream, int count) {
        List<Flow> flows = new ArrayList<>();
        while (flows.size() < count) {
            GetFlowsResponse response = stream.next();
            if (response.hasFlow()) {
                flows.add(response.getFlow());
            }
        }
        return flows;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        release.run();
    }
}
