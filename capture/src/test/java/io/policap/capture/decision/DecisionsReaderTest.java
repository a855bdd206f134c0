package io.policap.capture.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.decision.Decision;
import io.policap.infer.decision.DecisionPlace;
import io.policap.infer.decision.Decisions;
import io.policap.infer.decision.EndName;
import io.policap.infer.decision.MutualAuth;
import io.policap.infer.decision.WorkloadName;
import io.policap.infer.intent.Ports;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Requirement;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.PortRange;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.policy.cilium.FqdnSelector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionsReaderTest {
    private static final WorkloadKey PAYMENT = new WorkloadKey("default", "shop", "Deployment", "payment");

    @Test
    void everyKindOfDecisionIsReadWithItsLine() {
        Decisions decisions = read("""
                policapDecisions: 1
                deny:
                  - from: shop/web
                    to: shop-data/StatefulSet/db
                    ports: [5432, 53/udp, 8000-8010/TCP, 8/ICMP]
                    reason: over
                allow:
                  - {from: "mesh:shop/web", to: 2001:db8::/32, ports: [443], reason: soon}
                widen:
                  - {workload: shop/web, direction: egress, to: "*.Example.COM.", reason: many}
                selector:
                  - workload: shop/web
                    matchLabels: {app: web}
                    matchExpressions:
                      - {key: tier, operator: NotIn, values: [test]}
                      - {key: canary, operator: DoesNotExist}
                mutualAuth:
                  - workload: shop/payment
                headers:
                  - {workload: shop/payment, ports: [8000], names: [X-Internal-Auth]}
                publicEndpoints:
                  - {workload: shop/payment, ports: [8443], cidrs: [203.0.113.0/24, 198.51.100.7]}
                ignoreNamespaces: [kube-system]
                """);

        assertThat(decisions.list())
                .extracting(decision -> decision.place().line())
                .containsExactly(3, 8, 10, 12, 18, 20, 22, 23);
        Decision.Deny deny = decisions.of(Decision.Deny.class).get(0);
        assertThat(deny.from()).isEqualTo(new EndName.Workload(WorkloadName.of("shop", "web")));
        assertThat(deny.to()).isEqualTo(new EndName.Workload(new WorkloadName("", "shop-data", "StatefulSet", "db")));
        assertThat(deny.ports())
                .containsExactlyInAnyOrder(
                        new Ports.Transport(Protocol.TCP, PortRange.of(5432)),
                        new Ports.Transport(Protocol.UDP, PortRange.of(53)),
                        new Ports.Transport(Protocol.TCP, new PortRange(8000, 8010)),
                        new Ports.Icmp(Protocol.ICMP, 8));
        Decision.Allow allow = decisions.of(Decision.Allow.class).get(0);
        assertThat(allow.from()).isEqualTo(new EndName.Workload(new WorkloadName("mesh", "shop", "", "web")));
        assertThat(allow.to()).isEqualTo(new EndName.Block(Cidr.parse("2001:db8::/32")));
        assertThat(allow.reason()).isEqualTo("soon");
        Decision.Widen widen = decisions.of(Decision.Widen.class).get(0);
        assertThat(widen.direction()).isEqualTo(PolicyType.EGRESS);
        assertThat(widen.to()).isEqualTo(new EndName.DnsName(new FqdnSelector.MatchPattern("*.example.com")));
        assertThat(decisions.of(Decision.Selector.class).get(0).selector().matchExpressions())
                .containsExactly(Requirement.notIn("tier", Set.of("test")), Requirement.doesNotExist("canary"));
        assertThat(decisions.mutualAuth(PAYMENT)).isEqualTo(MutualAuth.REQUIRED);
        assertThat(decisions.headers(PAYMENT, 8000)).containsExactly("X-Internal-Auth");
        assertThat(decisions.headers(PAYMENT, 8001)).isEmpty();
        assertThat(decisions.publicEndpoints(PAYMENT, Protocol.TCP, 8443))
                .contains(List.of(Cidr.parse("198.51.100.7/32"), Cidr.parse("203.0.113.0/24")));
        assertThat(decisions.publicEndpoints(PAYMENT, Protocol.UDP, 8443)).isEmpty();
        assertThat(decisions.ignores("kube-system")).isTrue();
        assertThat(decisions.ignores("shop")).isFalse();
    }

    @Test
    void entitiesAndModesAreReadByName() {
        Decisions decisions = read("""
                {"policapDecisions": 1,
                 "deny": [{"from": "world", "to": "shop/web", "reason": "r"}],
                 "mutualAuth": [{"workload": "shop/payment", "mode": "off"}]}
                """);

        assertThat(decisions.of(Decision.Deny.class).get(0).from()).isEqualTo(new EndName.Entity(CiliumEntity.WORLD));
        assertThat(decisions.of(Decision.Deny.class).get(0).ports()).isEmpty();
        assertThat(decisions.mutualAuth(PAYMENT)).isEqualTo(MutualAuth.OFF);
    }

    static Stream<Arguments> mistakes() {
        String head = "policapDecisions: 1\n";
        String deny = head + "deny:\n  - ";
        String allow = head + "allow:\n  - ";
        String widen = head + "widen:\n  - ";
        String selector = head + "selector:\n  - ";
        String rest = ", reason: r}\n";
        return Stream.of(
                Arguments.of("", 1, "it is empty; correct it"),
                Arguments.of("- a\n", 1, "the file has no fields"),
                Arguments.of("deny: [\n", 1, "it is not well-formed YAML"),
                Arguments.of("ignoreNamespaces: [shop]\n", 1, "policapDecisions is missing; add policapDecisions: 1"),
                Arguments.of("policapDecisions: 2\nignoreNamespaces: [shop]\n", 1, "policapDecisions is not 1"),
                Arguments.of(head + "denied: []\n", 2, "'denied' is not known; known are policapDecisions, deny"),
                Arguments.of(head + "deny: []\n", 2, "'deny' is no list with entries"),
                Arguments.of(head + "deny:\n", 2, "'deny' is no list with entries"),
                Arguments.of(head + "deny: {from: a/b}\n", 2, "'deny' is no list with entries"),
                Arguments.of(
                        head + "ignoreNamespaces: [a]\nignoreNamespaces: [b]\n",
                        3,
                        "'ignoreNamespaces' is there before, in line 2; join the two"),
                Arguments.of(head + "---\ndeny: []\n", 3, "a second document begins"),
                Arguments.of(deny + "shop/web\n", 3, "the entry has no fields; give it from, to, ports, reason"),
                Arguments.of(deny + "{from: shop/web" + rest, 3, "'to' is missing; add it"),
                Arguments.of(deny + "{from: shop/web, to: shop/db}\n", 3, "'reason' is missing; add it"),
                Arguments.of(deny + "{from: shop/web, to: shop/db, why: r}\n", 3, "'why' is not known here"),
                Arguments.of(deny + "{from: shop/web, from: shop/web, to: shop/db" + rest, 3, "'from' is there twice"),
                Arguments.of(deny + "{from: [shop/web], to: shop/db" + rest, 3, "'from' has no single value"),
                Arguments.of(deny + "{from: , to: shop/db" + rest, 3, "'from' has no single value"),
                Arguments.of(deny + "{from: web, to: shop/db" + rest, 3, "'from' is 'web', which is no workload"),
                Arguments.of(deny + "{from: Shop/web, to: shop/db" + rest, 3, "'from' is 'Shop/web', which is no"),
                Arguments.of(deny + "{from: shop/deployment/web, to: shop/db" + rest, 3, "which is no workload"),
                Arguments.of(deny + "{from: shop/web/a/b, to: shop/db" + rest, 3, "which is no workload"),
                Arguments.of(deny + "{from: shop/web, to: all" + rest, 3, "'to' is 'all', which is an entity that no"),
                Arguments.of(
                        deny + "{from: shop/web, to: 10.0.0.300/24" + rest, 3, "which is no address and no prefix"),
                Arguments.of(deny + "{from: shop/web, to: 10.0.0.0/33" + rest, 3, "which is no address and no prefix"),
                Arguments.of(
                        deny + "{from: shop/web, to: 10.0.0.1/8" + rest, 3, "has bits behind its prefix; write 10.0"),
                Arguments.of(deny + "{from: shop/web, to: 0.0.0.0/0" + rest, 3, "holds every address; write the"),
                Arguments.of(deny + "{from: shop/web, to: 2001:db8::g/64" + rest, 3, "which is no address and no"),
                Arguments.of(deny + "{from: shop/web, to: a_b" + rest, 3, "which is no workload (namespace/name)"),
                Arguments.of(deny + "{from: shop/web, to: -a.example.com" + rest, 3, "which is no workload"),
                Arguments.of(deny + "{from: example.com, to: shop/web" + rest, 3, "'from' is a DNS name"),
                Arguments.of(deny + "{from: world, to: 203.0.113.0/24" + rest, 3, "neither 'from' nor 'to' is a"),
                Arguments.of(
                        deny + "{from: shop/web, to: shop/db, ports: 80" + rest, 3, "'ports' is no list with entries"),
                Arguments.of(
                        deny + "{from: shop/web, to: shop/db, ports: []" + rest, 3, "'ports' is no list with entries"),
                Arguments.of(deny + "{from: shop/web, to: shop/db, ports: [0]" + rest, 3, "'0', which is no port"),
                Arguments.of(deny + "{from: shop/web, to: shop/db, ports: [65536]" + rest, 3, "which is no port"),
                Arguments.of(deny + "{from: shop/web, to: shop/db, ports: [080]" + rest, 3, "which is no port"),
                Arguments.of(deny + "{from: shop/web, to: shop/db, ports: [90-80]" + rest, 3, "which is no port"),
                Arguments.of(deny + "{from: shop/web, to: shop/db, ports: [80/HTTP]" + rest, 3, "which is no port"),
                Arguments.of(deny + "{from: shop/web, to: shop/db, ports: [256/ICMP]" + rest, 3, "which is no port"),
                Arguments.of(deny + "{from: shop/web, to: shop/db, ports: [true]" + rest, 3, "which is no port"),
                Arguments.of(deny + "{from: shop/web, to: shop/db, ports: [80, 80/TCP]" + rest, 3, "is there twice"),
                Arguments.of(
                        deny + "from: shop/web\n    to: shop/db\n    reason: |\n      a\n      b\n",
                        5,
                        "has line breaks or control characters; write one line"),
                Arguments.of(
                        deny + "{from: shop/web, to: shop/db, reason: \"a\\u202Eb\"}\n",
                        3,
                        "has line breaks or control"),
                Arguments.of(
                        deny + "{from: shop/web, to: shop/db, reason: " + "a".repeat(301) + "}\n", 3, "is longer than"),
                Arguments.of(deny + "{from: &a shop/web, to: *a" + rest, 3, "an alias is not read here"),
                Arguments.of(deny + "{from: !!str shop/web, to: shop/db" + rest, 3, "a tag is not read here"),
                Arguments.of(
                        deny + "{from: shop/web, to: shop/db, reason: r}\n  - {from: shop/Deployment/web, to: shop/db,"
                                + " ports: [80], reason: s}\n",
                        4,
                        "the same was decided in decisions.yaml:3; remove one"),
                Arguments.of(
                        deny + "{from: shop/web, to: shop/db, reason: r}\nallow:\n  - {from: shop/web, to: shop/db,"
                                + " ports: [80], reason: s}\n",
                        5,
                        "this contradicts 'deny' in decisions.yaml:3; remove one"),
                Arguments.of(allow + "{from: shop/web, to: shop/db" + rest, 3, "'ports' is missing; add it"),
                Arguments.of(
                        widen + "{workload: shop/web, direction: out, to: world" + rest, 3, "is neither ingress nor"),
                Arguments.of(
                        widen + "{workload: shop/web, direction: egress, to: shop/db" + rest,
                        3,
                        "is a workload; widen"),
                Arguments.of(
                        widen + "{workload: shop/web, direction: egress, to: host" + rest,
                        3,
                        "holds no peers that are"),
                Arguments.of(
                        widen + "{workload: shop/web, direction: ingress, to: example.com" + rest,
                        3,
                        "'to' is a DNS name"),
                Arguments.of(widen + "{workload: 10.0.0.1, direction: egress, to: world" + rest, 3, "no workload"),
                Arguments.of(selector + "{workload: shop/web}\n", 3, "the selector has no matchLabels and no"),
                Arguments.of(selector + "{workload: shop/web, matchLabels: {}}\n", 3, "'matchLabels' has no fields"),
                Arguments.of(selector + "{workload: shop/web, matchLabels: {a b: c}}\n", 3, "'a b: c' is no label"),
                Arguments.of(selector + "{workload: shop/web, matchLabels: {a: [c]}}\n", 3, "'a' has no single value"),
                Arguments.of(
                        selector + "{workload: shop/web, matchExpressions: [{key: a, operator: in, values: [b]}]}\n",
                        3,
                        "is none of In, NotIn, Exists, DoesNotExist"),
                Arguments.of(
                        selector + "{workload: shop/web, matchExpressions: [{key: a, operator: In}]}\n",
                        3,
                        "'values' is missing; add it"),
                Arguments.of(
                        selector
                                + "{workload: shop/web, matchExpressions: [{key: a, operator: Exists, values: [b]}]}\n",
                        3,
                        "'values' does not go with Exists"),
                Arguments.of(
                        head + "mutualAuth:\n  - {workload: shop/web, mode: maybe}\n", 3, "is none of required, learn"),
                Arguments.of(
                        head + "mutualAuth:\n  - workload: shop/web\n  - workload: shop/web\n", 4, "was decided in"),
                Arguments.of(head + "headers:\n  - {workload: shop/web}\n", 3, "'names' is missing; add it"),
                Arguments.of(
                        head + "headers:\n  - {workload: shop/web, names: [Cookie]}\n", 3, "carries credentials, and"),
                Arguments.of(
                        head + "headers:\n  - {workload: shop/web, names: [\"X: y\"]}\n", 3, "is no name of an HTTP"),
                Arguments.of(
                        head + "headers:\n  - {workload: shop/web, ports: [53/UDP], names: [X]}\n",
                        3,
                        "is no TCP port"),
                Arguments.of(head + "publicEndpoints:\n  - {workload: shop/web}\n", 3, "'cidrs' is missing; add it"),
                Arguments.of(
                        head + "publicEndpoints:\n  - {workload: shop/web, cidrs: [world]}\n", 3, "is no address and"),
                Arguments.of(
                        head + "publicEndpoints:\n  - {workload: shop/web, ports: [8/ICMP], cidrs: [192.0.2.1]}\n",
                        3,
                        "is no port; write one of TCP"),
                Arguments.of(head + "ignoreNamespaces:\n  - a\n  - kube_system\n", 4, "is no name of a namespace"),
                Arguments.of(head + "ignoreNamespaces: [{name: a}]\n", 2, "is no name of a namespace"),
                Arguments.of(head + "ignoreNamespaces: [a, a]\n", 2, "the same was decided in decisions.yaml:2"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneErrorWithItsLineAndNothingIsDecided(String text, int line, String message) {
        DecisionsReading reading = reading(text);

        assertThat(reading.errors()).as(text).hasSize(1);
        assertThat(reading.errors().get(0).place()).as(text).isEqualTo(new DecisionPlace("decisions.yaml", line));
        assertThat(reading.errors().get(0).message()).contains(message);
        assertThat(reading.decisions()).isEqualTo(Decisions.NONE);
    }

    @Test
    void messagesCarryNoControlCharactersOfTheFile() {
        DecisionsReading reading = reading("policapDecisions: 1\n\"a\\u001b[31mb\\nc\": 1\n");

        assertThat(reading.errors().get(0).toString()).startsWith("decisions.yaml:2: 'a?[31mb?c' is not known");
    }

    @Test
    void severalFilesCountAsOne() throws IOException {
        DecisionsReader reader = new DecisionsReader();
        reader.read("a.yaml", stream("policapDecisions: 1\nignoreNamespaces: [a]\n"));
        reader.read("b.yaml", stream("policapDecisions: 1\nignoreNamespaces: [b, a]\n"));

        assertThat(reader.done().errors())
                .extracting(DecisionError::toString)
                .containsExactly("b.yaml:2: the same was decided in a.yaml:2; remove one");
    }

    @Test
    void ofVeryManyErrorsTheFirstAreToldAndThatThereAreMore() {
        DecisionsReading reading = reading("policapDecisions: 1\nignoreNamespaces:\n" + "  - A\n".repeat(5000));

        assertThat(reading.errors()).hasSize(101);
        assertThat(reading.errors().get(100).message()).startsWith("more is wrong");
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        DecisionsReading reading = reading("policapDecisions: 1\n" + "# comment\n".repeat(110_000));

        assertThat(reading.errors())
                .extracting(DecisionError::message)
                .containsExactly("the file is larger than 1048576 bytes; split it");
    }

    private static Decisions read(String text) {
        DecisionsReading reading = reading(text);
        assertThat(reading.errors()).isEmpty();
        return reading.decisions();
    }

    private static DecisionsReading reading(String text) {
        try {
            DecisionsReader reader = new DecisionsReader();
            reader.read("decisions.yaml", stream(text));
            return reader.done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
