package io.policap.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.command.CanCommand;
import io.policap.cli.command.CaptureCommand;
import io.policap.cli.command.ExplainCommand;
import io.policap.cli.command.LearnCommand;
import io.policap.cli.command.LintCommand;
import io.policap.cli.command.ObserveCommand;
import io.policap.cli.command.PromoteCommand;
import io.policap.cli.command.VerifyCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class PlainLineTest {
    private static final List<Supplier<Command>> COMMANDS = List.of(
            () -> new CanCommand().command(),
            () -> new CaptureCommand().command(),
            () -> new ExplainCommand().command(),
            () -> new LearnCommand().command(),
            () -> new LintCommand().command(),
            () -> new ObserveCommand().command(),
            () -> new PromoteCommand().command(),
            () -> new VerifyCommand().command());

    /** Of every type some that it takes and some that it does not, and what means something to picocli. */
    private static final String[] WORDS = {
        "a",
        "a/b",
        "a b",
        "a=b",
        "a,b",
        "-",
        "--",
        "-q",
        "-qi",
        "-1",
        "-x",
        "--nosuch",
        "--help",
        "-V",
        "@nosuch",
        "@@a",
        "",
        " ",
        "0",
        "1",
        " 1",
        "+1",
        "007",
        "0x10",
        "70000",
        "99999999999",
        "0.5",
        "1e-3",
        "1d",
        "NaN",
        "2.5",
        "30s",
        "1h30m",
        "10MB",
        "audit",
        "kubernetes",
        "kubernetes,cilium",
        "cilium,",
        "Cilium",
        "always",
        "observed",
        "any",
        "exact",
        "KUBERNETES",
        "X-A",
        "Cookie",
        "hubble://localhost:1",
        "nic:any",
        "observe",
        "learn",
        "\"a\"",
        "'a'",
        "\u00e9",
        "true"
    };

    @Test
    void whatIsPlainMeansTheSameToPicocli() {
        long seed = 20261126;
        Random random = new Random(seed);
        int plain = 0;
        for (int round = 0; round < 20_000; round++) {
            Supplier<Command> kind = COMMANDS.get(random.nextInt(COMMANDS.size()));
            Command read = kind.get();
            String[] line = line(read, random);
            String about = "seed " + seed + ", round " + round + ": " + String.join("|", line);
            List<String> expected = saidByPicocli(kind.get(), line);
            if (PlainLine.read(read, line)) {
                plain++;
                assertThat(said(read)).as(about).isEqualTo(expected);
            } else {
                // Whatever was taken before the line turned out not to be plain is forgotten.
                assertThat(saidByPicocli(read, line)).as(about).isEqualTo(expected);
            }
        }
        assertThat(plain).isBetween(2_000, 18_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "observe a -o b",
                "observe - a -o=- -i c -i d --inventory=e -q --threads 2 --vxlan-port 1 --vxlan-port 2",
                "learn a --mode enforce --range-risk 0.5 --format cilium --dns observed --l7 --http-header X-A",
                "can a b 80 --policies c --networkpolicies CILIUM",
                "lint a b c --strict",
                "explain a b/c",
                "promote a -o b",
                "verify a --policies b --json",
                "capture nic:any --write a --rotate-size 10MB --for 10s"
            })
    void thisIsPlain(String line) {
        String[] words = line.split(" ");

        assertThat(PlainLine.read(command(words[0]), words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "observe a",
                "observe a -o",
                "observe a -ob",
                "observe a -o b -o c",
                "observe a -o b -q -q",
                "observe a -o b --quiet=true",
                "observe a -o b --help",
                "observe a -o -q",
                "observe -o b -- a",
                "observe a -o b @c",
                "observe a -o b --threads 0",
                "observe a -o b --nosuch",
                "learn a --format cilium,kubernetes",
                "learn a --http-header Cookie",
                "lint --strict",
                "explain a b c",
                "can a b c d --policies e"
            })
    void thisIsLeftToPicocli(String line) {
        String[] words = line.split(" ");

        assertThat(PlainLine.read(command(words[0]), words)).isFalse();
    }

    private static Command command(String name) {
        for (Supplier<Command> kind : COMMANDS) {
            Command command = kind.get();
            if (command.name().equals(name)) {
                return command;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** A line of a command; most of its options have a value that they take, and most that are required are there. */
    private static String[] line(Command command, Random random) {
        List<String> line = new ArrayList<>(List.of(command.name()));
        for (Value<?> value : command.values()) {
            if (value.form().required() && value.form().isOption() && random.nextInt(10) > 0) {
                add(value.form(), line, random);
            }
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            Form form = command.values()
                    .get(random.nextInt(command.values().size()))
                    .form();
            if (random.nextInt(6) == 0) {
                line.add(any(WORDS, random));
            } else if (form.isOption()) {
                add(form, line, random);
            } else {
                line.add(fitting(form.type(), random));
            }
        }
        return line.toArray(new String[0]);
    }

    private static void add(Form form, List<String> line, Random random) {
        String name = any(form.names().toArray(new String[0]), random);
        String value = random.nextInt(4) == 0 ? any(WORDS, random) : fitting(form.type(), random);
        boolean valued = form.isFlag() ? random.nextInt(10) == 0 : random.nextInt(20) > 0;
        if (!valued) {
            line.add(name);
        } else if (random.nextBoolean()) {
            line.add(name + "=" + value);
        } else {
            line.add(name);
            line.add(value);
        }
    }

    private static String fitting(Class<?> type, Random random) {
        if (type == String.class || type == Path.class) {
            return any(new String[] {"a", "b/c", "30s", "10MB", "X-A", "audit"}, random);
        }
        return type.isEnum()
                ? any(type.getEnumConstants(), random).toString()
                : any(new String[] {"1", "80", "256"}, random);
    }

    private static <T> T any(T[] some, Random random) {
        return some[random.nextInt(some.length)];
    }

    private static List<String> said(Command command) {
        List<String> said = new ArrayList<>();
        for (Value<?> value : command.values()) {
            Object given = value.given().orElse(null);
            said.add(value.form().name() + " " + value.words() + " " + given + " "
                    + (given == null ? "" : given.getClass().getSimpleName()));
        }
        return said;
    }

    private static List<String> saidByPicocli(Command command, String[] line) {
        CommandLine root = new CommandLine(PicocliModel.of(new Command("policap", "", () -> 0)));
        root.addSubcommand(PicocliModel.of(command));
        try {
            CommandLine.ParseResult result = root.parseArgs(line).subcommand();
            return result.isUsageHelpRequested() || result.isVersionHelpRequested() ? List.of("help") : said(command);
        } catch (ParameterException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
