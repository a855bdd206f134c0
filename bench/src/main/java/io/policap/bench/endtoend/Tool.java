package io.policap.bench.endtoend;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A command to be measured.
 *
 * @param name how the table calls it
 * @param input what it reads
 * @param command the words of its command line
 */
record Tool(String name, Input input, List<String> command) {
    Tool {
        command = List.copyOf(command);
    }

    static Tool of(String name, Input input, String... command) {
        return new Tool(name, input, List.of(command));
    }

    boolean isInstalled() {
        String program = command.get(0);
        if (program.contains("/")) {
            return Files.isExecutable(Path.of(program));
        }
        for (String directory : (System.getenv("PATH") + ":/usr/sbin:/sbin").split(File.pathSeparator, -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }
}
