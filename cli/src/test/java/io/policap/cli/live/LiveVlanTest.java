package io.policap.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.baseline.BaselineReader;
import io.policap.infer.connection.Sign;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tagged frames on a live interface: the kernel takes tags out of frames, and libpcap puts them in again. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LiveVlanTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "--all-packets"})
    void connectionsBehindTagsAreSeenAsThoseWithout(String option) throws Exception {
        assertThat(ports("nic:veth-client", option))
                .containsExactlyInAnyOrder(TaggedClient.UNTAGGED, TaggedClient.VLAN, TaggedClient.QINQ);
    }

    /** Two tags are seen by their own interface: of these, Linux 6.18 gives a cooked socket half the inner tag only. */
    @Test
    void connectionsBehindATagAreSeenAmongThoseOfAllInterfaces() throws Exception {
        assertThat(ports("nic:any", "")).contains(TaggedClient.UNTAGGED, TaggedClient.VLAN);
    }

    /** Of the connections that were answered with data, once each. */
    private Set<Integer> ports(String source, String option) throws Exception {
        Path file = directory.resolve("b.json");
        List<String> arguments = new ArrayList<>(List.of("observe", source, "-o", file.toString()));
        if (!option.isEmpty()) {
            arguments.add(option);
        }
        try (NetworkNamespaces namespaces = NetworkNamespaces.create()) {
            LiveRun observe = new LiveRun(namespaces, arguments);
            namespaces.in("client", NetworkNamespaces.java(TaggedClient.class).toArray(String[]::new));
            List<String> said = observe.end();
            assertThat(observe.exit()).as(said.toString()).isZero();
        }
        Set<Integer> ports = new TreeSet<>();
        try (InputStream in = Files.newInputStream(file)) {
            BaselineReader.read(file.toString(), in).snapshot().classes().forEach((type, evidence) -> {
                assertThat(evidence.sum(Sign.ANSWER_DATA)).as(type.toString()).isEqualTo(1);
                ports.add(type.port());
            });
        }
        return ports;
    }
}
