package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.scenario.EventForms;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shop as other agents would have recorded it. */
class ShopFormsTest {
    @ParameterizedTest
    @EnumSource(
            value = EventForms.class,
            names = {"DIRECTION_NOT_TOLD", "NEITHER_DIRECTION_NOR_REPLY", "HOST_TRAFFIC_LABELLED_EGRESS", "CILIUM_1_14"})
    void thePoliciesAreTheSame(EventForms form) throws IOException {
        Path log = Shop.newDirectory().resolve("flows.jsonl");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(Shop.file("hubble.jsonl.gz"))),
                        StandardCharsets.UTF_8));
                BufferedWriter formed = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                formed.write(form.of(line));
                formed.newLine();
            }
        }

        assertThat(policies(Shop.learn(Shop.withInventory(log.toString())))).isEqualTo(policies(Shop.audited()));
    }

    /** What the policies say, without comments: those tell how often and at how many nodes something was seen. */
    private static Map<String, String> policies(Shop.Run run) {
        Map<String, String> policies = new TreeMap<>(Shop.texts(run.directory()));
        policies.keySet().removeIf(name -> !name.endsWith(".yaml"));
        policies.replaceAll((name, text) -> text.lines()
                .filter(line -> !line.stripLeading().startsWith("#"))
                .collect(Collectors.joining("\n")));
        assertThat(policies).hasSizeGreaterThan(5);
        return policies;
    }
}
