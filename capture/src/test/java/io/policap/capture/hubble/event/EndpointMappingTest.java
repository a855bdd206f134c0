package io.policap.capture.hubble.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.flow.FlowEndpoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointMappingTest {
    private final EndpointMapping mapping = new EndpointMapping();

    @Test
    void namespaceAndClusterComeFromLabelsWhereTheFieldsAreMissing() {
        FlowEndpoint endpoint = labelled(
                4711,
                "k8s:app=web",
                "k8s:io.kubernetes.pod.namespace=books",
                "k8s:io.cilium.k8s.policy.cluster=blue",
                "k8s:io.cilium.k8s.policy.serviceaccount=web");
        assertThat(endpoint.namespace()).isEqualTo("books");
        assertThat(endpoint.cluster()).isEqualTo("blue");
        assertThat(endpoint.labels().map()).isEqualTo(Map.of("app", "web"));
        assertThat(endpoint.isPod()).isTrue();
    }

    @Test
    void onlyLabelsThatASelectorCanUseAreKept() {
        FlowEndpoint endpoint = labelled(
                4711,
                "k8s:a=1",
                "any:b=2",
                "unspec:c=3",
                "d=4=5",
                "container:e=6",
                "node:f=7",
                "cidrgroup:g=8",
                "k8s:h");
        assertThat(endpoint.labels().map()).isEqualTo(Map.of("a", "1", "b", "2", "c", "3", "d", "4=5", "h", ""));
        assertThat(endpoint.reserved()).isEmpty();
    }

    @Test
    void aLabelOfAnExternalApiServerStaysTwoIdentities() {
        assertThat(labelled(16777217, "cidr:10.1.2.3/32", "reserved:kube-apiserver", "reserved:world")
                        .reserved())
                .containsExactly("kube-apiserver", "world");
    }

    @Test
    void dualStackWorldIsWorld() {
        assertThat(labelled(9, "reserved:world-ipv4").reserved()).containsExactly("world");
        assertThat(labelled(10, "reserved:world-ipv6").reserved()).containsExactly("world");
    }

    @Test
    void unknownIsNoIdentity() {
        assertThat(labelled(0, "reserved:unknown")).isEqualTo(FlowEndpoint.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "0, ''",
        "1, host",
        "2, world",
        "3, unmanaged",
        "4, health",
        "5, init",
        "6, remote-node",
        "7, 'kube-apiserver,remote-node'",
        "8, ingress",
        "9, world",
        "10, world",
        "11, overlay-to-encrypt",
        "102, ''",
        "30000, ''",
        "16777216, world",
        "16777217, world",
        "33554431, world",
        "33554432, remote-node",
        "50331648, ''"
    })
    void withoutLabelsTheNumberTells(long identity, String reserved) {
        assertThat(String.join(",", labelled(identity).reserved())).isEqualTo(reserved);
    }

    @Test
    void theNumberDoesNotMakeALabelledPodReserved() {
        assertThat(labelled(16777217, "k8s:app=web").reserved()).isEmpty();
        assertThat(labelled(16777217, "fqdn:*.example.com").reserved()).containsExactly("world");
    }

    private FlowEndpoint labelled(long identity, String... labels) {
        EndpointFields fields = new EndpointFields();
        fields.identity = identity;
        fields.labels.addAll(List.of(labels));
        return mapping.endpoint(fields, List.of());
    }
}
