package io.policap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recorded shop, and what the command line makes of it; every configuration is learned once. */
final class Shop {
    static final JsonMapper JSON = new JsonMapper();

    private static final List<String> INVENTORY = List.of("cluster.json", "workloads.json", "pods-watch.jsonl");
    private static final Path FIXTURE = find();
    private static final Path SCRATCH = scratch();
    private static final Map<List<String>, Run> RUNS = new ConcurrentHashMap<>();

    private Shop() {}

    /**
     * One command line and what it did.
     *
     * @param directory what it wrote to
     * @param status its exit status
     * @param out what it printed
     * @param err what it said on standard error
     */
    record Run(Path directory, int status, String out, String err) {
        JsonNode summary() {
            return json(directory.resolve("summary.json"));
        }

        /** The messages of one code of issue, each with its place in front. */
        List<String> issues(String code) {
            List<String> messages = new ArrayList<>();
            for (JsonNode issue : summary().get("issues")) {
                if (issue.get("code").asString().equals(code)) {
                    messages.add(issue.get("place").asString() + ": "
                            + issue.get("message").asString());
                }
            }
            return messages;
        }

        /** How often each code of an issue was given. */
        Map<String, Integer> issueCounts() {
            Map<String, Integer> counts = new TreeMap<>();
            summary()
                    .get("issueCounts")
                    .properties()
                    .forEach(
                            count -> counts.put(count.getKey(), count.getValue().intValue()));
            return counts;
        }
    }

    /** Where the fixture is: the property {@code policap.fixtures}, else the first {@code fixtures} upwards. */
    private static Path find() {
        String given = System.getProperty("policap.fixtures", "");
        if (!given.isEmpty()) {
            return Path.of(given, "shop");
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("fixtures").resolve("shop");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no fixtures/shop in or above the working directory");
    }

    private static Path scratch() {
        try {
            Path directory = Files.createTempDirectory("policap-shop");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the fixture. */
    static Path file(String name) {
        return FIXTURE.resolve(name);
    }

    static Path directory() {
        return FIXTURE;
    }

    /** A new empty directory, gone when the tests are. */
    static Path newDirectory() {
        try {
            return Files.createTempDirectory(SCRATCH, "run");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The flow log alone, with the inventory. */
    static String[] flowLog() {
        return withInventory(file("hubble.jsonl.gz").toString());
    }

    /** The fixture's captures alone, with the inventory. */
    static String[] captures() {
        return withInventory(file("pcap").toString());
    }

    /** Sources, and the inventory of the shop. */
    static String[] withInventory(String... sources) {
        List<String> all = new ArrayList<>(List.of(sources));
        for (String name : INVENTORY) {
            all.add(file(name).toString());
        }
        return all.toArray(new String[0]);
    }

    /** The audited policies of the flow log. */
    static Run audited() {
        return learn(flowLog());
    }

    /** The enforced policies of the flow log, all accepted. */
    static Run enforced() {
        return enforced(flowLog());
    }

    /** The enforced policies of these sources. */
    static Run enforced(String... sources) {
        List<String> arguments = new ArrayList<>(List.of(sources));
        arguments.addAll(List.of("--mode", "enforce", "--accept-all"));
        return learn(arguments.toArray(new String[0]));
    }

    /** Runs {@code learn} into a directory of its own, once for the same arguments. */
    static Run learn(String... arguments) {
        return RUNS.computeIfAbsent(List.of(arguments), key -> {
            Path directory = newDirectory();
            List<String> line = new ArrayList<>(List.of("learn"));
            line.addAll(key);
            line.addAll(List.of("-o", directory.toString()));
            return run(directory, line.toArray(new String[0]));
        });
    }

    static Run run(String... line) {
        return run(SCRATCH, line);
    }

    private static Run run(Path directory, String... line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(line, new PrintWriter(out), new PrintWriter(err));
        return new Run(directory, status, out.toString(), err.toString());
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file below a directory by its path, as text. */
    static Map<String, String> texts(Path directory) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(path).toString().replace('\\', '/');
                texts.put(name, Files.readString(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** Every file below a directory by its path, with its bytes in hexadecimal. */
    static Map<String, String> bytes(Path directory) {
        Map<String, String> bytes = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                bytes.put(directory.relativize(path).toString(), HexFormat.of().formatHex(Files.readAllBytes(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }
}
