package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.console.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import org.junit.jupiter.api.Test;

class FailedRunTest {
    private final StringWriter said = new StringWriter();

    private ExitCode say(Exception failure) {
        int status = FailedRun.say(failure, "policap observe", new PrintWriter(said, true));
        for (ExitCode code : ExitCode.values()) {
            if (code.code() == status) {
                return code;
            }
        }
        throw new AssertionError(status);
    }

    @Test
    void aNameThatTheLocaleCannotSayIsAUsageErrorOfOneLine() {
        assertThat(say(new InvalidPathException("shop\u001b", "Malformed input")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(said.toString())
                .hasLineCount(1)
                .contains("Malformed input", "LC_ALL")
                .doesNotContain("\u001b");
    }

    @Test
    void aFullDiskIsSaidInOneLine() {
        assertThat(say(new FileSystemException("out/baseline.json", null, "No space left on device")))
                .isEqualTo(ExitCode.UNREADABLE_INPUT);
        assertThat(said.toString()).hasLineCount(1).contains("out/baseline.json: No space left on device");
    }

    @Test
    void aDefectOfPolicapShowsWhereItIs() {
        assertThat(say(new IllegalStateException("broken"))).isEqualTo(ExitCode.INTERNAL_ERROR);
        assertThat(said.toString()).contains("IllegalStateException: broken", "at io.policap");
    }
}
