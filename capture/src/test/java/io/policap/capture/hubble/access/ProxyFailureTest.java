package io.policap.capture.hubble.access;

import static io.policap.capture.hubble.access.HubbleFailureTest.assertFailure;

import io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2HeadersFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.policap.capture.hubble.access.HubbleFailure.Kind;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a proxy in front of Hubble, or a web server in its place, answers over HTTP/2. */
class ProxyFailureTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|NOT_HUBBLE|what answers there is not Hubble but a web server (HTTP 200); is the port right? A relay is"
                        + " reached with: kubectl -n kube-system port-forward svc/hubble-relay 4245:80",
                "404|NOT_HUBBLE|what answers there is not Hubble but a web server (HTTP 404); is the port right? A relay is"
                        + " reached with: kubectl -n kube-system port-forward svc/hubble-relay 4245:80",
                "401|UNAUTHENTICATED|a proxy there wants to know who asks (HTTP 401)",
                "403|PERMISSION_DENIED|a proxy there refuses (HTTP 403)",
                "502|UNREACHABLE|a proxy there does not reach the server behind it (HTTP 502)",
                "503|UNREACHABLE|a proxy there does not reach the server behind it (HTTP 503)",
            })
    void anAnswerInHttp(String code, Kind kind, String text) throws Exception {
        EventLoopGroup loop = new NioEventLoopGroup(1);
        try {
            Channel server = new ServerBootstrap()
                    .group(loop)
                    .channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel connection) {
                            connection
                                    .pipeline()
                                    .addLast(
                                            Http2FrameCodecBuilder.forServer().build(),
                                            new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                                                @Override
                                                protected void initChannel(Channel stream) {
                                                    stream.pipeline().addLast(new Answer(code));
                                                }
                                            }));
                        }
                    })
                    .bind(new InetSocketAddress("127.0.0.1", 0))
                    .sync()
                    .channel();
            String target = "hubble://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort();

            assertFailure(Access.failure(target, HubbleTls.DEFAULT), kind, target + ": " + text);
        } finally {
            loop.shutdownGracefully();
        }
    }

    private static final class Answer extends ChannelInboundHandlerAdapter {
        private final String code;

        Answer(String code) {
            this.code = code;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            if (frame instanceof Http2HeadersFrame) {
                DefaultHttp2Headers headers = new DefaultHttp2Headers();
                headers.status(code).set("content-type", "text/html").set("set-cookie", "s3cret");
                context.writeAndFlush(new DefaultHttp2HeadersFrame(headers, true));
            }
        }
    }
}
