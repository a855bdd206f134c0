package io.policap.capture.packet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tshark says of a capture, where it is installed. */
final class Tshark {
    private static final Path PROGRAM = Path.of("/usr/bin/tshark");

    private Tshark() {}

    /** For each packet that matches, the fields; of several values of one field the innermost layer's. */
    static List<String[]> fields(Path file, String filter, String occurrence, String... fields)
            throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PROGRAM), "tshark is not installed");
        List<String> command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "-n",
                "-r",
                file.toString(),
                "-d",
                "udp.port==8472,vxlan",
                "-Y",
                filter,
                "-T",
                "fields",
                "-E",
                "separator=/t",
                "-E",
                "aggregator=,",
                "-E",
                "occurrence=" + occurrence));
        for (String field : fields) {
            command.add("-e");
            command.add(field);
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        List<String[]> rows = new ArrayList<>();
        for (String line : out.split("\n")) {
            if (!line.isEmpty()) {
                rows.add(line.split("\t", -1));
            }
        }
        return rows;
    }
}
