package io.policap.infer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.inventory.PodKey;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartyOrderTest {
    private static final List<Party> PARTIES = List.of(
            Party.Pods.of("default", "shop", Labels.of(Map.of("app", "web"))),
            Party.Pods.of("", "", Labels.NONE),
            Party.Pods.of("east", "shop", Labels.of(Map.of("app", "api"))),
            new Party.NamedPod(new PodKey("default", "shop", "web-1")),
            new Party.NamedPod(new PodKey("zone", "shop", "web-1")),
            new Party.Node(Ip.parse("192.168.0.1"), true, false),
            new Party.Node(Ip.parse("fd00::1"), false, true),
            new Party.IngressProxy(),
            Party.Address.of(Ip.parse("203.0.113.1"), true),
            Party.Address.of(Ip.parse("fd00::1"), false));

    @Test
    void partiesAreOrderedByTheirTexts() {
        for (Party left : PARTIES) {
            for (Party right : PARTIES) {
                assertThat(Integer.signum(left.compareTo(right)))
                        .as("%s, %s", left, right)
                        .isEqualTo(Integer.signum(left.sortKey().compareTo(right.sortKey())));
            }
        }
    }
}
