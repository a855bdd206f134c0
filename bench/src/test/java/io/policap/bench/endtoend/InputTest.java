package io.policap.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputTest {
    @TempDir
    Path directory;

    @Test
    void aPartOfACaptureEndsWithAWholePacket() throws IOException {
        ByteBuffer capture = ByteBuffer.allocate(24 + 10 * 116).order(ByteOrder.LITTLE_ENDIAN);
        capture.putInt(0, 0xA1B2C3D4);
        for (int i = 0; i < 10; i++) {
            capture.putInt(24 + i * 116 + 8, 100);
        }
        Input whole = Input.open(Files.write(directory.resolve("capture"), capture.array()));
        Input part = whole.part(0.25, directory.resolve("part"));

        assertThat(whole).isEqualTo(new Input(directory.resolve("capture"), 1_184, 10, true));
        assertThat(part).isEqualTo(new Input(directory.resolve("part"), 24 + 3 * 116, 3, true));
    }

    @Test
    void aPartOfALogEndsWithAWholeLine() throws IOException {
        Input whole = Input.open(Files.writeString(directory.resolve("log"), "{\"a\":1}\n".repeat(20_000)));
        Input part = whole.part(0.5, directory.resolve("part"));

        assertThat(whole).isEqualTo(new Input(directory.resolve("log"), 160_000, 20_000, false));
        assertThat(part.bytes()).isEqualTo(part.records() * 8).isBetween(80_000L, 80_008L);
    }

    @Test
    void anythingElseIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("notes"), "not a capture, and not a log either\n");

        assertThatThrownBy(() -> Input.open(file)).hasMessageEndingWith("notes is neither a pcap file nor JSON lines");
    }
}
