package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.console.ExitCode;
import io.policap.emit.http.Re2PathMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** HTTP rules from the command line to the files, and whether they hold what they promise. */
class HttpRulesTest {
    private static final Re2PathMatcher ENGINE = new Re2PathMatcher();

    private static String scenario(String name) {
        return Shop.directory()
                .resolveSibling("scenarios")
                .resolve(name)
                .resolve("input")
                .toString();
    }

    private static Set<String> paths(JsonNode summary) {
        TreeSet<String> paths = new TreeSet<>();
        for (JsonNode workload : summary.get("workloads")) {
            for (JsonNode rule : workload.get("ingress")) {
                for (JsonNode permission : rule.get("permissions")) {
                    permission
                            .path("http")
                            .forEach(http -> paths.add(http.get("method").asString() + " "
                                    + http.get("path").asString()));
                }
            }
        }
        return paths;
    }

    @Test
    void theShopsItemsAreOneTemplatePerMethodAndItsNamesStayExact() {
        Shop.Run run = Shop.learn(
                "--l7",
                Shop.file("pcap/n2-any.pcap.gz").toString(),
                "-i",
                Shop.file("cluster.json").toString(),
                "-i",
                Shop.file("workloads.json").toString(),
                "-i",
                Shop.file("pods-watch.jsonl").toString());

        assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.DONE.code());
        Set<String> paths = paths(run.summary());
        assertThat(paths)
                .contains("GET /v1/items/[0-9]+(\\?.*)?", "GET /metrics(\\?.*)?", "GET /api/v1/items(\\?.*)?")
                .allSatisfy(path -> assertThat(path)
                        .as("items are numbers, everything else is a name")
                        .matches("[A-Z]+ (/v1/items/\\[0-9]\\+|[a-z0-9/]+)\\(\\\\\\?\\.\\*\\)\\?"));
        for (String sensitive : List.of(
                "/admin", "/debug/pprof", "/actuator/env", "/v1/items/../admin", "/v1/items/1/secret", "/v1/items")) {
            assertThat(paths)
                    .as(sensitive)
                    .noneMatch(path -> ENGINE.matches(path.substring(path.indexOf(' ') + 1), sensitive));
        }
    }

    @Test
    void explainAndTheReportShowWhichRequestsAreAdmitted() throws IOException {
        Path learned = Shop.newDirectory();
        CommandRun learn = CommandRun.of("learn", scenario("r12-http-templates"), "--l7", "-o", learned.toString());
        assertThat(learn.exit()).as(learn.err()).isZero();

        CommandRun explain = CommandRun.of("explain", learned.toString());

        assertThat(explain.out()).containsPattern("\n      GET /[^\n]*: seen [0-9]+ time");
        assertThat(Files.readString(learned.resolve("report.html"))).contains("<code>GET /");
    }

    @Test
    void aRequestThatNoRuleMatchesIsDeniedByTheReplay() throws IOException {
        Path learned = Shop.newDirectory();
        CommandRun learn = CommandRun.of("learn", scenario("r12-http-templates"), "--l7", "-o", learned.toString());
        assertThat(learn.exit()).as(learn.err()).isZero();

        List<String> line = new ArrayList<>(List.of(
                "verify",
                scenario("r12-too-many-paths"),
                "--policies",
                learned.resolve("cilium").toString()));
        assertThat(CommandRun.of(line.toArray(String[]::new)).exit())
                .as("without --l7")
                .isZero();

        line.add("--l7");
        CommandRun verify = CommandRun.of(line.toArray(String[]::new));
        assertThat(verify.exit()).isEqualTo(ExitCode.FINDINGS.code());
        assertThat(verify.out()).contains("none of 3 HTTP rules matches GET /apple");

        line.set(1, scenario("r12-http-templates"));
        assertThat(CommandRun.of(line.toArray(String[]::new)).exit()).isZero();
    }

    @Test
    void withoutL7NoPathIsKept() throws IOException {
        Path learned = Shop.newDirectory();
        String input = scenario("r12-http-templates");

        assertThat(CommandRun.of("learn", input, "-o", learned.toString()).exit())
                .isZero();
        assertThat(Files.readString(learned.resolve("baseline.json"))).doesNotContain("healthz", "carts");

        assertThat(CommandRun.of("learn", input, "--l7", "-o", learned.toString())
                        .exit())
                .isZero();
        assertThat(Files.readString(learned.resolve("baseline.json")))
                .contains("healthz", "carts")
                .doesNotContain("Zx9Kq2Lm7Wv4Tn8RbY3c");
    }

    @Test
    void aBaselineGivesTheSameRulesAsTheRecording() throws IOException {
        Path directory = Shop.newDirectory();
        String input = scenario("r12-http-templates");
        String baseline = directory.resolve("b.json").toString();
        assertThat(CommandRun.of("observe", input, "--l7", "-o", baseline).exit())
                .isZero();
        assertThat(CommandRun.of(
                                "learn",
                                input,
                                "--l7",
                                "-o",
                                directory.resolve("a").toString())
                        .exit())
                .isZero();
        assertThat(CommandRun.of(
                                "learn",
                                baseline,
                                "-i",
                                input + "/objects.yaml",
                                "--l7",
                                "-o",
                                directory.resolve("b").toString())
                        .exit())
                .isZero();

        String file = "cilium/1-allow/shop/cart.yaml";
        assertThat(directory.resolve("b").resolve(file))
                .hasSameTextualContentAs(directory.resolve("a").resolve(file));
        assertThat(Files.readString(directory.resolve("b").resolve(file))).contains("/v1/items/[0-9]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "cookie",
                "SET-COOKIE",
                "Proxy-Authorization",
                "X-Api-Key",
                "X-Amz-Security-Token",
                "X-Auth-Token",
                "X-Internal-Auth: yes",
                "two words",
                ""
            })
    void aHeaderThatIsNoneOrCarriesCredentialsIsRefused(String header) {
        CommandRun run = CommandRun.of("learn", scenario("r12-http-header"), "--l7", "--http-header", header);

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains("--http-header").doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatGoesWithL7DoesNotGoAlone() {
        for (String option : List.of("--http-widen-first", "--http-header=X-Internal-Auth")) {
            CommandRun run = CommandRun.of("learn", scenario("r12-http-header"), option);

            assertThat(run.exit()).isEqualTo(ExitCode.USAGE.code());
            assertThat(run.err()).contains("go with --l7");
        }
    }
}
