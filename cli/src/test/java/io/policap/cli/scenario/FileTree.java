package io.policap.cli.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory's files as texts by their path in it. */
final class FileTree {
    private FileTree() {}

    static SortedMap<String, String> read(Path directory) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Path file : files(directory)) {
            texts.put(
                    directory.relativize(file).toString().replace('\\', '/'),
                    new String(Files.readAllBytes(file), UTF_8));
        }
        return texts;
    }

    /** Makes the directory hold these texts and nothing else. */
    static void replace(Path directory, SortedMap<String, String> texts) throws IOException {
        for (Path file : files(directory)) {
            Files.delete(file);
        }
        for (SortedMap.Entry<String, String> text : texts.entrySet()) {
            Path file = directory.resolve(text.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, text.getValue().getBytes(UTF_8));
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
