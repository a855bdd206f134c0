package io.policap.bench.endtoend;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a process with its output thrown away and takes its time and memory. */
final class MeasuredProcess {
    private static final String PEAK = "VmHWM:";
    private static final int POLL_MILLIS = 5;

    private MeasuredProcess() {}

    static Measured run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        // The launcher is to take the Java that this one runs on.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        long begin = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        long peak = 0;
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.pid()));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Measured(seconds, peak, process.exitValue());
    }

    /** The kernel keeps the peak, so that looking seldom only misses what happens at the very end. */
    private static long peak(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith(PEAK)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException e) {
            // It has just ended, or this is not Linux.
        }
        return 0;
    }
}
