package io.policap.capture.hubble.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubbleTargetTest {
    @ParameterizedTest
    @CsvSource({
        "hubble://relay, hubble://relay:4245",
        "hubble://relay/, hubble://relay:4245",
        "HUBBLE://Relay.Kube-System.svc:80, hubble://relay.kube-system.svc:80",
        "hubble://10.0.0.1:65535, hubble://10.0.0.1:65535",
        "hubble+tls://relay, hubble+tls://relay:4245",
        "hubble+tls://[2001:DB8::1]:443, hubble+tls://[2001:db8::1]:443",
        "hubble://[::1], hubble://[::1]:4245",
        "hubble+unix:///var/run/cilium/hubble.sock, hubble+unix:///var/run/cilium/hubble.sock",
        "hubble+unix:///var/run/../run//cilium/hubble.sock, hubble+unix:///var/run/cilium/hubble.sock",
    })
    void itsTextIsCanonical(String written, String canonical) {
        HubbleTarget target = HubbleTarget.parse(written);

        assertThat(target).hasToString(canonical);
        assertThat(HubbleTarget.parse(canonical)).isEqualTo(target);
        assertThat(HubbleTarget.isTarget(written)).isTrue();
        assertThat(target.isTls()).isEqualTo(canonical.startsWith("hubble+tls"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flows.jsonl", "-", "nic:eth0", "/var/hubble", "http://relay", "hubble", "hubble:", ""})
    void otherSourcesAreNoTargets(String text) {
        assertThat(HubbleTarget.isTarget(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hubble://|hubble://: no host; expected hubble://HOST[:PORT], hubble+tls://HOST[:PORT] or"
                        + " hubble+unix:///PATH",
                "hubble://:4245|hubble://:4245: no host; expected hubble://HOST[:PORT], hubble+tls://HOST[:PORT] or"
                        + " hubble+unix:///PATH",
                "hubble+tls://[]:1|hubble+tls://[]:1: no host; expected hubble://HOST[:PORT], hubble+tls://HOST[:PORT]"
                        + " or hubble+unix:///PATH",
                "hubble://relay:0|hubble://relay:0: the port is not a number from 1 to 65535",
                "hubble://relay:65536|hubble://relay:65536: the port is not a number from 1 to 65535",
                "hubble://relay:-1|hubble://relay:-1: the port is not a number from 1 to 65535",
                "hubble://relay:|hubble://relay:: the port is not a number from 1 to 65535",
                "hubble://relay:http|hubble://relay:http: the port is not a number from 1 to 65535",
                "hubble://[::1]4245|hubble://[::1]4245: the port is not a number from 1 to 65535",
                "hubble://::1:4245|hubble://::1:4245: an IPv6 address stands in brackets, like"
                        + " hubble://[2001:db8::1]:4245",
                "hubble://[::1|hubble://[::1: an IPv6 address stands in brackets, like hubble://[2001:db8::1]:4245",
                "hubble://[relay]:1|hubble://[relay]:1: the host is neither a DNS name nor an IP address",
                "hubble://[12345::1]|hubble://[12345::1]: the host is neither a DNS name nor an IP address",
                "hubble://re lay|hubble://re lay: the host is neither a DNS name nor an IP address",
                "hubble://-relay|hubble://-relay: the host is neither a DNS name nor an IP address",
                "hubble://relay/flows|hubble://relay/flows: a Hubble address ends with its port, not with a path; for a"
                        + " socket file use hubble+unix:///PATH",
                "hubble+unix://hubble.sock|hubble+unix://hubble.sock: the socket's path has to be absolute, with three"
                        + " slashes: hubble+unix:///var/run/cilium/hubble.sock",
            })
    void aWrongOneSaysWhatIsWrong(String written, String message) {
        assertThat(HubbleTarget.isTarget(written)).isTrue();
        assertThatThrownBy(() -> HubbleTarget.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hubble://user:s3cret@relay",
                "hubble+tls://s3cret@relay:4245",
                "hubble://relay?token=s3cret",
                "hubble://relay:4245#s3cret",
                "hubble+x://s3cret",
                "hubble+tls+s3cret://relay",
            })
    void credentialsAreRefusedAndNeverRepeated(String written) {
        assertThatThrownBy(() -> HubbleTarget.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void credentialsAndQueriesSayWhatToDo() {
        assertThatThrownBy(() -> HubbleTarget.parse("hubble://user:s3cret@relay"))
                .hasMessage("hubble:// with a user or password before '@': Hubble knows neither; for client certificates"
                        + " use --tls-cert and --tls-key");
        assertThatThrownBy(() -> HubbleTarget.parse("hubble+tls://relay?token=s3cret"))
                .hasMessage("hubble+tls:// with '?' or '#': a Hubble address ends with its port");
        assertThatThrownBy(() -> HubbleTarget.parse("hubble+http://relay"))
                .hasMessage("not the address of a Hubble server; expected hubble://HOST[:PORT], hubble+tls://HOST[:PORT]"
                        + " or hubble+unix:///PATH");
    }

    @Test
    void controlCharactersDoNotReachMessages() {
        assertThatThrownBy(() -> HubbleTarget.parse("hubble://a\u001b[31m\nb"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("\u001b", "\n");
    }
}
