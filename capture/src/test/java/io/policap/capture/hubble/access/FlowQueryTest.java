package io.policap.capture.hubble.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.policap.capture.hubble.proto.flow.CiliumEventType;
import io.policap.capture.hubble.proto.flow.Endpoint;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.FlowType;
import io.policap.capture.hubble.proto.flow.Verdict;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.observer.ObserverGrpc;
import io.policap.capture.hubble.server.FieldMasks;
import io.policap.capture.hubble.server.HubbleServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowQueryTest {
    private static final Instant START = Instant.ofEpochSecond(1_760_000_000L, 5);

    @Test
    void everythingIsAskedForWithoutFilters() {
        GetFlowsRequest request = FlowQuery.ALL.request(Optional.of(START), false);

        assertThat(TextFormat.printer().printToString(request)).isEqualTo("""
                follow: true
                since {
                  seconds: 1760000000
                  nanos: 5
                }
                """);
        assertThat(FlowQuery.ALL.request(Optional.empty(), false))
                .isEqualTo(GetFlowsRequest.newBuilder().setFollow(true).build());
    }

    @Test
    void namespacesAndSelectorsAreOfTheSameEnd() {
        FlowQuery query = FlowQuery.parse(List.of("web", "shop", "web"), List.of(), List.of("app=b", "app=a"));

        assertThat(TextFormat.printer().printToString(query.request(Optional.empty(), false)))
                .isEqualTo("""
                follow: true
                whitelist {
                  source_pod: "shop/"
                  source_pod: "web/"
                  source_label: "app=a"
                  source_label: "app=b"
                }
                whitelist {
                  destination_pod: "shop/"
                  destination_pod: "web/"
                  destination_label: "app=a"
                  destination_label: "app=b"
                }
                """);
    }

    @Test
    void whatIsUnwantedIsLeftOutAtEitherEnd() {
        FlowQuery query = FlowQuery.ALL.without(List.of("dropped"), List.of("app=probe", "tier!=web"));

        assertThat(TextFormat.printer().printToString(query.request(Optional.empty(), false)))
                .isEqualTo("""
                follow: true
                blacklist {
                  verdict: DROPPED
                }
                blacklist {
                  source_label: "app=probe"
                  source_label: "tier!=web"
                }
                blacklist {
                  destination_label: "app=probe"
                  destination_label: "tier!=web"
                }
                """);
        assertThatThrownBy(() -> FlowQuery.ALL.without(List.of("good"), List.of()))
                .hasMessageStartingWith("--not-verdict 'good': not a verdict; valid are FORWARDED");
        assertThatThrownBy(() -> FlowQuery.ALL.without(List.of(), List.of("=x")))
                .hasMessageStartingWith("--not-filter '=x': ");
    }

    @Test
    void socketEventsAreAskedForWhateverTheVerdicts() {
        FlowQuery query = FlowQuery.parse(List.of("shop"), List.of("dropped", "Audit"), List.of());

        assertThat(TextFormat.printer().printToString(query.request(Optional.empty(), false)))
                .isEqualTo("""
                follow: true
                whitelist {
                  source_pod: "shop/"
                  verdict: DROPPED
                  verdict: AUDIT
                }
                whitelist {
                  destination_pod: "shop/"
                  verdict: DROPPED
                  verdict: AUDIT
                }
                whitelist {
                  source_pod: "shop/"
                  event_type {
                    type: 7
                  }
                }
                whitelist {
                  destination_pod: "shop/"
                  event_type {
                    type: 7
                  }
                }
                """);
        assertThat(FlowQuery.parse(List.of(), List.of("FORWARDED"), List.of())
                        .request(Optional.empty(), false)
                        .getWhitelistList())
                .hasSize(2);
    }

    @Test
    void theOrderOfArgumentsDoesNotMatter() {
        assertThat(FlowQuery.parse(List.of("a", "b"), List.of("audit", "error"), List.of("x", "y"))
                        .request(Optional.empty(), true))
                .isEqualTo(FlowQuery.parse(List.of("b", "a"), List.of("ERROR", "AUDIT"), List.of("y", "x"))
                        .request(Optional.empty(), true));
    }

    @Test
    void theServerGivesFlowsOfEitherEnd() throws Exception {
        List<Flow> published = List.of(
                flow("a", "shop", "web", "shop", "db", Verdict.FORWARDED),
                flow("b", "shop", "web", "bank", "web", Verdict.FORWARDED),
                flow("c", "bank", "web", "shop", "db", Verdict.DROPPED),
                flow("d", "bank", "web", "bank", "db", Verdict.FORWARDED),
                flow("e", "shop", "db", "bank", "db", Verdict.REDIRECTED),
                flow("f", "shop", "web", "", "", Verdict.FORWARDED),
                flow("g", "shop", "web", "", "", Verdict.TRACED),
                flow("h", "bank", "web", "", "", Verdict.TRACED),
                flow("z", "shop", "web", "shop", "web", Verdict.FORWARDED));
        try (HubbleServer server =
                HubbleServer.builder().node("n").everythingAtOnce().start()) {
            server.publish(published);

            assertThat(read(server, FlowQuery.ALL)).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "z");
            assertThat(read(server, FlowQuery.parse(List.of("shop"), List.of(), List.of())))
                    .containsExactly("a", "b", "c", "e", "f", "g", "z");
            assertThat(read(server, FlowQuery.parse(List.of("shop"), List.of(), List.of("app=web"))))
                    .containsExactly("a", "b", "f", "g", "z");
            assertThat(read(
                            server,
                            FlowQuery.parse(List.of(), List.of(), List.of("k8s:app in (db, cache)", "app=web"))))
                    .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "z");
            assertThat(read(server, FlowQuery.parse(List.of("shop"), List.of("forwarded"), List.of("app=web"))))
                    .containsExactly("a", "b", "f", "g", "z");
            assertThat(read(server, FlowQuery.parse(List.of("shop"), List.of("redirected", "forwarded"), List.of())))
                    .containsExactly("a", "b", "e", "f", "g", "z");
        }
    }

    /** The names of the flows that come until the last one, "z", which every query here wants. */
    private static List<String> read(HubbleServer server, FlowQuery query) throws HubbleFailure {
        ManagedChannel channel = HubbleChannel.open(HubbleTarget.parse(server.target()), HubbleTls.DEFAULT);
        Iterator<GetFlowsResponse> flows = ObserverGrpc.newBlockingStub(channel)
                .withDeadlineAfter(Access.PATIENCE)
                .getFlows(query.request(Optional.of(START), true));
        List<String> names = new ArrayList<>();
        while (!names.contains("z")) {
            names.add(flows.next().getFlow().getUuid());
        }
        channel.shutdownNow();
        return names;
    }

    private static Flow flow(
            String name, String fromNamespace, String from, String toNamespace, String to, Verdict verdict) {
        boolean socket = verdict == Verdict.TRACED;
        return Flow.newBuilder()
                .setUuid(name)
                .setTime(Timestamp.newBuilder().setSeconds(1_760_000_000L + name.charAt(0)))
                .setVerdict(verdict)
                .setType(socket ? FlowType.SOCK : FlowType.L3_L4)
                .setEventType(CiliumEventType.newBuilder().setType(socket ? 7 : 4))
                .setSource(end(fromNamespace, from))
                .setDestination(end(toNamespace, to))
                .build();
    }

    private static Endpoint end(String namespace, String app) {
        Endpoint.Builder end = Endpoint.newBuilder().setNamespace(namespace);
        return app.isEmpty()
                ? end.build()
                : end.setPodName(app + "-1").addLabels("k8s:app=" + app).build();
    }

    @Test
    void aServerThatDoesNotUnderstandTheMaskIsRecognised() throws Exception {
        for (FieldMasks masks : List.of(FieldMasks.REJECTED, FieldMasks.REJECTED_AS_UNKNOWN)) {
            try (HubbleServer server = HubbleServer.builder()
                    .node("n")
                    .everythingAtOnce()
                    .fieldMasks(masks)
                    .start()) {
                server.publish(flow("z", "a", "a", "b", "b", Verdict.FORWARDED));
                ManagedChannel channel = HubbleChannel.open(HubbleTarget.parse(server.target()), HubbleTls.DEFAULT);
                ObserverGrpc.ObserverBlockingStub stub =
                        ObserverGrpc.newBlockingStub(channel).withDeadlineAfter(Access.PATIENCE);

                assertThatThrownBy(() -> stub.getFlows(FlowQuery.ALL.request(Optional.of(START), true))
                                .next())
                        .isInstanceOfSatisfying(
                                StatusRuntimeException.class,
                                failed -> assertThat(FlowQuery.rejectsMask(failed))
                                        .isTrue());
                assertThat(stub.getFlows(FlowQuery.ALL.request(Optional.of(START), false))
                                .next()
                                .getFlow()
                                .getUuid())
                        .isEqualTo("z");
                channel.shutdownNow();
            }
        }
    }

    @Test
    void otherFailuresDoNotRejectTheMask() {
        assertThat(FlowQuery.rejectsMask(Status.INVALID_ARGUMENT
                        .withDescription("first cannot be specified with follow")
                        .asRuntimeException()))
                .isFalse();
        assertThat(FlowQuery.rejectsMask(
                        Status.UNAVAILABLE.withDescription("invalid fieldmask").asRuntimeException()))
                .isFalse();
        assertThat(FlowQuery.rejectsMask(Status.INVALID_ARGUMENT.asRuntimeException()))
                .isFalse();
    }

    @Test
    void aRelaySaysOfItsNodesThatTheyRejectTheMask() {
        assertThat(FlowQuery.rejectsMask("invalid fieldmask")).isTrue();
        assertThat(FlowQuery.rejectsMask("connection refused")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app",
                "!app",
                "app=web",
                "app == web , tier!=cache",
                "app in (web, db),!canary",
                "app notin (web)",
                "app=",
                "weight>5,weight < 100",
                "k8s:app=web",
                "any:app.kubernetes.io/name=web",
                "reserved:host",
                "k8s:io.kubernetes.pod.namespace=kube-system",
            })
    void labelSelectorsOfKubernetesAndCiliumAreTaken(String selector) {
        assertThat(FlowQuery.parse(List.of(), List.of(), List.of(selector)).labelSelectors())
                .containsExactly(selector);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|a key is missing",
                "app=web,|a key is missing",
                "=web|a key is missing",
                "app=a/b|'a/b' is not the value of a label",
                "app==web=x|unexpected '='",
                "app web|unexpected 'w'",
                "app in web|'in' without '('",
                "app in (web|'(' without ')'",
                "app!web|'!' without '='",
                "weight>five|'>' and '<' need a number",
                "_app=x|'_app' is not the key of a label",
                "k8s:App=x|'k8s:App' is not the key of a label",
                "a:app=x|'a:app' is not the key of a label",
                "a:b:c|'a:b:c' is not the key of a label",
            })
    void aWrongLabelSelectorSaysWhere(String selector, String fault) {
        assertThatThrownBy(() -> FlowQuery.parse(List.of(), List.of(), List.of(selector)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--filter '" + selector + "': " + fault
                        + "; expected a label selector such as app=web,tier!=cache");
    }

    @Test
    void wrongVerdictsAndNamespacesSayWhatIsRight() {
        assertThatThrownBy(() -> FlowQuery.parse(List.of(), List.of("allowed"), List.of()))
                .hasMessage(
                        "--verdict 'allowed': not a verdict; valid are FORWARDED, DROPPED, ERROR, AUDIT, REDIRECTED,"
                                + " TRACED, TRANSLATED");
        assertThatThrownBy(() -> FlowQuery.parse(List.of(), List.of("unknown"), List.of()))
                .hasMessage(
                        "--verdict 'unknown': not a verdict; valid are FORWARDED, DROPPED, ERROR, AUDIT, REDIRECTED,"
                                + " TRACED, TRANSLATED");
        assertThatThrownBy(() -> FlowQuery.parse(List.of("Shop/"), List.of(), List.of()))
                .hasMessage("-n 'Shop/': not the name of a namespace (lower-case letters, digits and '-', up to 63)");
    }
}
