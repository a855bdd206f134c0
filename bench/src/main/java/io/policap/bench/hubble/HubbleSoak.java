package io.policap.bench.hubble;

import io.policap.capture.baseline.BaselineReader;
import io.policap.capture.baseline.UnreadableBaseline;
import io.policap.infer.baseline.BaselineSnapshot;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A soak run of {@code policap learn} against a Hubble server that fails again and again: minutes, not for every build.
 *
 * <p>{@code HubbleSoak OUT [OPTION VALUE]...}, run in the root of the project after {@code ./policap --version} has built
 * the jar. Everything is decided by the seed, except how far the client has come when something happens.
 *
 * <table>
 * <caption>Options</caption>
 * <tr><td>{@code --flows N}</td><td>flows that pass (20,000,000)</td></tr>
 * <tr><td>{@code --disconnects N}</td><td>breaks of the connection and restarts of agents, each kind in turn (50)</td></tr>
 * <tr><td>{@code --kills N}</td><td>kill -9 of the client, which is started again with the same output (20)</td></tr>
 * <tr><td>{@code --rate N}</td><td>flows a second (50,000)</td></tr>
 * <tr><td>{@code --ring N}</td><td>events that each node remembers (1,048,576, so that most breaks can be made good)</td></tr>
 * <tr><td>{@code --small-ring N}</td><td>events after a restart with a smaller ring (4,095, an agent's default)</td></tr>
 * <tr><td>{@code --seed N}</td><td>decides the cluster and what happens when (1)</td></tr>
 * <tr><td>{@code --baseline NAME}</td><td>the baseline within OUT (baseline.json)</td></tr>
 * <tr><td>{@code --command "WORDS"}</td><td>the client; {target} and {out} are replaced</td></tr>
 * </table>
 *
 * <p>In the end the baseline is compared with what was true: every edge must have exactly its flows, except for those
 * whose time lies in a blind spot of their node that the baseline lists. Prints a table; the exit status is 1 when
 * anything is wrong. Short trial: {@code HubbleSoak out --flows 300000 --rate 20000 --disconnects 6 --kills 2}.
 */
public final class HubbleSoak {
    private HubbleSoak() {}

    public static void main(String[] words) throws IOException, InterruptedException, UnreadableBaseline {
        SoakOptions options;
        try {
            options = SoakOptions.parse(words);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + SoakOptions.USAGE);
            System.exit(2);
            return;
        }
        if (Files.exists(options.baseline())) {
            System.err.println(options.baseline() + " is there already; name an output that is not");
            System.exit(2);
            return;
        }
        long begin = System.nanoTime();
        SoakRun run = new SoakRun(options);
        run.run();
        SoakVerdict verdict = new SoakVerdict(run.nodes(), read(options.baseline()));
        System.out.printf(Locale.ROOT, "| soak run, seed %d | |%n|---|---|%n", options.seed());
        run.happened().forEach((kind, count) -> System.out.printf("| %s | %d |%n", kind, count));
        System.out.printf("| events that found no time | %d |%n", run.unhappened());
        System.out.printf("| client ended by itself | %d |%n", run.clientDeaths());
        System.out.printf("| exit status in the end | %d |%n", run.exitStatus());
        System.out.printf("| minutes | %.1f |%n", (System.nanoTime() - begin) / 60e9);
        System.out.print(verdict.table());
        verdict.wrong().forEach(System.out::println);
        System.exit(verdict.isRight() ? 0 : 1);
    }

    private static BaselineSnapshot read(Path file) throws IOException, UnreadableBaseline {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return BaselineReader.read(file.toString(), in).snapshot();
        }
    }
}
