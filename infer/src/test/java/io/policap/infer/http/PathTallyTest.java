package io.policap.infer.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.http.RandomPaths.Asked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathTallyTest {
    private static final int ROUNDS = 60;

    private static Asked get(String path, String... headers) {
        return new Asked("GET", path, false, List.of(headers));
    }

    private static List<String> text(HttpPaths paths) {
        return paths.leaves().stream()
                .map(leaf -> leaf.method() + " " + String.join(",", leaf.paths(9)) + " " + leaf.requests())
                .toList();
    }

    @Test
    void pathsThatDifferInIdentifiersAreOneLeaf() {
        HttpPaths paths =
                RandomPaths.paths(List.of(get("/v1/items/7"), get("/v1/items/42"), get("/v1/items"), get("/")));

        assertThat(text(paths)).containsExactly("GET / 1", "GET /v1/items 1", "GET /v1/items/42,/v1/items/7 2");
    }

    @Test
    void neitherOrderNorMergesMatter() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            // Every third round has so many names that levels are climbed, at different times in each order.
            List<Asked> asked = new ArrayList<>(new RandomPaths(seed).next(400));
            if (seed % 3 == 0) {
                int names = 1 + random.nextInt(5);
                for (int i = 0; i < 2500; i++) {
                    StringBuilder path = new StringBuilder();
                    for (int depth = 0; depth < 4; depth++) {
                        path.append("/n").append(depth < names ? "x" + random.nextInt(40) : "");
                    }
                    asked.add(get(path.toString(), "X-A", random.nextBoolean() ? "X-B" : "X-C"));
                }
            }
            HttpPaths whole = RandomPaths.paths(asked);
            Collections.shuffle(asked, random);

            assertThat(RandomPaths.paths(asked))
                    .as("seed %s, in another order", seed)
                    .isEqualTo(whole);

            int first = random.nextInt(asked.size());
            int second = first + random.nextInt(asked.size() - first);
            HttpPaths a = RandomPaths.paths(asked.subList(0, first));
            HttpPaths b = RandomPaths.paths(asked.subList(first, second));
            HttpPaths c = RandomPaths.paths(asked.subList(second, asked.size()));
            assertThat(a.plus(b).plus(c)).as("seed %s, (a+b)+c", seed).isEqualTo(whole);
            assertThat(a.plus(b.plus(c))).as("seed %s, a+(b+c)", seed).isEqualTo(whole);
            assertThat(c.plus(a).plus(b)).as("seed %s, (c+a)+b", seed).isEqualTo(whole);
        }
    }

    @Test
    void namesAreKeptTogetherFromTheBackWhereThereAreTooMany() {
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            asked.add(get("/users/u" + Integer.toString(i, 26).replaceAll("[0-9]", "z") + "q" + i + "/likes"));
        }
        HttpPaths paths = RandomPaths.paths(asked);

        assertThat(paths.gaps()).isEmpty();
        assertThat(paths.level()).isEqualTo(3);
        assertThat(paths.leaves()).hasSize(1);
        assertThat(paths.leaves().get(0).requests()).isEqualTo(3000);
    }

    @Test
    void whatCannotBeToldApartIsNotKept() {
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            StringBuilder path = new StringBuilder();
            for (int place = 0; place < 13; place++) {
                path.append((i >> place & 1) == 0 ? "/7" : "/a");
            }
            asked.add(get(path.toString()));
        }
        HttpPaths paths = RandomPaths.paths(asked);

        assertThat(paths.gaps()).containsExactly(PathGap.TOO_MANY);
        assertThat(paths.leaves()).isEmpty();
    }

    @Test
    void whatIsNoPathOrWasRedactedIsAGap() {
        for (String path :
                List.of("", "v1", "/a b", "/caf\u00e9", "/a?b", "/x".repeat(40), "/" + "x".repeat(5000), "/\n")) {
            assertThat(RandomPaths.paths(List.of(get(path))).gaps()).as(path).isEqualTo(Set.of(PathGap.UNKNOWN));
        }
        assertThat(RandomPaths.paths(List.of(get("/v1/HUBBLE_REDACTED"))).gaps())
                .containsExactly(PathGap.REDACTED);
        assertThat(RandomPaths.paths(List.of(new Asked("GE T", "/", false, List.of())))
                        .gaps())
                .containsExactly(PathGap.UNKNOWN);
        assertThat(RandomPaths.paths(List.of(get("*"))).gaps()).isEmpty();
    }

    @Test
    void tokensAndAddressesOfPeopleAreNeverKept() {
        String token = "Zx9Kq2Lm7Wv4Tn8RbY3c";
        HttpPaths paths = RandomPaths.paths(List.of(
                get("/reset/" + token),
                get("/users/jane.doe@mail.example"),
                get("/users/jane.doe%40mail.example"),
                get("/s/9f86d081884c7d659a2feaa0c55ad015"),
                get("/j/eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl")));

        assertThat(paths.toString())
                .doesNotContain(token)
                .doesNotContain("jane")
                .doesNotContain("9f86d0")
                .doesNotContain("c2ln");
    }

    @Test
    void ofHeadersThoseOfEveryRequestAreKeptAndNoneWithCredentials() {
        HttpPaths paths = RandomPaths.paths(List.of(
                get("/a/1", "X-Internal-Auth", "Accept", "Cookie", "X-Api-Key"),
                get("/a/2", "x-internal-auth", "AUTHORIZATION", "Cookie", "X-Api-Key")));

        assertThat(paths.leaves().get(0).headers().orElseThrow()).containsExactly("x-internal-auth");
    }

    @Test
    void aResponseShowsAPathAndNoHeader() {
        PathTally tally = new PathTally();
        tally.response("GET", "/a");
        assertThat(tally.paths().leaves().get(0).headers()).isEmpty();

        tally.request("GET", "/a", false, List.of("X-A"), 1);
        assertThat(tally.paths().leaves().get(0).headers().orElseThrow()).containsExactly("x-a");
        assertThat(tally.paths().leaves().get(0).requests()).isEqualTo(1);
    }
}
