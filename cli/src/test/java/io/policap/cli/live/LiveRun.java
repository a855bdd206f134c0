package io.policap.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/** A run of policap on the node that listens already. */
final class LiveRun {
    private final Process process;
    private final BufferedReader errors;
    private final List<String> said = new ArrayList<>();

    LiveRun(NetworkNamespaces namespaces, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(NetworkNamespaces.java(Main.class));
        command.addAll(arguments);
        process = namespaces.start("node", command, Redirect.PIPE);
        errors = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
        String line = "";
        while (!line.startsWith("listening on nic:") && !line.startsWith("capturing nic:")) {
            line = errors.readLine();
            assertThat(line).as("said before: " + said).isNotNull();
            said.add(line);
        }
    }

    Process process() {
        return process;
    }

    /** Ends it as a service manager would; returns what it said, on standard error and then on standard output. */
    List<String> end() throws IOException {
        process.toHandle().destroy();
        return readToEnd();
    }

    List<String> readToEnd() throws IOException {
        errors.lines().forEach(said::add);
        said.addAll(new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList());
        return said;
    }

    int exit() throws InterruptedException {
        return process.waitFor();
    }
}
