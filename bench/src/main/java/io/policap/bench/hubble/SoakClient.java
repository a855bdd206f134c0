package io.policap.bench.hubble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The client under test, as a process that is killed and started again with the same command line. */
final class SoakClient {
    private final List<String> command;
    private final Path log;
    private Process process;
    private int deaths;

    SoakClient(List<String> command, Path log) throws IOException {
        this.command = command;
        this.log = log;
        Files.deleteIfExists(log);
        process = start();
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The launcher is to take the Java that this one runs on.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    /** SIGKILL, and a new process at once. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = start();
    }

    /** Starts it again where it ended by itself, which it should not. */
    void keepAlive() throws IOException {
        if (!process.isAlive()) {
            deaths++;
            process = start();
        }
    }

    /** How often it ended by itself. */
    int deaths() {
        return deaths;
    }

    /** SIGTERM; waits for it to write its output. Returns its exit status, -1 when it does not end within ten minutes. */
    int finish() throws InterruptedException {
        process.destroy();
        return process.waitFor(10, TimeUnit.MINUTES) ? process.exitValue() : -1;
    }

    /** Ends what is left, whatever happened. */
    void abandon() {
        process.destroyForcibly();
    }
}
