package io.policap.capture.hubble.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumePointTest {
    private static final long NANOS = 1_760_000_000_123_456_789L;

    @Test
    void itIsReadAsItWasWritten() throws Exception {
        byte[] bytes = bytes(point());

        ResumePoint read = ResumePoint.read(new ByteArrayInputStream(bytes));

        assertThat(bytes(read)).isEqualTo(bytes);
        assertThat(read.lastEvent()).contains(EpochNanos.instant(NANOS));
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .startsWith("{\"policapResumePoint\":1,\"servers\":[{\"server\":\"hubble://a:1\"");
    }

    @Test
    void theEmptyOneIsReadAsEmpty() throws Exception {
        assertThat(ResumePoint.read(new ByteArrayInputStream(bytes(ResumePoint.EMPTY)))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aCutFileIsDamaged() throws IOException {
        byte[] bytes = bytes(point());
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ResumePoint.read(new ByteArrayInputStream(cut)))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(DamagedResumePointException.class);
        }
    }

    @Test
    void changedBytesAreDamageOrAnotherPointButNothingElse() throws IOException {
        byte[] bytes = bytes(point());
        long seed = 42;
        SplittableRandom random = new SplittableRandom(seed);
        int damaged = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = bytes.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            try {
                ResumePoint.read(new ByteArrayInputStream(changed));
            } catch (DamagedResumePointException expected) {
                damaged++;
            } catch (RuntimeException | IOException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
        assertThat(damaged).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"policapResumePoint\":2,\"servers\":[]}",
                "{\"policapResumePoint\":1,\"servers\":{}}",
                "{\"policapResumePoint\":1,\"servers\":[]}x",
                "{\"policapResumePoint\":1,\"servers\":[],\"more\":1}",
                "{\"policapResumePoint\":1,\"servers\":[{\"nodes\":[]}]}",
                "{\"policapResumePoint\":1,\"servers\":[{\"server\":\"a\",\"nodes\":[{\"node\":\"n\",\"watermark\":\"x\"}]}]}",
                "{\"policapResumePoint\":1,\"servers\":[{\"server\":\"a\",\"nodes\":[{\"node\":\"n\",\"index\":-1}]}]}",
                "{\"policapResumePoint\":1,\"servers\":[{\"server\":\"a\",\"nodes\":[{\"node\":\"n\",\"known\":\"AAAA\"}]}]}",
                "{\"policapResumePoint\":1,\"servers\":[{\"server\":\"a\"},{\"server\":\"a\"}]}"
            })
    void whatIsSomethingElseIsRefused(String text) {
        assertThatThrownBy(
                        () -> ResumePoint.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(DamagedResumePointException.class);
    }

    private static ResumePoint point() {
        byte[] known = new byte[48];
        new SplittableRandom(1).nextBytes(known);
        NodePosition full = new NodePosition(
                "k/n1", NANOS, NANOS - 10, NANOS + 5, 12, NANOS - 100, NANOS - 90, 14, new FingerprintBytes(known));
        NodePosition blank = new NodePosition(
                "k/n2",
                NANOS + 1,
                EpochNanos.NONE,
                EpochNanos.NONE,
                -1,
                EpochNanos.NONE,
                EpochNanos.NONE,
                -1,
                FingerprintBytes.NONE);
        return new ResumePoint(List.of(
                new ServerPosition("hubble://b:2", OptionalLong.of(NANOS), List.of()),
                new ServerPosition("hubble://a:1", OptionalLong.empty(), List.of(blank, full))));
    }

    private static byte[] bytes(ResumePoint point) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        point.write(out);
        return out.toByteArray();
    }
}
