package io.policap.capture.packet.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CapturePeekTest {
    @Test
    void damageInTheFirstRecordIsNoObstacle() throws IOException {
        int snapLength = 20;
        int captured = 40;
        ByteBuffer file = ByteBuffer.allocate(24 + 6 * (16 + captured));
        file.putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(snapLength)
                .putInt(1);
        for (int i = 0; i < 6; i++) {
            file.putInt(1_700_000_000 + i)
                    .putInt(7)
                    .putInt(captured)
                    .putInt(captured)
                    .put(new byte[captured]);
        }

        CapturePeek peek = CapturePeek.at(new ByteArrayInputStream(file.array()));

        assertThat(peek.firstTime()).hasValue(1_700_000_000_000_007_000L);
    }
}
