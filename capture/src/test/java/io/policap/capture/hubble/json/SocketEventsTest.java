package io.policap.capture.hubble.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.SocketEvent;
import io.policap.infer.flow.Vantage;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket calls that were translated, and the services that other events name. */
class SocketEventsTest {
    private static final String LINE = "{\"flow\":{\"time\":\"2026-03-02T10:00:00.000040Z\",\"verdict\":\"TRANSLATED\","
            + "\"IP\":{\"source\":\"10.244.1.21\",\"destination\":\"10.244.1.11\",\"ipVersion\":\"IPv4\"},"
            + "\"l4\":{\"TCP\":{\"destination_port\":8080}},\"source\":{\"ID\":21,\"labels\":[\"k8s:app=admin\"]},"
            + "\"destination\":{\"ID\":11,\"namespace\":\"shop\",\"labels\":[\"k8s:app=cart\"],\"pod_name\":\"cart-1\"},"
            + "\"Type\":\"SOCK\",\"node_name\":\"east/worker\",\"event_type\":{\"type\":7,\"sub_type\":2},"
            + "\"sock_xlate_point\":\"SOCK_XLATE_POINT_POST_DIRECTION_FWD\",\"socket_cookie\":\"4711\"}}";

    private static final class Collected implements FlowSink {
        private final List<SocketEvent> events = new ArrayList<>();
        private final List<String> services = new ArrayList<>();
        private final List<SkipReason> skips = new ArrayList<>();
        private int flows;

        @Override
        public void accept(Flow flow) {
            flows++;
        }

        @Override
        public void accept(PacketConnection connection) {
            throw new AssertionError("Hubble has no packets");
        }

        @Override
        public void accept(SocketEvent event) {
            events.add(event);
        }

        @Override
        public void service(Ip address, Protocol protocol, int port) {
            services.add(address + " " + protocol + " " + port);
        }

        @Override
        public void covers(Vantage vantage, Instant from, Instant to) {}

        @Override
        public void skip(SkipReason reason, long weight) {
            skips.add(reason);
        }

        @Override
        public void blindSpot(BlindSpot spot) {}
    }

    private static Collected read(String line) {
        Collected collected = new Collected();
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            new HubbleJsonReader("t", collected, new Issues(), HubbleJsonReader.DEFAULT_MAX_EVENT_BYTES)
                    .read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return collected;
    }

    @ParameterizedTest
    @CsvSource({
        "PRE_DIRECTION_FWD, false, false",
        "POST_DIRECTION_FWD, false, true",
        "PRE_DIRECTION_REV, true, true",
        "POST_DIRECTION_REV, true, false"
    })
    void eachPointTellsTheServiceOrTheBackend(String point, boolean reverse, boolean backend) {
        String line = LINE.replace("POST_DIRECTION_FWD", point);
        if (reverse) {
            line = line.replace(
                            "\"source\":\"10.244.1.21\",\"destination\":\"10.244.1.11\"", "\"source\":\"10.244.1.11\"")
                    .replace("destination_port", "source_port");
        }
        Collected collected = read(line);
        assertThat(collected.skips).isEmpty();
        assertThat(collected.events).singleElement().satisfies(event -> {
            assertThat(event.node()).isEqualTo("worker");
            assertThat(event.cookie()).isEqualTo(4711);
            assertThat(event.reverse()).isEqualTo(reverse);
            assertThat(event.backend()).isEqualTo(backend);
            assertThat(event.address()).isEqualTo(Ip.parse("10.244.1.11"));
            assertThat(event.port()).isEqualTo(8080);
            assertThat(event.protocol()).isEqualTo(Protocol.TCP);
            assertThat(event.time()).isEqualTo(Instant.parse("2026-03-02T10:00:00.000040Z"));
            assertThat(event.end().pod()).isEqualTo(reverse ? "" : "cart-1");
        });
    }

    @Test
    void lowerCamelCaseAndNumbersAreTheSame() {
        String line = LINE.replace("sock_xlate_point", "sockXlatePoint")
                .replace("\"SOCK_XLATE_POINT_POST_DIRECTION_FWD\"", "2")
                .replace("socket_cookie\":\"4711\"", "socketCookie\":4711");
        assertThat(read(line).events).isEqualTo(read(LINE).events).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"4711\"=\"0\"",
                "\"4711\"=\"18446744073709551615\"",
                ",\"socket_cookie\":\"4711\"=",
                "POST_DIRECTION_FWD=UNKNOWN",
                "POST_DIRECTION_FWD=POST_DIRECTION_SIDEWAYS",
                ",\"destination\":\"10.244.1.11\"=",
                "10.244.1.11=cart.shop",
                "8080=70000",
                "{\"destination_port\":8080}={}",
                "\"TCP\"=\"VRRP\""
            })
    void whatCannotBeJoinedIsSkippedAsASocketEvent(String change) {
        int equals = change.indexOf('=');
        Collected collected = read(LINE.replace(change.substring(0, equals), change.substring(equals + 1)));
        assertThat(collected.events).isEmpty();
        assertThat(collected.skips).containsExactly(SkipReason.SOCKET_EVENT);
    }

    @Test
    void aServiceThatAnEventNamesIsToldUnlessTheEndIsItsBackend() {
        String packet = LINE.replace("\"Type\":\"SOCK\"", "\"Type\":\"L3_L4\"")
                .replace("\"type\":7,\"sub_type\":2", "\"type\":4,\"sub_type\":5")
                .replace("TRANSLATED", "FORWARDED")
                .replace("{\"destination_port\":8080}", "{\"source_port\":40000,\"destination_port\":8080}");
        String named = packet.replace(
                "\"node_name\"", "\"destination_service\":{\"name\":\"cart\",\"namespace\":\"shop\"},\"node_name\"");
        String world = named.replace(
                "{\"ID\":11,\"namespace\":\"shop\",\"labels\":[\"k8s:app=cart\"],\"pod_name\":\"cart-1\"}",
                "{\"identity\":2,\"labels\":[\"reserved:world\"]}");
        assertThat(read(packet).services).isEmpty();
        assertThat(read(named).services).isEmpty();
        assertThat(read(world).services).containsExactly("10.244.1.11 TCP 8080");
        assertThat(read(world).flows).isEqualTo(1);
        assertThat(read(world.replace("\"name\":\"cart\",", "")).services).isEmpty();
    }
}
