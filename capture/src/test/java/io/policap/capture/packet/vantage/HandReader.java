package io.policap.capture.packet.vantage;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.file.CaptureInterface;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The facts of every interface of a well-formed capture: pcap of either byte order, pcapng, gzip. */
final class HandReader {
    final List<CaptureInterface> interfaces = new ArrayList<>();
    final List<VantageFacts> facts = new ArrayList<>();
    private final PacketHeader header = new PacketHeader();
    private final ByteBuffer data;

    HandReader(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if ((bytes[0] & 0xFF) == 0x1F) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                bytes = in.readAllBytes();
            }
        }
        data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (data.getInt(0) == 0x0A0D0D0A) {
            readBlocks();
        } else {
            readRecords();
        }
    }

    private void readRecords() {
        int magic = data.getInt(0);
        if (magic != 0xA1B2C3D4 && magic != 0xA1B23C4D) {
            data.order(ByteOrder.BIG_ENDIAN);
            magic = data.getInt(0);
        }
        long unit = magic == 0xA1B23C4D ? 1 : 1000;
        declare(data.getInt(20), "");
        int at = 24;
        while (at + 16 <= data.limit() && at + 16 + data.getInt(at + 8) <= data.limit()) {
            long time = data.getInt(at) * 1_000_000_000L + data.getInt(at + 4) * unit;
            packet(0, at + 16, data.getInt(at + 8), time);
            at += 16 + data.getInt(at + 8);
        }
    }

    private void readBlocks() {
        List<Long> units = new ArrayList<>();
        for (int at = 0; at + 12 <= data.limit(); at += data.getInt(at + 4)) {
            int type = data.getInt(at);
            if (type == 1) {
                long unit = 1000;
                String name = "";
                int option = at + 16;
                while (data.getShort(option) != 0 && option < at + data.getInt(at + 4) - 8) {
                    int length = data.getShort(option + 2);
                    if (data.getShort(option) == 2) {
                        name = new String(data.array(), option + 4, length, StandardCharsets.UTF_8);
                    } else if (data.getShort(option) == 9 && data.get(option + 4) == 9) {
                        unit = 1;
                    }
                    option += 4 + (length + 3) / 4 * 4;
                }
                units.add(unit);
                declare(data.getShort(at + 8) & 0xFFFF, name);
            } else if (type == 6) {
                int number = data.getInt(at + 8);
                long time =
                        ((long) data.getInt(at + 12) << 32 | (data.getInt(at + 16) & 0xFFFF_FFFFL)) * units.get(number);
                packet(number, at + 28, data.getInt(at + 20), time);
            }
        }
    }

    private void declare(int linkType, String name) {
        interfaces.add(new CaptureInterface(linkType, 0, name, ""));
        facts.add(new VantageFacts());
    }

    private void packet(int number, int offset, int length, long time) {
        ByteBuffer frame = data.slice(offset, length).order(ByteOrder.BIG_ENDIAN);
        if (HandDecoder.decode(frame, interfaces.get(number).linkType(), header)) {
            facts.get(number).add(header, time);
        }
    }
}
