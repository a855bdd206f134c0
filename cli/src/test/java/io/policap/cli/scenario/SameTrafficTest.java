package io.policap.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same traffic gives the same policies, whichever agent reported it. */
class SameTrafficTest {
    /** Its lines have no other fields than those that their agent was told to write. */
    private static final Set<String> WRITTEN_IN_ONE_FORM_ONLY = Set.of("in-aggregated-exporter-lines");

    /**
     * Recordings with every field that matters, also for the versions in between, whose fields are more than 1.14's and
     * fewer than today's, and for agents that leave out so much that ports nobody declares cannot be told.
     */
    private static final Set<String> WITH_EVERY_FIELD = Set.of(
            "r04-services-that-sockets-show",
            "r04-snat",
            "r03-dns-proxy",
            "r03-proxied-http",
            "r05-probes-labelled-egress");

    private static final Set<EventForms> FOR_ANY_RECORDING = EnumSet.of(
            EventForms.DIRECTION_NOT_TOLD,
            EventForms.HOST_TRAFFIC_LABELLED_EGRESS,
            EventForms.CILIUM_1_14,
            EventForms.CILIUM_1_20);

    @TempDir
    Path directory;

    static List<Arguments> forms() throws IOException {
        List<Arguments> forms = new ArrayList<>();
        for (Scenario scenario : Scenario.all()) {
            boolean everyField = WITH_EVERY_FIELD.contains(scenario.name());
            for (EventForms form : EventForms.values()) {
                // Whose verdict an authentication belongs to is known by its direction alone.
                boolean told = form != EventForms.DIRECTION_NOT_TOLD
                        || !scenario.name().startsWith("r13-");
                boolean fits = told && (everyField || FOR_ANY_RECORDING.contains(form));
                if (fits && !WRITTEN_IN_ONE_FORM_ONLY.contains(scenario.name()) && differs(scenario, form)) {
                    forms.add(Arguments.of(scenario, form));
                }
            }
        }
        assertThat(forms).hasSizeGreaterThan(100);
        return forms;
    }

    private static boolean differs(Scenario scenario, EventForms form) throws IOException {
        Path flows = scenario.input().resolve("flows.jsonl");
        if (!Files.exists(flows)) {
            return false;
        }
        List<String> lines = Files.readAllLines(flows);
        return !lines.stream().map(form::of).toList().equals(lines);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void thePoliciesAreTheSame(Scenario scenario, EventForms form) throws IOException {
        Path input = directory.resolve("input");
        copy(scenario.input(), input, form);
        SortedMap<String, String> found = policies(scenario.run(input, directory.resolve("out")));
        assertThat(found).isEqualTo(policies(FileTree.read(scenario.expectedFolder())));
    }

    private static void copy(Path from, Path to, EventForms form) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("flows")) {
                    Files.write(
                            to.resolve(name),
                            Files.readAllLines(file).stream().map(form::of).toList());
                } else {
                    Files.copy(file, to.resolve(name));
                }
            }
        }
    }

    /** What the policies say, without comments: those tell who saw it and how often, which depends on the form. */
    private static SortedMap<String, String> policies(SortedMap<String, String> written) {
        SortedMap<String, String> policies = new TreeMap<>();
        written.forEach((path, text) -> {
            if (path.endsWith(".yaml")) {
                policies.put(
                        path,
                        text.lines()
                                .filter(line -> !line.stripLeading().startsWith("#"))
                                .collect(Collectors.joining("\n")));
            }
        });
        return policies;
    }
}
