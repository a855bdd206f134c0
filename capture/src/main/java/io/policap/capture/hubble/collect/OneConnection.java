package io.policap.capture.hubble.collect;

import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Remembers over which connection calls were answered.
 *
 * <p>A channel connects again by itself, and then possibly to a process that was just started. What one process said about
 * its ring says nothing about another's. gRPC keeps one set of attributes for each connection, which is compared by
 * identity: whatever else it may do one day, different sets only mean that nothing is proven.
 */
final class OneConnection implements ClientInterceptor {
    private volatile @Nullable Attributes answered;
    private volatile boolean mixed;

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<Q, R>(next.newCall(method, options)) {
            @Override
            public void start(Listener<R> listener, Metadata headers) {
                super.start(
                        new SimpleForwardingClientCallListener<R>(listener) {
                            @Override
                            public void onMessage(R message) {
                                answeredOver(getAttributes());
                                super.onMessage(message);
                            }
                        },
                        headers);
            }
        };
    }

    @SuppressWarnings("ReferenceEquality")
    private void answeredOver(Attributes connection) {
        Attributes before = answered;
        if (before != null && before != connection) {
            mixed = true;
        }
        answered = connection;
    }

    /** Whether all answers so far, and there were some, came over this connection. */
    @SuppressWarnings("ReferenceEquality")
    boolean is(Attributes connection) {
        return !mixed && answered == connection;
    }
}
