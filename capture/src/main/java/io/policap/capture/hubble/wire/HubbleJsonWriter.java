package io.policap.capture.hubble.wire;

import com.google.protobuf.CodedInputStream;
import io.policap.capture.hubble.proto.observer.ExportEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes events that came as protobuf in the JSON form of Hubble's exporter, one line for each.
 *
 * <p>The form (Cilium 1.19, {@code pkg/hubble/exporter}): proto names in the order of their declaration, defaults left
 * out, numbers of 64 bits as strings, enums as names and unknown ones as numbers, {@code is_reply} bare, times in RFC
 * 3339 with 0, 3, 6 or 9 digits, {@code &}, {@code <} and {@code >} escaped. What is not in our {@code .proto} files is
 * left out, {@code extensions} too.
 *
 * <p>Other than the exporter it writes no secrets: values of HTTP headers become {@code HUBBLE_REDACTED}, and user info
 * is taken out of URLs, in {@code url} and in {@code Summary}. Query strings stay as they are, unless what looks like
 * one belongs to the user info; where they hold secrets, switch on Hubble's own redaction of them.
 *
 * <p>A line read by {@code HubbleJsonReader} gives what {@link HubbleWireDecoder} gives for the message. Not safe for
 * several threads.
 */
public final class HubbleJsonWriter {
    /** Characters of a line above which its buffer is not kept. */
    private static final int LARGE = 1 << 20;

    private StringBuilder line = new StringBuilder();

    /**
     * Writes one event and an end of line.
     *
     * @param bytes where the message lies, a {@code GetFlowsResponse} or an {@code ExportEvent}
     * @return false where the bytes are no such message; then nothing was written
     * @throws IOException when the stream fails
     */
    public boolean write(byte[] bytes, int offset, int length, OutputStream out) throws IOException {
        ExportEvent event;
        try {
            event = ExportEvent.parseFrom(CodedInputStream.newInstance(bytes, offset, length));
        } catch (IOException damaged) {
            return false;
        }
        if (line.capacity() > LARGE) {
            line = new StringBuilder();
        }
        line.setLength(0);
        ProtoJson.append(SecretFree.event(event), line);
        line.append('\n');
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        return true;
    }
}
