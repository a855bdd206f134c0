package io.policap.capture.packet.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.file.CollectedPackets.Packet;
import io.policap.infer.issue.IssueCode;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A capture that ends anywhere: its disk was full, its writer was killed. */
class CutCaptureTest {
    private static final List<Packet> PACKETS = Captures.some(40);

    @Test
    void pcapCutAtEveryByteGivesAllWholePackets() {
        CaptureBytes file = CaptureBytes.pcap();
        List<Integer> ends = new ArrayList<>();
        ends.add(file.size());
        for (Packet packet : PACKETS) {
            ends.add(file.packet(packet).size());
        }
        cutEverywhere(file.bytes(), ends, 0);
    }

    @Test
    void pcapngCutAtEveryByteGivesAllWholePackets() {
        CaptureBytes file = CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN);
        List<Integer> ends = new ArrayList<>();
        int section = file.size();
        ends.add(file.described(1, 0, file.options(2, "eth0")).size());
        for (Packet packet : PACKETS) {
            ends.add(file.enhanced(
                            0,
                            packet.time() / 1000,
                            packet.original(),
                            packet.bytes().array(),
                            file.options(2, "xxxx"))
                    .size());
        }
        cutEverywhere(file.bytes(), ends, section);
    }

    private static void cutEverywhere(byte[] file, List<Integer> ends, int alsoWhole) {
        for (int length = 0; length <= file.length; length++) {
            int cut = length;
            CollectedPackets read = CollectedPackets.of(Arrays.copyOf(file, length));
            int whole = (int) ends.stream().filter(end -> end <= cut).count() - 1;
            boolean atEnd = ends.contains(cut) || (cut == alsoWhole && cut > 0);
            assertThat(read.packets).as("cut at %d", cut).isEqualTo(PACKETS.subList(0, Math.max(0, whole)));
            assertThat(read.facts.whole()).as("cut at %d", cut).isEqualTo(atEnd);
            assertThat(read.skipped).as("cut at %d", cut).isEqualTo(atEnd ? 0 : 1);
            assertThat(read.issues.count(IssueCode.TRUNCATED_FILE))
                    .as("cut at %d", cut)
                    .isEqualTo(atEnd ? 0 : 1);
        }
    }

    @Test
    void theMessageTellsWhere() {
        byte[] file = CaptureBytes.pcap().packets(PACKETS).bytes();
        CollectedPackets read = CollectedPackets.of(Arrays.copyOf(file, file.length - 3));
        int start = file.length - 16 - PACKETS.get(39).bytes().remaining();
        assertThat(read.messages())
                .containsExactly("truncated-file: ends within record 40 at byte " + start
                        + ", 3 bytes or more are missing; what comes before was read");
    }
}
