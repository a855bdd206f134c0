package io.policap.capture.hubble.collect;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;

/** Hands out the bytes of messages as they are; each message takes the place of the one before. */
final class RawMarshaller implements MethodDescriptor.Marshaller<RawMessage> {
    private final RawMessage message = new RawMessage();

    @Override
    public RawMessage parse(InputStream stream) {
        try {
            message.read(stream);
        } catch (IOException failed) {
            throw Status.INTERNAL
                    .withDescription("a message could not be read")
                    .withCause(failed)
                    .asRuntimeException();
        }
        return message;
    }

    @Override
    public InputStream stream(RawMessage value) {
        throw new UnsupportedOperationException("messages are only received");
    }
}
