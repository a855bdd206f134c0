package io.policap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.console.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same recording gives the same bytes, however it is laid out. */
class ShopDeterminismTest {
    private static final String[] INVENTORY = {
        "-i", Shop.file("cluster.json").toString(),
        "-i", Shop.file("workloads.json").toString(),
        "-i", Shop.file("pods-watch.jsonl").toString()
    };

    private static Shop.Run learn(List<String> sources, String... options) {
        List<String> arguments = new ArrayList<>(sources);
        arguments.addAll(List.of(INVENTORY));
        arguments.addAll(List.of(options));
        Shop.Run run = Shop.learn(arguments.toArray(new String[0]));
        assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.DONE.code());
        return run;
    }

    private static Map<String, String> whole(String... options) {
        return Shop.bytes(
                learn(List.of(Shop.file("hubble.jsonl.gz").toString()), options).directory());
    }

    private static Path write(Path file, List<String> lines) {
        try {
            return Files.writeString(file, String.join("\n", lines) + "\n", UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> shuffled(long seed) {
        List<String> lines = new ArrayList<>(ShopFlows.lines());
        Collections.shuffle(lines, new Random(seed));
        return lines;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 22, 333})
    void shuffledLinesGiveTheSameBytes(long seed) {
        Path log = write(Shop.newDirectory().resolve("flows.jsonl"), shuffled(seed));

        assertThat(Shop.bytes(learn(List.of(log.toString())).directory()))
                .as("seed " + seed)
                .isEqualTo(whole());
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 55})
    void severalFilesInAnyOrderGiveTheSameBytesWithOneThreadOrTwo(long seed) {
        Random random = new Random(seed);
        List<String> lines = shuffled(seed);
        Path directory = Shop.newDirectory();
        List<String> files = new ArrayList<>();
        for (int from = 0, part = 0; from < lines.size(); part++) {
            int to = Math.min(lines.size(), from + 1 + random.nextInt(3000));
            files.add(write(directory.resolve("part-" + part + ".log"), lines.subList(from, to))
                    .toString());
            from = to;
        }
        Collections.shuffle(files, random);
        assertThat(files).as("seed " + seed).hasSizeGreaterThan(2);

        for (String threads : List.of("1", "2")) {
            assertThat(Shop.bytes(learn(files, "--threads", threads).directory()))
                    .as("seed " + seed + ", threads " + threads)
                    .isEqualTo(whole());
        }
    }

    @Test
    void enforcedPoliciesOfShuffledLinesAreTheSameAsWell() {
        Path log = write(Shop.newDirectory().resolve("flows.jsonl"), shuffled(77));
        String[] enforce = {"--mode", "enforce", "--accept-all"};

        assertThat(Shop.bytes(learn(List.of(log.toString()), enforce).directory()))
                .isEqualTo(whole(enforce));
    }

    @Test
    void baselinesOfBothHalvesGiveTheSamePoliciesAsTheLog() {
        List<String> lines = ShopFlows.lines();
        Path directory = Shop.newDirectory();
        List<String> baselines = new ArrayList<>();
        for (int half = 0; half < 2; half++) {
            int middle = lines.size() / 2;
            Path log = write(
                    directory.resolve("half-" + half + ".jsonl"),
                    half == 0 ? lines.subList(0, middle) : lines.subList(middle, lines.size()));
            String baseline = directory.resolve("half-" + half + ".json").toString();
            List<String> line = new ArrayList<>(List.of("observe", log.toString(), "-o", baseline, "-q"));
            line.addAll(List.of(INVENTORY));
            assertThat(Shop.run(line.toArray(new String[0])).status()).isEqualTo(ExitCode.DONE.code());
            baselines.add(baseline);
        }
        Collections.reverse(baselines);

        assertThat(policies(Shop.bytes(learn(baselines).directory()))).isEqualTo(policies(whole()));
    }

    @Test
    void aMergedBaselineIsTheBaselineOfAllItsParts() throws IOException {
        Path directory = Shop.newDirectory();
        List<String> parts = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            List<String> lines = new ArrayList<>();
            for (int i = part; i < ShopFlows.lines().size(); i += 3) {
                lines.add(ShopFlows.lines().get(i));
            }
            Path log = write(directory.resolve("part-" + part + ".jsonl"), lines);
            parts.add(observe(List.of(log.toString()), directory.resolve("part-" + part + ".json")));
        }

        String merged = observe(parts, directory.resolve("merged.json"));
        String direct = observe(List.of(Shop.file("hubble.jsonl.gz").toString()), directory.resolve("direct.json"));

        assertThat(Files.readString(Path.of(merged))).isEqualTo(Files.readString(Path.of(direct)));
    }

    private static String observe(List<String> sources, Path baseline) {
        List<String> line = new ArrayList<>(List.of("observe", "-q", "-o", baseline.toString()));
        line.addAll(sources);
        line.addAll(List.of(INVENTORY));
        assertThat(Shop.run(line.toArray(new String[0])).status()).isEqualTo(ExitCode.DONE.code());
        return baseline.toString();
    }

    private static Map<String, String> policies(Map<String, String> files) {
        Map<String, String> policies = new TreeMap<>(files);
        policies.keySet().removeIf(name -> !name.endsWith(".yaml"));
        assertThat(policies).hasSizeGreaterThan(50);
        return policies;
    }
}
