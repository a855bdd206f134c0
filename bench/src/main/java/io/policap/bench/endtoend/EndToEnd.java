package io.policap.bench.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures policap on a capture or a flow log, as whole processes with a warm page cache, beside the tools that are
 * installed, and prints a table in Markdown with the ratios to {@code cat FILE > /dev/null}.
 *
 * <p>The commands take turns, so that a noisy minute does not hit one of them alone; medians are given.
 */
public final class EndToEnd {
    private static final String USAGE = "usage: EndToEnd FILE [-i INVENTORY]... [--runs N] [--policap LAUNCHER]";

    private EndToEnd() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        List<String> inventories = new ArrayList<>();
        String file = "";
        String policap = Path.of("policap").toAbsolutePath().toString();
        int runs = 5;
        for (int i = 0; i < words.length; i++) {
            if (i + 1 < words.length && words[i].equals("-i")) {
                inventories.add(words[++i]);
            } else if (i + 1 < words.length && words[i].equals("--runs")) {
                runs = Math.max(1, Integer.parseInt(words[++i]));
            } else if (i + 1 < words.length && words[i].equals("--policap")) {
                policap = words[++i];
            } else if (file.isEmpty() && !words[i].startsWith("-")) {
                file = words[i];
            } else {
                file = "";
                break;
            }
        }
        if (file.isEmpty() || !Files.isExecutable(Path.of(policap))) {
            System.err.println(file.isEmpty() ? USAGE : "no launcher at " + policap + "; name it with --policap");
            System.exit(2);
            return;
        }
        Path scratch = Files.createTempDirectory("policap-bench");
        try {
            Input input = Input.open(Path.of(file));
            measure(input, Tools.on(input, inventories, policap, scratch), runs);
        } finally {
            delete(scratch);
        }
    }

    private static void measure(Input input, List<Tool> tools, int runs) throws IOException, InterruptedException {
        Map<Tool, List<Measured>> results = new LinkedHashMap<>();
        for (int run = 0; run <= runs; run++) {
            for (Tool tool : tools) {
                System.err.println((run == 0 ? "warm-up" : run + " of " + runs) + ": " + tool.name());
                Measured measured = MeasuredProcess.run(tool.command());
                if (run > 0) {
                    results.computeIfAbsent(tool, any -> new ArrayList<>()).add(measured);
                }
            }
        }
        System.out.printf(
                "%s: %,d bytes, %,d %s. JDK %s (%s), %d cores, median of %d.%n%n",
                input.file().getFileName(),
                input.bytes(),
                input.records(),
                input.capture() ? "packets" : "lines",
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                Runtime.getRuntime().availableProcessors(),
                runs);
        System.out.printf(
                "| command | wall s | x cat | million %s/s | peak memory MB |%n|---|---|---|---|---|%n",
                input.capture() ? "packets" : "lines");
        double cat = seconds(results.get(tools.get(0)));
        results.forEach((tool, measured) -> System.out.println(row(input, tool, measured, cat)));
    }

    private static String row(Input input, Tool tool, List<Measured> measured, double cat) {
        for (Measured run : measured) {
            if (run.status() != 0) {
                return "| " + tool.name() + " | failed with exit status " + run.status() + " | | | |";
            }
        }
        double seconds = seconds(measured);
        // What reads a part only is related to that part of cat's time.
        double share = (double) tool.input().bytes() / input.bytes();
        long peak = measured.stream().mapToLong(Measured::peakBytes).max().orElse(0);
        return String.format(
                "| %s | %.3f | %.1f | %.2f | %s |",
                tool.name(),
                seconds,
                seconds / (cat * share),
                tool.input().records() / seconds / 1e6,
                peak == 0 ? "" : Long.toString(peak >> 20));
    }

    private static double seconds(List<Measured> measured) {
        List<Double> sorted = measured.stream().map(Measured::seconds).sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
