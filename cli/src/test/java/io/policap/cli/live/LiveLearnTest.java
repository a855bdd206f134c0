package io.policap.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.capture.baseline.BaselineReader;
import io.policap.cli.CommandRun;
import io.policap.cli.Main;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.Sign;
import io.policap.infer.flow.Vantage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code policap learn} and {@code observe} on a node with two pods that really talk. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LiveLearnTest {
    private static final String HELD = "exec 3<>/dev/tcp/" + NetworkNamespaces.SERVER + "/" + PodServers.ECHO
            + "; echo hi >&3; head -c 3 <&3; echo open; read";

    @TempDir
    private Path directory;

    private NetworkNamespaces namespaces;
    private Path inventory;

    @BeforeEach
    void pods() throws Exception {
        namespaces = NetworkNamespaces.create();
        inventory = directory.resolve("cluster.yaml");
        try (InputStream objects = LiveLearnTest.class.getResourceAsStream("two-pods.yaml")) {
            Files.copy(objects, inventory);
        }
        Process servers = namespaces.start("server", NetworkNamespaces.java(PodServers.class), Redirect.INHERIT);
        await(servers.getInputStream(), "ready");
    }

    @AfterEach
    void noPods() throws Exception {
        if (namespaces != null) {
            namespaces.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nic:any", "nic:any --all-packets", "nic:veth-client nic:veth-server"})
    void theSameIsLearnedFromTheInterfacesAndFromTheirRecording(String sources) throws Exception {
        Path live = directory.resolve("live");
        Path recorded = directory.resolve("recorded");
        Path file = directory.resolve("node1.pcapng");
        LiveRun learn = run("learn", sources, "-i", inventory, "-o", live);
        LiveRun capture = run("capture", sources, "--write", file);
        talk();
        List<String> said = learn.end();
        capture.end();

        assertThat(learn.exit()).as(said.toString()).isZero();
        assertThat(said).anyMatch(line -> line.endsWith(" 0 packets lost; ended by SIGTERM"));
        CommandRun fromFile =
                CommandRun.of("learn", file.toString(), "-i", inventory.toString(), "-o", recorded.toString());
        assertThat(fromFile.exit()).as(fromFile.err()).isZero();

        assertThat(policies(live)).hasSizeGreaterThan(4).isEqualTo(policies(recorded));
        BaselineSnapshot ofLive = baseline(live.resolve("baseline.json"));
        BaselineSnapshot ofFile = baseline(recorded.resolve("baseline.json"));
        assertThat(signs(ofLive)).isEqualTo(signs(ofFile));
        assertThat(signs(ofLive).keySet().stream().map(ConnectionClass::port))
                .contains(PodServers.HTTP, PodServers.ECHO, PodServers.DNS)
                .doesNotContain(80);
        assertThat(ofLive.questions().keySet()).isEqualTo(ofFile.questions().keySet());
        assertThat(ofLive.claims().keySet()).isEqualTo(ofFile.claims().keySet());
        if (sources.startsWith("nic:any")) {
            assertThat(ofLive.claims()).containsOnlyKeys(new Vantage.Node("node1"));
        }
    }

    @Test
    void aFilterOfOnesOwnCoversNothing() throws Exception {
        Path file = directory.resolve("b.json");
        LiveRun observe = run("observe", "nic:any", "--bpf", "tcp", "-i", inventory, "-o", file);
        talk();
        List<String> said = observe.end();

        assertThat(observe.exit()).as(said.toString()).isZero();
        assertThat(baseline(file).claims()).containsOnlyKeys(new Vantage.Unknown());
        assertThat(baseline(file).classes().keySet().stream().map(ConnectionClass::port))
                .contains(PodServers.HTTP)
                .doesNotContain(PodServers.DNS);
    }

    @Test
    void aKilledRunLeavesWhatItSawAndAnotherGoesOnFromThere() throws Exception {
        Path file = directory.resolve("b.json");
        LiveRun observe = run("observe", "nic:any", "-i", inventory, "-o", file, "--checkpoint", "100ms");
        talk();
        Process held = namespaces.start("client", List.of("bash", "-c", HELD), Redirect.INHERIT);
        await(held.getInputStream(), "open");
        while (!hasSeenTwoEchoes(file)) {
            assertThat(observe.process().waitFor(20, MILLISECONDS)).isFalse();
        }
        observe.process().destroyForcibly().waitFor();

        assertThat(observe.exit()).isEqualTo(128 + 9);
        BaselineSnapshot left = baseline(file);
        ClassEvidence echoes = evidence(left, PodServers.ECHO);
        assertThat(connections(echoes))
                .as("that of the client, and the one that is open")
                .isEqualTo(2);
        assertThat(echoes.isAnswered()).isTrue();

        LiveRun again = run("observe", "nic:lo " + file, "-i", inventory, "-o", file, "--for", "300ms");
        List<String> said = again.readToEnd();
        assertThat(again.exit()).as(said.toString()).isZero();
        assertThat(evidence(baseline(file), PodServers.ECHO)).isEqualTo(echoes);
    }

    @Test
    void whatIsThereIsNotReplacedByNothingAndItsReplacementIsSaid() throws Exception {
        Path file = Files.writeString(directory.resolve("b.json"), "{}");
        LiveRun observe = run("observe", "nic:lo", "-o", file, "--for", "300ms", "--checkpoint", "50ms");
        List<String> said = observe.readToEnd();

        assertThat(observe.exit()).as(said.toString()).isEqualTo(3);
        assertThat(said)
                .contains("policap: no flows, no packets and no baseline in nic:lo")
                .anyMatch(line -> line.startsWith(file + " is there already and will be replaced"));
        assertThat(file).hasContent("{}");
    }

    @Test
    void withoutTheRightOneLineSaysWhatToGrant() throws Exception {
        assumeTrue(NetworkNamespaces.isInstalled("setpriv"), "setpriv is not installed");
        Path output = directory.resolve("out");
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set", "-net_raw", "--inh-caps", "-all"));
        command.addAll(NetworkNamespaces.java(Main.class, "learn", "nic:lo", "-o", output.toString()));
        NetworkNamespaces.Result result = NetworkNamespaces.run(command);

        assertThat(result.exit()).as(result.text()).isEqualTo(3);
        assertThat(result.text().lines())
                .singleElement()
                .asString()
                .startsWith("policap: nic:lo: no permission")
                .contains("CAP_NET_RAW");
        assertThat(output).doesNotExist();
    }

    @Test
    void aNameThatNoInterfaceHasIsAUsageErrorThatNamesThoseThereAre() throws Exception {
        NetworkNamespaces.Result result =
                NetworkNamespaces.run(NetworkNamespaces.java(Main.class, "observe", "nic:eth99", "-o", "b.json"));

        assertThat(result.exit()).as(result.text()).isEqualTo(2);
        assertThat(result.text())
                .startsWith("policap: nic:eth99: no such interface; there are ")
                .contains("lo");
    }

    private LiveRun run(String command, String sources, Object... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(sources.split(" ")));
        Stream.of(arguments).map(Object::toString).forEach(all::add);
        return new LiveRun(namespaces, all);
    }

    /** The pods' traffic, with a probe of the node before it. */
    private void talk() throws Exception {
        namespaces.in("node", "bash", "-c", "exec 3<>/dev/tcp/" + NetworkNamespaces.SERVER + "/" + PodServers.HTTP);
        namespaces.in("client", NetworkNamespaces.java(PodClient.class).toArray(String[]::new));
    }

    private static boolean hasSeenTwoEchoes(Path file) throws IOException {
        return Files.exists(file)
                && baseline(file).classes().entrySet().stream()
                        .anyMatch(
                                entry -> entry.getKey().port() == PodServers.ECHO && connections(entry.getValue()) > 1);
    }

    /** Each counts for one sign. */
    private static long connections(ClassEvidence evidence) {
        return Stream.of(Sign.values()).mapToLong(evidence::sum).sum();
    }

    private static ClassEvidence evidence(BaselineSnapshot baseline, int port) {
        return baseline.classes().entrySet().stream()
                .filter(entry -> entry.getKey().port() == port)
                .map(Map.Entry::getValue)
                .reduce(ClassEvidence::plus)
                .orElseThrow();
    }

    private static BaselineSnapshot baseline(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return BaselineReader.read(file.toString(), in).snapshot();
        } catch (io.policap.capture.baseline.UnreadableBaseline e) {
            throw new AssertionError(e);
        }
    }

    /** How often which sign was seen of each class; which node saw it and when is not compared. */
    private static SortedMap<ConnectionClass, Map<Sign, Long>> signs(BaselineSnapshot baseline) {
        SortedMap<ConnectionClass, Map<Sign, Long>> all = new TreeMap<>();
        baseline.classes().forEach((type, evidence) -> {
            Map<Sign, Long> counts = new EnumMap<>(Sign.class);
            for (Sign sign : Sign.values()) {
                counts.put(sign, evidence.sum(sign));
            }
            all.put(type, counts);
        });
        return all;
    }

    private static SortedMap<String, String> policies(Path output) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                texts.put(output.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }

    private static void await(InputStream in, String what) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(what) < 0) {
            int next = in.read();
            assertThat(next).as(seen.toString()).isNotNegative();
            seen.append(new String(new byte[] {(byte) next}, UTF_8));
        }
    }
}
