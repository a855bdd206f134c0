package io.policap.emit.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.intent.Evidence;
import io.policap.infer.intent.Mark;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Ports;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.PortRange;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.from.RuleNote;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Why people decided something is a comment, and stays one. */
class DecidedReasonTest {
    private static final long SEED = Long.getLong("policap.seed", 20_265L);
    private static final Evidence SEEN = new Evidence(3, Instant.EPOCH, Instant.EPOCH, List.of("node-1"));

    private static List<String> comment(Evidence evidence, String reason) {
        Permission permission = new Permission(
                new Ports.Transport(Protocol.TCP, PortRange.of(443)),
                evidence,
                new TreeSet<>(Set.of(Mark.DECIDED)),
                new TreeSet<>(),
                new TreeSet<>(Set.of(reason)));
        Peer peer = new Peer.Addresses(List.of(Cidr.parse("203.0.113.0/24")));
        return RuleComment.of(PolicyType.EGRESS, new RuleNote(peer, List.of(permission)));
    }

    @Test
    void aDecisionThatWasNotSeenSaysSo() {
        assertThat(comment(Evidence.NONE, "four times a year"))
                .containsExactly("to 203.0.113.0/24:", "  TCP 443, decided", "    four times a year");
    }

    @Test
    void aDecisionAboutWhatWasSeenSaysBoth() {
        assertThat(comment(SEEN, "published"))
                .containsExactly("to 203.0.113.0/24:", "  TCP 443, seen 3 times by 1 node; decided", "    published");
    }

    @Test
    void longReasonsAreWrapped() {
        assertThat(comment(Evidence.NONE, "word ".repeat(50)))
                .hasSizeGreaterThan(4)
                .allMatch(line -> line.length() < 100);
    }

    @Test
    void noReasonEndsItsComment() {
        HostileText hostile = new HostileText(SEED);
        for (int round = 0; round < 2_000; round++) {
            String reason = hostile.next();
            String text = YamlText.comment(comment(Evidence.NONE, reason), 0);
            assertThat(text.lines()).as("seed " + SEED + " round " + round).allMatch(line -> line.startsWith("#"));
            assertThat(text.chars().allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7F)))
                    .as("seed " + SEED + " round " + round)
                    .isTrue();
        }
    }
}
