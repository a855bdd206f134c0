package io.policap.capture.hubble.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.policap.capture.hubble.event.HubbleRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What decoding an event allocates where its texts and endpoints were seen before: nothing. */
class WireAllocationTest {
    private static final int ROUNDS = 50;

    @Test
    void eventsThatRepeatAllocateNothing() throws IOException {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this JVM does not count allocation");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        HubbleWireDecoder decoder = new HubbleWireDecoder();
        HubbleRecord record = new HubbleRecord();
        List<byte[]> messages = messages();
        int faults = decode(messages, decoder, record);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int round = 0; round < ROUNDS; round++) {
            faults += decode(messages, decoder, record);
        }
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(faults).isZero();
        // Of 50,000 events; what remains is the counting itself.
        assertThat(allocated).isLessThan(10_000);
    }

    /** A thousand flows of the shop. */
    private static List<byte[]> messages() throws IOException {
        List<byte[]> messages = new ArrayList<>();
        for (String line : FlowLogLinesTest.lines(FlowLogLinesTest.SHOP).subList(0, 1_000)) {
            messages.add(WireEvents.parse(line).toByteArray());
        }
        return messages;
    }

    private static int decode(List<byte[]> messages, HubbleWireDecoder decoder, HubbleRecord record) {
        int faults = 0;
        for (int i = 0; i < messages.size(); i++) {
            byte[] message = messages.get(i);
            decoder.decode(message, 0, message.length, record);
            faults += record.fault.isEmpty() ? 0 : 1;
        }
        return faults;
    }
}
