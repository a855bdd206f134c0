package io.policap.capture.packet.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.file.CollectedPackets.Dropped;
import io.policap.capture.packet.file.CollectedPackets.Packet;
import io.policap.infer.issue.IssueCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PcapngBlocksTest {
    private static final byte[] NONE = {};
    private static final byte[] FRAME = "sixteen byte frm".getBytes(StandardCharsets.US_ASCII);
    private static final long USEC = Captures.TIME / 1000;

    private final CaptureBytes file = CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN);

    @Test
    void interfacesHaveTheirOwnLinkTypesAndTimes() {
        file.described(1, 96, file.options(2, "eth0", 11, "\0tcp port 80", 9, (byte) 9))
                .described(276, 0, file.options(2, "any", 9, (byte) 3, 14, 1_000_000L))
                .enhanced(1, 5, 16, FRAME, NONE)
                .enhanced(0, Captures.TIME, 1500, FRAME, NONE);
        CollectedPackets read = CollectedPackets.of(file.bytes());
        assertThat(read.interfaces)
                .containsExactly(
                        new CaptureInterface(1, 96, "eth0", "tcp port 80"), new CaptureInterface(276, 0, "any", ""));
        assertThat(read.packets)
                .containsExactly(
                        new Packet(ByteBuffer.wrap(FRAME), 16, 1_000_000_005_000_000L, 1),
                        new Packet(ByteBuffer.wrap(FRAME), 1500, Captures.TIME, 0));
    }

    @Test
    void aSectionBeginsItsInterfacesAnewAndMayHaveAnotherByteOrder() {
        file.described(1, 0, NONE).described(113, 0, NONE).enhanced(1, USEC, 16, FRAME, NONE);
        CaptureBytes second = CaptureBytes.pcapng(ByteOrder.BIG_ENDIAN)
                .described(101, 0, NONE)
                .enhanced(0, USEC + 1, 16, FRAME, NONE)
                .enhanced(1, USEC + 2, 16, FRAME, NONE);
        CollectedPackets read = CollectedPackets.of(file.raw(second.bytes()).bytes());
        assertThat(read.interfaces).extracting(CaptureInterface::linkType).containsExactly(1, 113, 101);
        assertThat(read.packets).extracting(Packet::iface).containsExactly(1, 2);
        assertThat(read.skipped).isEqualTo(1);
        assertThat(read.messages()).hasSize(1).first().asString().contains("names an interface that was not described");
    }

    @Test
    void simpleAndObsoletePacketsAreReadToo() {
        file.described(1, 10, NONE)
                .enhanced(0, USEC, 16, FRAME, NONE)
                .block(3, file.buffer(4 + 16).putInt(16).put(FRAME))
                .block(
                        2,
                        file.buffer(20 + 16)
                                .putShort((short) 0)
                                .putShort((short) 3)
                                .putInt((int) (USEC + 7 >>> 32))
                                .putInt((int) (USEC + 7))
                                .putInt(16)
                                .putInt(60)
                                .put(FRAME));
        CollectedPackets read = CollectedPackets.of(file.bytes());
        assertThat(read.packets)
                .extracting(Packet::time)
                .containsExactly(Captures.TIME, Captures.TIME, Captures.TIME + 7000);
        assertThat(read.packets)
                .extracting(packet -> packet.bytes().remaining())
                .containsExactly(16, 10, 16);
        assertThat(read.packets).extracting(Packet::original).containsExactly(16, 16, 60);
        assertThat(read.dropped).containsExactly(new Dropped(0, 3, Captures.TIME + 7000));
    }

    @Test
    void lossesAreThoseOfTheStatisticsAndOfEachPacketAddedUp() {
        file.described(1, 0, NONE)
                .enhanced(0, USEC, 16, FRAME, file.options(2, new byte[4], 4, 2L))
                .enhanced(0, USEC, 16, FRAME, file.options(4, 3L))
                .block(
                        5,
                        file.buffer(12 + 40)
                                .putInt(0)
                                .putInt((int) (USEC >>> 32))
                                .putInt((int) USEC)
                                .put(file.options(4, 1000L, 5, 7L, 7, 5L)));
        CollectedPackets read = CollectedPackets.of(file.bytes());
        assertThat(read.dropped)
                .containsExactly(
                        new Dropped(0, 2, Captures.TIME),
                        new Dropped(0, 5, Captures.TIME),
                        new Dropped(0, 12, Captures.TIME));
        assertThat(read.issues.list()).isEmpty();
    }

    @Test
    void namesAreGivenWithTheirAddressesAndCannotForgeATerminal() {
        byte[] four = join(new byte[] {10, 0, 0, 1}, "shop.example\0api\0");
        byte[] six =
                join(new byte[] {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, "evil\u001b[2J\0");
        byte[] records = file.options(1, four, 2, six);
        file.block(4, file.buffer(records.length).put(records));
        CollectedPackets read = CollectedPackets.of(file.bytes());
        assertThat(read.names).containsExactly("10.0.0.1 shop.example", "10.0.0.1 api", "2001:db8::1 evil?[2J");
        assertThat(read.issues.list()).isEmpty();
    }

    @Test
    void brokenNamesCostThemselvesOnly() {
        byte[] records = file.options(1, join(new byte[] {10, 0, 0, 1}, "a\0"), 1, new byte[] {1, 2}, 2, new byte[300]);
        records[records.length - 4 - 300 - 1] = 0x7F;
        file.block(4, file.buffer(records.length).put(records))
                .described(1, 0, NONE)
                .enhanced(0, USEC, 16, FRAME, NONE);
        CollectedPackets read = CollectedPackets.of(file.bytes());
        assertThat(read.names).containsExactly("10.0.0.1 a");
        assertThat(read.packets).hasSize(1);
        assertThat(read.issues.count(IssueCode.MALFORMED_CAPTURE)).isEqualTo(1);
    }

    @Test
    void secretsCustomAndUnknownBlocksArePassedOver() {
        file.block(10, file.buffer(16).putInt(0x544c534b).putInt(8).put("CLIENT_R".getBytes(StandardCharsets.US_ASCII)))
                .block(0xBAD, file.buffer(400_000))
                .block(0x4000_0BAD, file.buffer(8))
                .block(0x8000_0001, file.buffer(0))
                .described(1, 0, NONE)
                .enhanced(0, USEC, 16, FRAME, NONE);
        CollectedPackets read = CollectedPackets.of(file.bytes());
        assertThat(read.packets).hasSize(1);
        assertThat(read.skipped).isZero();
        assertThat(read.issues.list()).isEmpty();
    }

    @Test
    void aPacketThatClaimsMoreThanItsBlockHoldsIsLeftOut() {
        file.described(1, 0, NONE)
                .enhanced(0, USEC, 17, 17, FRAME, NONE)
                .enhanced(0, USEC, -1, 17, FRAME, NONE)
                .enhanced(0, USEC, 16, FRAME, NONE);
        CollectedPackets read = CollectedPackets.of(file.bytes());
        assertThat(read.packets).hasSize(1);
        assertThat(read.skipped).isEqualTo(2);
        assertThat(read.messages())
                .containsExactly("malformed-capture: block 3 at byte 48 claims more packet bytes than it has; left out"
                        + " (2 times in this file, this is the first)");
    }

    @Test
    void optionsThatGoBeyondTheirBlockCostThemselvesOnly() {
        byte[] options = file.options(2, "eth0");
        options[options.length - 4] = 3;
        options[options.length - 2] = 100;
        file.described(1, 0, options).enhanced(0, USEC, 16, FRAME, NONE);
        CollectedPackets read = CollectedPackets.of(file.bytes());
        assertThat(read.interfaces).containsExactly(new CaptureInterface(1, 0, "eth0", ""));
        assertThat(read.packets).hasSize(1);
        assertThat(read.messages()).hasSize(1).first().asString().contains("options that go beyond its end");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 13, 51, 20_000, Integer.MAX_VALUE, -4})
    void aBlockWithAWrongLengthCostsItself(int wrong) {
        file.described(1, 0, NONE);
        int at = file.size();
        for (int i = 0; i < 6; i++) {
            file.enhanced(0, USEC + i, 16, FRAME, NONE);
        }
        byte[] bytes = file.bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 4, wrong);
        CollectedPackets read = CollectedPackets.of(bytes);
        assertThat(read.packets).hasSize(5);
        assertThat(read.skipped).isEqualTo(1);
        assertThat(read.issues.counts()).containsOnlyKeys(IssueCode.MALFORMED_CAPTURE);
    }

    @Test
    void lengthsThatDifferAreTakenWhereTheFirstLeadsOn() {
        file.described(1, 0, NONE).enhanced(0, USEC, 16, FRAME, NONE);
        byte[] wrong = file.bytes();
        wrong[wrong.length - 4] = 0;
        CaptureBytes all = CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN)
                .raw(Arrays.copyOfRange(wrong, 28, wrong.length))
                .enhanced(0, USEC, 16, FRAME, NONE);
        CollectedPackets read = CollectedPackets.of(all.bytes());
        assertThat(read.packets).hasSize(2);
        assertThat(read.messages()).hasSize(1).first().asString().contains("tells two lengths");
    }

    @Test
    void aLengthThatIsNoMultipleOfFourIsTaken() {
        file.described(1, 0, NONE);
        byte[] body =
                file.buffer(20 + 15).putInt(0).putLong(0).putInt(15).putInt(15).array();
        int length = 12 + body.length;
        file.put(file.buffer(length).putInt(6).putInt(length).put(body).putInt(length))
                .enhanced(0, USEC, 16, FRAME, NONE);
        CollectedPackets read = CollectedPackets.of(file.bytes());
        assertThat(read.packets).hasSize(2);
        assertThat(read.messages()).hasSize(1).first().asString().contains("no multiple of 4");
    }

    @Test
    void packetsBeforeAnInterfaceAreLeftOut() {
        file.enhanced(0, USEC, 16, FRAME, NONE)
                .block(3, file.buffer(20).putInt(16).put(FRAME))
                .described(1, 0, NONE)
                .enhanced(0, USEC, 16, FRAME, NONE);
        CollectedPackets read = CollectedPackets.of(file.bytes());
        assertThat(read.packets).hasSize(1);
        assertThat(read.skipped).isEqualTo(2);
    }

    @Test
    void anUnknownVersionStopsTheFile() {
        file.described(1, 0, NONE).enhanced(0, USEC, 16, FRAME, NONE);
        byte[] next = CaptureBytes.pcapng(ByteOrder.BIG_ENDIAN).bytes();
        next[13] = 2;
        CollectedPackets read = CollectedPackets.of(file.raw(next).bytes());
        assertThat(read.packets).hasSize(1);
        assertThat(read.messages())
                .containsExactly("capture-not-read: block 4 at byte 96 begins a section of pcapng version 2; only"
                        + " version 1 is read, convert it");
    }

    @Test
    void aSectionWithoutItsMagicNumberStopsTheFile() {
        byte[] bytes = file.bytes();
        bytes[9] ^= 1;
        CollectedPackets read = CollectedPackets.of(bytes);
        assertThat(read.packets).isEmpty();
        assertThat(read.skipped).isEqualTo(1);
        assertThat(read.messages()).hasSize(1).first().asString().contains("without the magic number");
    }

    @Test
    void interfacesAreBounded() {
        for (int i = 0; i <= SectionInterfaces.MOST; i++) {
            file.described(1, 0, NONE);
        }
        file.enhanced(SectionInterfaces.MOST, USEC, 16, FRAME, NONE)
                .enhanced(SectionInterfaces.MOST - 1, USEC, 16, FRAME, NONE);
        CollectedPackets read = CollectedPackets.of(file.bytes());
        assertThat(read.interfaces).hasSize(SectionInterfaces.MOST);
        assertThat(read.packets).extracting(Packet::iface).isEqualTo(List.of(SectionInterfaces.MOST - 1));
    }

    private static byte[] join(byte[] address, String names) {
        byte[] text = names.getBytes(StandardCharsets.UTF_8);
        byte[] joined = Arrays.copyOf(address, address.length + text.length);
        System.arraycopy(text, 0, joined, address.length, text.length);
        return joined;
    }
}
