package io.policap.emit.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void whileContentIsWrittenTheOldOneStays() throws IOException {
        Path file = folder.resolve("baseline.json");
        AtomicFile.write(file, "old".getBytes(US_ASCII));
        AtomicFile.write(file, out -> {
            out.write("new".getBytes(US_ASCII));
            out.flush();
            assertThat(file).hasContent("old");
            out.write("er".getBytes(US_ASCII));
        });
        assertThat(file).hasContent("newer");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(20)
    void aPipeIsSentTheContentAndStaysOne() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(AtomicFile.isOther(pipe)).isTrue();
        assertThat(AtomicFile.isOther(folder)).isFalse();
        AtomicFile.send(pipe, out -> out.write("new".getBytes(US_ASCII)));
        assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo("new");
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
    }

    @Test
    void aLinkInAnOutputDirectoryIsReplacedAndNotFollowed() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("summary.json"), elsewhere);
        AtomicFile.write(link, "new".getBytes(US_ASCII));
        assertThat(elsewhere).hasContent("old");
        assertThat(link).hasContent("new").isRegularFile();
    }

    @Test
    void contentThatFailsLeavesTheOldOneAndNothingElse() throws IOException {
        Path file = folder.resolve("baseline.json");
        AtomicFile.write(file, "old".getBytes(US_ASCII));
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .withMessage(file + ": No space left on device");
        assertThatIllegalStateException()
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    throw new IllegalStateException("a bug");
                }));
        assertThat(file).hasContent("old");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
