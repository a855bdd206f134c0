package io.policap.emit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.http.HttpTemplate;
import io.policap.infer.http.PathLeaf;
import io.policap.infer.http.PathTally;
import io.policap.infer.http.PathTemplates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What templates admit, as the engine reads them that Cilium's proxy has. */
class HttpTemplatesTest {
    private static final int ROUNDS = 30;

    private static final List<String> SENSITIVE = List.of(
            "/admin",
            "/admin/",
            "/debug/pprof",
            "/debug/pprof/heap",
            "/actuator/env",
            "/v1/items/../admin",
            "/v1/items/%2e%2e/admin",
            "/v1/items/1/secret",
            "/v1/items/1%2Fsecret",
            "/v1/items/",
            "/v1/items//",
            "/v1/items/1a",
            "/v1/items/-1",
            "/v1/items/1\n",
            "/v2/items/1",
            "//v1/items/1",
            "/V1/items/1",
            "/v1/items/1;a=b",
            "/.env",
            "/",
            "*");

    private final Re2PathMatcher engine = new Re2PathMatcher();

    private static List<PathLeaf> leaves(Collection<String> paths) {
        PathTally tally = new PathTally();
        paths.forEach(path -> tally.request("GET", path, false, List.of(), 1));
        assertThat(tally.paths().gaps()).isEmpty();
        return tally.paths().leaves();
    }

    /** The paths of the templates; none where a leaf has no template. */
    private static TreeSet<String> templates(Collection<String> paths, boolean widenFirst) {
        List<PathLeaf> leaves = leaves(paths);
        PathTemplates templates = PathTemplates.of(leaves, widenFirst);
        TreeSet<String> found = new TreeSet<>();
        for (PathLeaf leaf : leaves) {
            Optional<HttpTemplate> template = templates.of(leaf);
            if (template.isEmpty()) {
                return new TreeSet<>();
            }
            found.add(template.get().path());
        }
        return found;
    }

    private boolean admits(Collection<String> templates, String path) {
        return templates.isEmpty() || templates.stream().anyMatch(template -> engine.matches(template, path));
    }

    private static List<String> range(String before, int count, String after) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            paths.add(before + (char) ('a' + i / 26) + (char) ('a' + i % 26) + after);
        }
        return paths;
    }

    @Test
    void twoNumbersAreAPatternAndOneIsNot() {
        assertThat(templates(List.of("/v1/items/7", "/v1/items/42"), false))
                .containsExactly("/v1/items/[0-9]+(\\?.*)?");
        assertThat(templates(List.of("/v1/items/42"), false)).containsExactly("/v1/items/42(\\?.*)?");
    }

    @Test
    void whatVariesElsewhereVariesHereToo() {
        PathTally here = new PathTally();
        here.request("PUT", "/v1/items/42", false, List.of(), 1);
        List<PathLeaf> leaves = here.paths().leaves();

        assertThat(PathTemplates.of(leaves, leaves(List.of("/v1/items/7")), false)
                        .of(leaves.get(0)))
                .contains(new HttpTemplate("PUT", "/v1/items/[0-9]+(\\?.*)?"));
        assertThat(PathTemplates.of(leaves, leaves(List.of("/v2/items/7")), false)
                        .of(leaves.get(0)))
                .contains(new HttpTemplate("PUT", "/v1/items/42(\\?.*)?"));
    }

    @Test
    void sensitivePathsThatNobodyAskedForMatchNothing() {
        List<String> asked = new ArrayList<>(List.of("/healthz", "/metrics", "/api/v1/items", "/debug/vars"));
        for (int i = 0; i < 500; i++) {
            asked.add("/v1/items/" + i);
        }
        TreeSet<String> templates = templates(asked, false);

        assertThat(templates).hasSize(5);
        for (String path : SENSITIVE) {
            assertThat(admits(templates, path)).as(path).isFalse();
        }
        asked.forEach(path ->
                assertThat(admits(templates, path + "?x=/admin")).as(path).isTrue());
    }

    @Test
    void wordsAreAPatternWhereNoListCouldNameThemAllAndNeverInTheFirstSegmentUnlessTold() {
        assertThat(templates(range("/users/", 40, ""), false)).hasSize(40);
        assertThat(templates(range("/users/", 41, ""), false))
                .containsExactly("/users/[A-Za-z0-9_~-][A-Za-z0-9._~-]*(\\?.*)?");
        assertThat(templates(range("/", 300, "/x"), false)).hasSize(300);
        assertThat(templates(range("/", 300, "/x"), true)).containsExactly("/[A-Za-z0-9_~-][A-Za-z0-9._~-]*/x(\\?.*)?");
        TreeSet<String> users = templates(range("/users/", 41, ""), false);
        for (String path : List.of("/users/..", "/users/.", "/users/a/b", "/users/%2e%2e", "/users/", "/users/.git")) {
            assertThat(admits(users, path)).as(path).isFalse();
        }
    }

    @Test
    void fileNamesKeepTheirExtension() {
        TreeSet<String> templates = templates(range("/static/", 12, ".js"), false);

        assertThat(templates).containsExactly("/static/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.js(\\?.*)?");
        assertThat(admits(templates, "/static/other.js")).isTrue();
        assertThat(admits(templates, "/static/other.jsp")).isFalse();
        assertThat(admits(templates, "/static/.js")).isFalse();
        assertThat(templates(List.of("/static/a.js", "/static/b.js"), false))
                .containsExactly("/static/(a\\.js|b\\.js)(\\?.*)?");
    }

    @Test
    void everyKindIsItsOwnPattern() {
        assertThat(templates(List.of("/d/2026-01-31", "/d/2026-02-01"), false))
                .containsExactly("/d/[0-9]{4}-[0-9]{2}-[0-9]{2}(\\?.*)?");
        assertThat(templates(List.of("/l/de-AT", "/l/pt_BR"), false)).containsExactly("/l/(de-AT|pt_BR)(\\?.*)?");
        assertThat(templates(List.of("/l/de-AT", "/l/pt_BR", "/l/en-GB"), false))
                .containsExactly("/l/[a-z]{2}[-_][A-Z]{2}(\\?.*)?");
        assertThat(templates(List.of("/u/01ARZ3NDEKTSV4RRFFQ69G5FAV", "/u/01BX5ZZKBKACTAV9WEVGEMMVRZ"), false))
                .containsExactly("/u/[0-7][0-9A-HJKMNP-TV-Z]{25}(\\?.*)?");
        assertThat(templates(List.of("/h/deadbeef01", "/h/00c0ffee"), false))
                .containsExactly("/h/[0-9a-fA-F]{8,31}(\\?.*)?");
        assertThat(templates(List.of("/w/deadbeef", "/w/getUserProfileV2ByName"), false))
                .containsExactly("/w/deadbeef(\\?.*)?", "/w/getUserProfileV2ByName(\\?.*)?");
        assertThat(templates(List.of("/t/Zx9Kq2Lm7Wv4Tn8RbY3c"), false))
                .containsExactly("/t/[A-Za-z0-9_-]{16,}(\\?.*)?");
    }

    @Test
    void callsOfGrpcStayExact() {
        PathTally tally = new PathTally();
        for (int i = 0; i < 100; i++) {
            tally.request("POST", "/shop.v1.Carts/Get" + i, true, List.of(), 1);
        }
        List<PathLeaf> leaves = tally.paths().leaves();
        PathTemplates templates = PathTemplates.of(leaves, true);

        assertThat(leaves)
                .hasSize(100)
                .allSatisfy(leaf ->
                        assertThat(templates.of(leaf).orElseThrow().path()).startsWith("/shop\\.v1\\.Carts/Get"));
    }

    @Test
    void theWholeServerAsteriskIsExact() {
        TreeSet<String> templates = templates(List.of("*"), false);

        assertThat(templates).containsExactly("\\*");
        assertThat(admits(templates, "*")).isTrue();
        assertThat(admits(templates, "/")).isFalse();
    }

    @Test
    void everyRequestThatWasSeenMatchesATemplate() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            List<String> asked = asked(seed, 1 + new Random(seed).nextInt(400));
            TreeSet<String> templates = templates(asked, false);
            for (String path : asked) {
                assertThat(admits(templates, path))
                        .as("seed %s, %s", seed, path)
                        .isTrue();
                assertThat(admits(templates, path + "?q=%2F..&x"))
                        .as("seed %s, %s?", seed, path)
                        .isTrue();
            }
        }
    }

    @Test
    void withMoreRequestsNoTemplateNarrows() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            List<String> asked = asked(seed, 300);
            TreeSet<String> few = templates(asked.subList(0, 1 + new Random(seed).nextInt(200)), false);
            TreeSet<String> more = templates(asked, false);
            // Whatever the few admit; paths of other seeds are mostly not among what was asked for.
            List<String> probes = new ArrayList<>(asked);
            probes.addAll(asked(seed + 10_000, 100));
            for (String path : probes) {
                if (!few.isEmpty() && admits(few, path)) {
                    assertThat(admits(more, path)).as("seed %s, %s", seed, path).isTrue();
                }
            }
        }
    }

    @Test
    void aNameThatWasNeverSeenIsNeverAdmitted() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            List<String> asked = asked(seed, 200);
            TreeSet<String> templates = templates(asked, false);
            if (templates.isEmpty()) {
                continue;
            }
            Random random = new Random(seed);
            for (String path : asked) {
                String[] segments = path.substring(1).split("/", -1);
                segments[random.nextInt(segments.length)] = "never!seen";
                String other = "/" + String.join("/", segments);
                assertThat(admits(templates, other))
                        .as("seed %s, %s", seed, other)
                        .isFalse();
                assertThat(admits(templates, path + "/more"))
                        .as("seed %s, %s/more", seed, path)
                        .isFalse();
                assertThat(admits(templates, path + "/.."))
                        .as("seed %s, %s/..", seed, path)
                        .isFalse();
            }
        }
    }

    @Test
    void anExpressionThatIsNoneMatchesNothing() {
        assertThat(engine.matches("(", "(")).isFalse();
        assertThat(engine.matches("(?=a)a", "a")).isFalse();
        assertThat(engine.matches("a|b", "ab")).isFalse();
    }

    private static List<String> asked(long seed, int count) {
        return RequestPaths.of(seed, count);
    }
}
