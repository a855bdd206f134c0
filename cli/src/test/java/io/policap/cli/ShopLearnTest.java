package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code policap learn} on the shop, as somebody types it. */
class ShopLearnTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    private static Shop.Run again(Path directory, String... options) {
        String[] line = new String[options.length + 4];
        line[0] = "learn";
        line[1] = Shop.directory().toString();
        line[2] = "-o";
        line[3] = directory.toString();
        System.arraycopy(options, 0, line, 4, options.length);
        return Shop.run(line);
    }

    /** A directory with the audited policies, to be spoiled. */
    private static Path written() {
        Path directory = Shop.newDirectory();
        assertThat(again(directory).status()).isEqualTo(ExitCode.DONE.code());
        return directory;
    }

    @Test
    void theSummarySaysWhatWasReadFoundWrittenAndProven() {
        Shop.Run run = Shop.audited();

        assertThat(run.status()).isEqualTo(ExitCode.DONE.code());
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("flows +9608 read, 9605 used, 3 skipped"))
                .anyMatch(line -> line.matches(" +3 no-backend"))
                .anyMatch(line -> line.matches("workloads +26 in 7 namespaces, 25 with traffic"))
                .anyMatch(line -> line.matches("connections +160 classes: .*116 served.*"))
                .anyMatch(line -> line.matches("cilium +25 policies \\(audit\\)"))
                .anyMatch(line -> line.matches("kubernetes +25 policies \\(audit\\)"))
                .anyMatch(line -> line.matches(" +proof +replayed 116, denied 0"))
                .anyMatch(line -> line.matches("coverage +26 full"))
                .anyMatch(line -> line.matches("ready +0 of 25 workloads are ready to enforce"))
                .anyMatch(line -> line.startsWith("to look at"));
        assertThat(run.out())
                .contains(Shop.texts(run.directory()).size() + " files new or changed, 0 unchanged, 0 removed");
    }

    @Test
    void theSummaryOfEverythingCountsPacketsBesideFlowsAndComparesBoth() {
        Shop.Run run = Shop.learn(Shop.directory().toString());

        assertThat(run.status()).isEqualTo(ExitCode.DONE.code());
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("flows\\+packets +84364 read, 80032 used, 4332 skipped"))
                .anyMatch(line -> line.matches("coverage +26 full"))
                .anyMatch(line -> line.matches("cross-check +85 served edges seen by Hubble and captures, 2 by Hubble"
                        + " only, 2 by captures only"))
                .anyMatch(line -> line.matches("cilium +25 policies \\(audit\\)"))
                .anyMatch(line -> line.matches(" +proof +replayed \\d+, denied 0"));
    }

    @Test
    void theBooksOfTheSummaryBalance() {
        JsonNode flows = Shop.audited().summary().get("flows");
        long skipped = 0;
        for (JsonNode reason : flows.get("skipped")) {
            skipped += reason.longValue();
        }

        assertThat(flows.get("read").longValue()).isEqualTo(ShopFlows.lines().size());
        assertThat(flows.get("used").longValue() + skipped)
                .isEqualTo(flows.get("read").longValue());
    }

    @Test
    void everyFileThatIsNoInputIsNamedOnStandardError() {
        Shop.Run whole = Shop.learn(Shop.directory().toString());

        assertThat(whole.err().lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("README.md: is left out"))
                .anyMatch(line -> line.contains("truth.json: is left out"))
                .anyMatch(line -> line.contains("pod-gateway-cut.pcap: ends within record 1268"));
    }

    @Test
    void auditWritesBothTreesWithoutDefaultDeny() {
        Set<String> names = Shop.texts(Shop.audited().directory()).keySet();

        assertThat(names)
                .contains("baseline.json", "summary.json")
                .contains("kubernetes/1-allow/shop/cart.yaml", "cilium/1-allow/shop/cart.yaml")
                .noneMatch(name -> name.contains("2-default-deny"));
    }

    @Test
    void enforceWritesADefaultDenyForEveryNamespace() {
        Set<String> names = Shop.texts(Shop.enforced().directory()).keySet();

        for (String kind : List.of("kubernetes", "cilium")) {
            assertThat(names)
                    .filteredOn(name -> name.startsWith(kind + "/2-default-deny/"))
                    .hasSize(8)
                    .contains(kind + "/2-default-deny/shop.yaml", kind + "/2-default-deny/kustomization.yaml");
        }
    }

    @Test
    void enforceWithoutAcceptingWithholdsWhatIsNotReadyAndListsIt() {
        Shop.Run run = Shop.learn(Shop.directory().toString(), "--mode", "enforce", "--accept", "shop/gateway");

        assertThat(run.status()).isEqualTo(ExitCode.FINDINGS.code());
        JsonNode kind = run.summary().get("kinds").get("cilium");
        assertThat(kind.get("policies").intValue()).isEqualTo(1);
        assertThat(kind.get("withheld").toString())
                .contains("shop/Deployment/cart")
                .doesNotContain("shop/Deployment/gateway");
        Set<String> names = Shop.texts(run.directory()).keySet();
        assertThat(names)
                .contains("cilium/1-allow/shop/gateway.yaml")
                .doesNotContain("cilium/1-allow/shop/cart.yaml", "cilium/2-default-deny/shop.yaml");
    }

    @Test
    void everyKustomizationListsExactlyTheFilesOfItsStage() throws IOException {
        int stages = 0;
        for (Shop.Run run : List.of(Shop.audited(), Shop.enforced())) {
            for (String kind : List.of("kubernetes", "cilium")) {
                for (String stage : List.of("1-allow", "2-default-deny")) {
                    Path directory = run.directory().resolve(kind).resolve(stage);
                    if (Files.isDirectory(directory)) {
                        assertThat(resources(directory)).isEqualTo(files(directory));
                        stages++;
                    }
                }
            }
        }
        assertThat(stages).isEqualTo(6);
    }

    private static Set<String> resources(Path stage) throws IOException {
        JsonNode kustomization = YAML.readTree(Files.readAllBytes(stage.resolve("kustomization.yaml")));
        Set<String> resources = new TreeSet<>();
        kustomization.get("resources").forEach(resource -> resources.add(resource.asString()));
        assertThat(resources).hasSize(kustomization.get("resources").size());
        return resources;
    }

    private static Set<String> files(Path stage) {
        Set<String> files = new TreeSet<>(Shop.texts(stage).keySet());
        files.remove("kustomization.yaml");
        return files;
    }

    @Test
    void aSecondRunChangesNothingAndSaysSo() {
        Path directory = written();
        Map<String, String> before = Shop.bytes(directory);

        Shop.Run second = again(directory);

        assertThat(second.status()).isEqualTo(ExitCode.DONE.code());
        assertThat(second.out()).contains("0 files new or changed, " + before.size() + " unchanged, 0 removed");
        assertThat(Shop.bytes(directory)).isEqualTo(before);
    }

    @Test
    void anEditedFileStaysAndIsReported() throws IOException {
        Path directory = written();
        Path edited = directory.resolve("cilium/1-allow/shop/cart.yaml");
        String text = Files.readString(edited).replace("\"5000\"", "\"5001\"");
        Files.writeString(edited, text);

        Shop.Run second = again(directory, "--mode", "enforce", "--accept-all");

        assertThat(Files.readString(edited)).isEqualTo(text);
        assertThat(second.err()).contains("edited-file: cilium/1-allow/shop/cart.yaml");
        assertThat(second.out()).contains("1 of others left alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes/1-allow/shop/by-hand.yaml", "cilium/1-allow/shop/notes.txt"})
    void aForeignFileStaysAndIsReported(String name) throws IOException {
        Path directory = written();
        Path foreign = Files.writeString(directory.resolve(name), "# mine\n");

        Shop.Run second = again(directory);

        assertThat(foreign).hasContent("# mine\n");
        assertThat(second.err()).contains("foreign-file: " + name);
    }

    @Test
    void aFileNoLongerNeededIsRemoved() {
        Path directory = Shop.newDirectory();
        again(directory, "--mode", "enforce", "--accept-all");

        Shop.Run second = again(directory, "--mode", "enforce", "--accept", "shop/gateway");

        assertThat(second.status()).as("the rest is withheld").isEqualTo(ExitCode.FINDINGS.code());
        assertThat(second.out()).containsPattern("[1-9]\\d* removed");
        assertThat(Shop.texts(directory).keySet())
                .filteredOn(name -> name.endsWith(".yaml"))
                .containsExactlyInAnyOrder(
                        "cilium/1-allow/kustomization.yaml",
                        "cilium/1-allow/shop/gateway.yaml",
                        "kubernetes/1-allow/kustomization.yaml",
                        "kubernetes/1-allow/shop/gateway.yaml");
    }

    @Test
    void aRunForOneNamespaceLeavesTheFilesOfOthersAlone() throws IOException {
        Path directory = written();
        Map<String, String> before = Shop.texts(directory);

        Shop.Run second = again(directory, "-n", "shop");

        assertThat(second.status()).isEqualTo(ExitCode.DONE.code());
        Map<String, String> after = Shop.texts(directory);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((name, text) -> {
            if (name.contains("1-allow/")) {
                assertThat(after.get(name)).as(name).isEqualTo(text);
            }
        });
        for (String kind : List.of("kubernetes", "cilium")) {
            Path stage = directory.resolve(kind).resolve("1-allow");
            assertThat(resources(stage)).isEqualTo(files(stage));
        }
    }
}
