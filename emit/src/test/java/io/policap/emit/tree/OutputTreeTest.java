package io.policap.emit.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTreeTest {
    private static final String CART = "kubernetes/1-allow/shop/cart.yaml";
    private static final String ADS = "kubernetes/1-allow/shop/ads.yaml";
    private static final String DENY = "kubernetes/2-default-deny/shop.yaml";

    @TempDir
    private Path root;

    @Test
    void eachStageListsItsFilesSorted() throws IOException {
        write(Map.of(CART, "a: 1\n", ADS, "b: 1\n", DENY, "c: 1\n"));

        assertThat(files())
                .containsExactlyInAnyOrder(
                        CART,
                        ADS,
                        DENY,
                        "kubernetes/1-allow/kustomization.yaml",
                        "kubernetes/2-default-deny/kustomization.yaml");
        assertThat(text("kubernetes/1-allow/kustomization.yaml"))
                .endsWith("kind: Kustomization\nresources:\n  - shop/ads.yaml\n  - shop/cart.yaml\n");
        assertThat(text(CART)).matches("# policap: content sha256:[0-9a-f]{64}\na: 1\n");
    }

    @Test
    void theSameRunAgainChangesNothing() throws IOException {
        write(Map.of(CART, "a: 1\n"));
        Object before = Files.getLastModifiedTime(root.resolve(CART));

        WriteReport again = write(Map.of(CART, "a: 1\n"));

        assertThat(again).isEqualTo(new WriteReport(0, 2, 0, List.of()));
        assertThat(Files.getLastModifiedTime(root.resolve(CART))).isEqualTo(before);
    }

    @Test
    void whatWeWroteAndNoLongerNeedIsRemovedWithItsDirectories() throws IOException {
        write(Map.of(CART, "a: 1\n", DENY, "c: 1\n"));

        WriteReport report = write(Map.of(CART, "a: 2\n"));

        assertThat(files()).containsExactlyInAnyOrder(CART, "kubernetes/1-allow/kustomization.yaml");
        assertThat(root.resolve("kubernetes/2-default-deny")).doesNotExist();
        assertThat(report.removed()).isEqualTo(2);
        assertThat(text(CART)).endsWith("\na: 2\n");
    }

    @Test
    void anEditedFileStaysAndIsReportedWhetherNeededOrNot() throws IOException {
        write(Map.of(CART, "a: 1\n", ADS, "b: 1\n"));
        Files.writeString(root.resolve(CART), text(CART) + "mine: true\n");
        Files.writeString(root.resolve(ADS), text(ADS) + "mine: true\n");

        WriteReport report = write(Map.of(CART, "a: 2\n"));

        assertThat(text(CART)).endsWith("a: 1\nmine: true\n");
        assertThat(text(ADS)).endsWith("b: 1\nmine: true\n");
        assertThat(report.issues())
                .extracting(Issue::code, Issue::place)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(IssueCode.EDITED_FILE, ADS),
                        org.assertj.core.groups.Tuple.tuple(IssueCode.EDITED_FILE, CART));
        assertThat(text("kubernetes/1-allow/kustomization.yaml")).contains("shop/cart.yaml");
    }

    @Test
    void aForeignFileStaysAndIsReported() throws IOException {
        Path foreign = root.resolve("kubernetes/1-allow/shop/theirs.yaml");
        Files.createDirectories(foreign.getParent());
        Files.writeString(foreign, "theirs: 1\n");
        Files.writeString(root.resolve(CART), "theirs: 2\n");
        Files.writeString(root.resolve("notes.txt"), "outside of the trees\n");

        WriteReport report = write(Map.of(CART, "a: 1\n"));

        assertThat(text(CART)).isEqualTo("theirs: 2\n");
        assertThat(foreign).hasContent("theirs: 1\n");
        assertThat(root.resolve("notes.txt")).hasContent("outside of the trees\n");
        assertThat(report.issues()).extracting(Issue::code).containsOnly(IssueCode.FOREIGN_FILE);
        assertThat(report.issues())
                .extracting(Issue::place)
                .containsExactly(CART, "kubernetes/1-allow/shop/theirs.yaml");
    }

    @Test
    void symbolicLinksAreNeverFollowed(@TempDir Path outside) throws IOException {
        Path victim = Files.writeString(outside.resolve("victim.yaml"), OwnedText.mark("ours: once\n"));
        String before = Files.readString(victim);
        Files.createDirectories(root.resolve("kubernetes/1-allow"));
        Files.createSymbolicLink(root.resolve("kubernetes/1-allow/shop"), outside);
        Files.createDirectories(root.resolve("kubernetes/1-allow/web"));
        Files.createSymbolicLink(root.resolve("kubernetes/1-allow/web/front.yaml"), victim);
        Files.createSymbolicLink(root.resolve("summary.json"), victim);

        TreeMap<String, String> policies =
                new TreeMap<>(Map.of(CART, "a: 1\n", "kubernetes/1-allow/web/front.yaml", "b: 1\n"));
        WriteReport report =
                new OutputTree(root).write(policies, new TreeMap<>(Map.of("summary.json", "{}\n".getBytes(UTF_8))));

        assertThat(victim).hasContent(before);
        try (Stream<Path> inside = Files.list(outside)) {
            assertThat(inside).containsExactly(victim);
        }
        assertThat(Files.isRegularFile(root.resolve("summary.json"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(report.issues()).extracting(Issue::code).containsOnly(IssueCode.FOREIGN_FILE);
    }

    @Test
    void noTemporaryFileIsLeftBehind() throws IOException {
        write(Map.of(CART, "a: 1\n"));
        try (Stream<Path> walk = Files.walk(root)) {
            assertThat(walk.map(path -> path.getFileName().toString())).noneMatch(name -> name.contains("tmp"));
        }
    }

    @Test
    void hostileNamesBecomeOneSafeSegmentEach() {
        for (String name : List.of(
                "..",
                ".",
                "",
                "../../etc",
                "a/b",
                "-rf",
                ".git",
                "a\\b",
                "a\nb",
                "kustomization",
                "A",
                "x".repeat(300))) {
            String path = TreePaths.allow("kubernetes", name, name);
            assertThat(path)
                    .matches("kubernetes/1-allow/[a-z0-9_][a-z0-9._-]{0,220}/[a-z0-9_][a-z0-9._-]{0,220}\\.yaml")
                    .doesNotContain("..");
            assertThat(TreePaths.defaultDeny("cilium", name))
                    .isNotEqualTo(TreePaths.kustomization("cilium", TreePaths.DEFAULT_DENY));
        }
        assertThat(TreePaths.allow("cilium", "shop", "cart")).isEqualTo("cilium/1-allow/shop/cart.yaml");
        assertThat(TreePaths.segment("A")).isNotEqualTo(TreePaths.segment("a"));
    }

    private WriteReport write(Map<String, String> policies) throws IOException {
        return new OutputTree(root).write(new TreeMap<>(policies), new TreeMap<>());
    }

    private String text(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
