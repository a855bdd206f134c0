package io.policap.cli.scenario;

import io.policap.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of {@code fixtures/scenarios}: what {@code learn} is given, and what it has to make of it.
 *
 * @param folder the folder
 */
record Scenario(Path folder) {
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Path FOLDERS = HERE.relativize(HERE.getParent()).resolve("fixtures/scenarios");
    /** Left out of what is expected: long, and each of their facts is in the rest. */
    private static final Set<String> BULKY = Set.of("out/baseline.json", "out/report.html");

    static List<Scenario> all() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDERS)) {
            return folders.sorted().map(Scenario::new).toList();
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    Path input() {
        return folder.resolve("input");
    }

    Path expectedFolder() {
        return folder.resolve("expected");
    }

    /** Everything one run leaves behind: files, streams and exit status, without the places of this machine. */
    SortedMap<String, String> run(Path input, Path output, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("learn", input.toString(), "-o", output.toString()));
        Path args = folder.resolve("args");
        if (Files.exists(args)) {
            for (String word : Files.readAllLines(args)) {
                words.add(
                        word.startsWith("input/")
                                ? input.resolve(word.substring(6)).toString()
                                : word);
            }
        }
        words.addAll(Arrays.asList(more));
        CommandRun run = CommandRun.of(words.toArray(String[]::new));
        SortedMap<String, String> found = new TreeMap<>();
        if (Files.exists(output)) {
            FileTree.read(output).forEach((path, text) -> found.put("out/" + path, text));
        }
        found.put("stdout.txt", run.out());
        found.put("stderr.txt", run.err());
        found.put("exit", run.exit() + "\n");
        found.replaceAll((path, text) -> text.replace(input.toString(), "input").replace(output.toString(), "out"));
        return found;
    }

    static SortedMap<String, String> withoutBulky(SortedMap<String, String> found) {
        SortedMap<String, String> rest = new TreeMap<>(found);
        rest.keySet().removeAll(BULKY);
        return rest;
    }

    /** A copy of the input in which the lines of every flow log stand in reverse order. */
    void copyReversed(Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(input())) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(file.getFileName());
                if (file.getFileName().toString().startsWith("flows")) {
                    List<String> lines = new ArrayList<>(Files.readAllLines(file));
                    Collections.reverse(lines);
                    Files.write(copy, lines);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
