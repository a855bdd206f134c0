package io.policap.capture.packet.join;

import static io.policap.capture.packet.join.Legs.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockSkewsTest {
    private static List<ClockSkew> skews(List<Leg> legs) {
        LegJoin join = new LegJoin(Delivered.CAPTURES, SmallShop::inventory, address -> List.of(), new Delivered());
        legs.forEach(join::add);
        join.deliver();
        return join.skews();
    }

    /** The client's node sees the request first and the answer last, {@code way} ms before and after the server's. */
    private static List<Leg> seenByBoth(int number, double way, double ahead) {
        String client = "10.244.0.5:" + (20_000 + number);
        return List.of(
                leg(client, "10.244.1.7:8080")
                        .in(0)
                        .at(number)
                        .answeredAfter(2 * way + 1)
                        .fingerprint(number + 1)
                        .build(),
                leg(client, "10.244.1.7:8080")
                        .in(2)
                        .at(number + way + ahead)
                        .answeredAfter(1)
                        .fingerprint(number + 1)
                        .build());
    }

    @Test
    void theTimeOnTheWayDoesNotCount() {
        ClockSkew skew = skews(seenByBoth(0, 40, 0)).get(0);

        assertThat(skew).isEqualTo(new ClockSkew("kind-control-plane", "kind-worker", 1, 0, 0));
    }

    @Test
    void theMedianOfAllConnectionsIsTold() {
        List<Leg> legs = new ArrayList<>();
        legs.addAll(seenByBoth(0, 1, -1_499));
        legs.addAll(seenByBoth(1, 2, -1_500));
        legs.addAll(seenByBoth(2, 3, -1_501));
        legs.addAll(seenByBoth(3, 3, -90));

        assertThat(skews(legs))
                .containsExactly(new ClockSkew("kind-control-plane", "kind-worker", 4, -1_499_500_000L, 1_000_000L));
    }

    @Test
    void connectionsBeforeAndAfterNatAreMeasuredAsWell() {
        List<ClockSkew> skews = skews(List.of(
                leg("10.244.0.5:40000", "10.96.191.116:80").in(0).fingerprint(1).build(),
                leg("10.244.0.5:40000", "10.244.1.7:8080")
                        .in(2)
                        .at(2_000)
                        .fingerprint(1)
                        .build()));

        assertThat(skews).containsExactly(new ClockSkew("kind-control-plane", "kind-worker", 1, 2_000_000_000L, 0));
    }

    @Test
    void capturesOfOneNodeOrOfNobodyKnowsWhereSayNothing() {
        assertThat(skews(List.of(
                        leg("10.244.0.5:40000", "10.244.1.7:8080")
                                .in(0)
                                .fingerprint(1)
                                .build(),
                        leg("10.244.0.5:40000", "10.244.1.7:8080")
                                .in(1)
                                .at(9)
                                .fingerprint(1)
                                .build(),
                        leg("10.244.0.5:40000", "10.244.1.7:8080")
                                .in(4)
                                .at(9)
                                .fingerprint(1)
                                .build())))
                .isEmpty();
    }

    @Test
    void whatIsKeptIsBoundedAndWhatWasSeenIsCounted() {
        ClockSkews skews = new ClockSkews();
        for (int i = 0; i < ClockSkews.KEPT + 5; i++) {
            skews.measure(seenByBoth(0, 1, i < ClockSkews.KEPT ? 10 : 99), Delivered.CAPTURES);
        }

        assertThat(skews.list())
                .containsExactly(
                        new ClockSkew("kind-control-plane", "kind-worker", ClockSkews.KEPT + 5, 10_000_000L, 0));
    }

    @Test
    void clocksMoreThanASecondApartAreAnIssue() {
        Issues issues = new Issues();
        ClockSkews.report(
                List.of(new ClockSkew("a", "b", 12, -2_400_000_000L, 5), new ClockSkew("a", "c", 12, 900_000_000L, 5)),
                issues);

        assertThat(issues.count(IssueCode.CLOCK_SKEW)).isEqualTo(1);
        assertThat(issues.list().get(0).message())
                .isEqualTo("the clock of node b is 2.4 s behind that of a, measured on 12 connections; set the clocks"
                        + " (NTP): addresses that change owners are attributed by time");
    }
}
