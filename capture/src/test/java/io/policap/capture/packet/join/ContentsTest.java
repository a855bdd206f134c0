package io.policap.capture.packet.join;

import static io.policap.capture.packet.join.Legs.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.HttpRequest;
import io.policap.infer.flow.Layer7;
import io.policap.infer.inventory.Inventory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What several captures show of the content of one connection. */
class ContentsTest {
    private static final String CLIENT = "10.244.0.5:40000";
    private static final String SERVER = "10.244.1.6:8080";

    private static HttpRequest request(String path) {
        return new HttpRequest(new Layer7.Http(false, "GET", "cart.shop", path, 0, List.of("host")), false);
    }

    private static Content http(boolean complete, String... paths) {
        List<HttpRequest> requests =
                Arrays.stream(paths).map(ContentsTest::request).toList();
        return new Content(AppProtocol.HTTP, paths.length == 0 ? "" : "cart.shop", false, requests, complete);
    }

    private static Content only(AppProtocol protocol) {
        return new Content(protocol, "", false, List.of(), false);
    }

    private static Content joined(Leg... legs) {
        return Delivered.of(Inventory.empty(), Delivered.CAPTURES, List.of(legs))
                .only()
                .content();
    }

    private static Leg seen(int capture, Content content) {
        return leg(CLIENT, SERVER).in(capture).fingerprint(7).carrying(content).build();
    }

    @Test
    void whoSawTheWholeConnectionTellsOfIt() {
        Content whole = http(true, "/a", "/b", "/a");

        assertThat(joined(seen(0, http(false, "/a")), seen(1, whole), seen(2, only(AppProtocol.OTHER))))
                .isEqualTo(whole);
    }

    @Test
    void ofCutCapturesTheRequestsAreUnited() {
        assertThat(joined(seen(0, http(false, "/c", "/a")), seen(1, http(false, "/a", "/b", "/a"))))
                .isEqualTo(http(false, "/a", "/b", "/a", "/c"));
    }

    @Test
    void whatCarriedSomethingElseInOneCaptureIsNoHttp() {
        assertThat(joined(seen(0, http(false, "/a")), seen(1, only(AppProtocol.UPGRADED)))
                        .protocol())
                .isEqualTo(AppProtocol.UPGRADED);
        assertThat(joined(seen(0, only(AppProtocol.NOT_SEEN)), seen(1, only(AppProtocol.TLS)))
                        .protocol())
                .isEqualTo(AppProtocol.TLS);
    }

    @Test
    void aNameOfTheServerIsTakenFromWhereItWasSeen() {
        Content named = new Content(AppProtocol.NOT_SEEN, "api.stripe.com", true, List.of(), false);

        assertThat(joined(seen(0, Content.NONE), seen(2, named))).isEqualTo(named);
    }

    @Test
    void partsOfAConnectionInOneCaptureFollowEachOther() {
        Leg first = seen(0, http(true, "/a"));
        Leg second = leg(CLIENT, SERVER)
                .in(0)
                .record(9)
                .at(4000)
                .midStream()
                .carrying(http(false, "/b"))
                .build();

        assertThat(joined(first, second)).isEqualTo(http(false, "/a", "/b"));
    }

    @Test
    void legsBeforeAndAfterNatAreTheSameConnection() {
        Leg before = leg(CLIENT, "10.96.0.7:80")
                .fingerprint(7)
                .carrying(http(false, "/a"))
                .build();
        Content whole = http(true, "/a", "/b");
        Leg after = leg(CLIENT, SERVER).in(2).fingerprint(7).carrying(whole).build();

        Delivered delivered = Delivered.of(Inventory.empty(), Delivered.CAPTURES, List.of(before, after));

        assertThat(delivered.connections)
                .allSatisfy(connection -> assertThat(connection.content()).isEqualTo(whole));
    }

    @Test
    void theOrderOfLegsDoesNotMatter() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            List<Leg> legs = new ArrayList<>();
            for (int capture = 0; capture < 4; capture++) {
                String[] paths = new String[random.nextInt(3)];
                Arrays.setAll(paths, i -> "/" + random.nextInt(3));
                AppProtocol protocol = AppProtocol.values()[random.nextInt(AppProtocol.values().length)];
                Content content = random.nextBoolean() ? http(random.nextInt(3) == 0, paths) : only(protocol);
                legs.add(seen(capture, content));
            }
            Content expected = joined(legs.toArray(new Leg[0]));
            Collections.shuffle(legs, random);
            assertThat(joined(legs.toArray(new Leg[0]))).as("seed " + seed).isEqualTo(expected);
        }
    }
}
