package io.policap.cli.hubble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.policap.capture.hubble.collect.ResumePoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeFileTest {
    private static final byte[] FIRST = "first".getBytes(UTF_8);
    private static final byte[] SECOND = "second".getBytes(UTF_8);
    private static final byte[] THIRD = "third".getBytes(UTF_8);

    @TempDir
    private Path directory;

    private ResumeFile file() {
        return ResumeFile.beside(directory.resolve("baseline.json"));
    }

    @Test
    void standsBesideItsBaseline() {
        assertThat(file().file()).isEqualTo(directory.resolve("baseline.resume.json"));
        assertThat(ResumeFile.beside(directory.resolve("node1")).file())
                .isEqualTo(directory.resolve("node1.resume.json"));
    }

    @Test
    void theBaselineBeforeHasItsPointStillAndTheOneBeforeThatNoMore() throws IOException, UnusableResumeFile {
        ResumeFile writing = file();
        writing.write(FIRST, ResumePoint.EMPTY);
        writing.write(SECOND, ResumePoint.EMPTY);
        assertThat(file().pointOf(FIRST)).isPresent();
        assertThat(file().pointOf(SECOND)).isPresent();
        writing.write(THIRD, ResumePoint.EMPTY);
        assertThat(file().pointOf(FIRST)).isEmpty();
        assertThat(file().pointOf(SECOND)).isPresent();
        assertThat(file().pointOf(THIRD)).isPresent();
    }

    @Test
    void aRunThatGoesOnKeepsThePointItBeganWith() throws IOException, UnusableResumeFile {
        file().write(FIRST, ResumePoint.EMPTY);
        ResumeFile next = file();
        assertThat(next.pointOf(FIRST)).isPresent();
        next.write(SECOND, ResumePoint.EMPTY);
        assertThat(file().pointOf(FIRST)).isPresent();
    }

    @Test
    void theSameBaselineAgainIsOneEntry() throws IOException {
        ResumeFile writing = file();
        writing.write(FIRST, ResumePoint.EMPTY);
        writing.write(FIRST, ResumePoint.EMPTY);
        assertThat(Files.readAllLines(writing.file())).hasSize(2);
    }

    @Test
    void aBaselineThatSomebodyChangedHasNoPoint() throws IOException, UnusableResumeFile {
        file().write(FIRST, ResumePoint.EMPTY);
        assertThat(file().pointOf("First".getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "{}",
                "{\"policapResume\":1,\"baseline\":\"00\"}",
                "{\"policapResume\":2,\"baseline\":\"00\"}\n{}\n"
            })
    void anythingElseIsRefusedWithWhatToDo(String content) throws IOException {
        Files.writeString(file().file(), content);
        assertThatExceptionOfType(UnusableResumeFile.class)
                .isThrownBy(() -> file().pointOf(FIRST))
                .withMessageStartingWith(file().file() + ": not a resume file of policap, or damaged; to begin anew");
    }
}
