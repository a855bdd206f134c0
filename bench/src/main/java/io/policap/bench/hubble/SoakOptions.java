package io.policap.bench.hubble;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a soak run is to be.
 *
 * @param flows how many flows pass
 * @param disconnects how often the connection breaks or an agent is started again
 * @param kills how often the client is killed
 * @param rate flows a second
 * @param ring events each node remembers
 * @param smallRing events a node remembers that came back with a smaller ring
 * @param seed decides what happens when
 * @param output what the client writes to
 * @param baseline the baseline in it
 * @param command the client's command line, with {target} and {out} to be replaced
 */
record SoakOptions(
        long flows,
        int disconnects,
        int kills,
        long rate,
        long ring,
        int smallRing,
        long seed,
        Path output,
        Path baseline,
        List<String> command) {
    static final List<String> NAMES = List.of(
            "--flows",
            "--disconnects",
            "--kills",
            "--rate",
            "--ring",
            "--small-ring",
            "--seed",
            "--baseline",
            "--command");
    static final String USAGE = "usage: HubbleSoak OUT [OPTION VALUE]... with " + NAMES;

    static SoakOptions parse(String[] words) {
        Words options = new Words(words, NAMES);
        if (options.rest().isEmpty()) {
            throw new IllegalArgumentException("an output directory is needed");
        }
        Path output = Path.of(options.rest()).toAbsolutePath();
        String command =
                options.text("--command", "./policap learn {target} -o {out} --format cilium --checkpoint 2s -q");
        return new SoakOptions(
                options.number("--flows", 20_000_000),
                (int) options.number("--disconnects", 50),
                (int) options.number("--kills", 20),
                options.number("--rate", 50_000),
                options.number("--ring", 1 << 20),
                (int) options.number("--small-ring", 4_095),
                options.number("--seed", 1),
                output,
                output.resolve(options.text("--baseline", "baseline.json")),
                Arrays.asList(command.split(" ")));
    }

    List<String> command(String target) {
        return command.stream()
                .map(word -> word.replace("{target}", target).replace("{out}", output.toString()))
                .toList();
    }
}
