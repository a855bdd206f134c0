package io.policap.emit.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
    void contentThatFailsLeavesTheOldOneAndNothingElse() throws IOException {
        Path file = folder.resolve("baseline.json");
        AtomicFile.write(file, "old".getBytes(US_ASCII));
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .withMessage("No space left on device");
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
