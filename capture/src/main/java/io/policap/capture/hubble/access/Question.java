package io.policap.capture.hubble.access;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A call with one request and one response that is waited for.
 *
 * <p>The blocking calls of {@code grpc-stub} do the same by a future of Guava's, for which newer Java versions write a
 * warning about {@code sun.misc.Unsafe} to stderr.
 */
final class Question<R> extends ClientCall.Listener<R> {
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile @Nullable R response;
    private volatile Status status = Status.UNKNOWN;

    private Question() {}

    /**
     * Asks, and waits for the response.
     *
     * @throws StatusRuntimeException when there is none; {@code CANCELLED} when this thread is interrupted meanwhile
     */
    static <Q, R> R ask(Channel channel, MethodDescriptor<Q, R> method, Q request, Deadline deadline) {
        ClientCall<Q, R> call = channel.newCall(method, CallOptions.DEFAULT.withDeadline(deadline));
        Question<R> question = new Question<>();
        call.start(question, new Metadata());
        call.request(1);
        call.sendMessage(request);
        call.halfClose();
        try {
            question.answered.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            call.cancel("interrupted", interrupted);
            throw Status.CANCELLED
                    .withDescription("interrupted")
                    .withCause(interrupted)
                    .asRuntimeException();
        }
        R response = question.response;
        if (!question.status.isOk() || response == null) {
            Status status = question.status.isOk() ? Status.INTERNAL.withDescription("no response") : question.status;
            throw status.asRuntimeException();
        }
        return response;
    }

    @Override
    public void onMessage(R message) {
        response = message;
    }

    @Override
    public void onClose(Status end, Metadata trailers) {
        status = end;
        answered.countDown();
    }
}
