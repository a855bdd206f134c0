package io.policap.cli.hubble;

import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.server.HubbleLog;
import io.policap.capture.hubble.server.HubbleServer;
import io.policap.capture.hubble.server.HubbleServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The shop behind a Hubble relay. */
final class LiveShop {
    static final Path DIRECTORY = find();

    private LiveShop() {}

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

    static Path log() {
        return DIRECTORY.resolve("hubble.jsonl.gz");
    }

    static List<GetFlowsResponse> responses() {
        try {
            return HubbleLog.responses(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> nodes() {
        return responses().stream()
                .map(GetFlowsResponse::getNodeName)
                .distinct()
                .sorted()
                .toList();
    }

    /** A relay that has room for all of them. */
    static HubbleServerBuilder relay() {
        HubbleServerBuilder builder = HubbleServer.builder()
                .relay()
                .capacity(65_535)
                .everythingAtOnce()
                .everyStreamFromTheOldest();
        nodes().forEach(builder::node);
        return builder;
    }

    static void publishAll(HubbleServer server) {
        responses().forEach(server::publish);
    }

    /** A command line about the shop, with its objects. */
    static String[] withObjects(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        for (String file : List.of("cluster.json", "workloads.json", "pods-watch.jsonl")) {
            all.add("-i");
            all.add(DIRECTORY.resolve(file).toString());
        }
        return all.toArray(String[]::new);
    }

    /** The policies below a directory, by path. */
    static Map<String, String> policies(Path directory) throws IOException {
        Map<String, String> policies = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path :
                    walk.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                policies.put(directory.relativize(path).toString(), Files.readString(path));
            }
        }
        return policies;
    }
}
