package io.policap.emit.lint;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CiliumLintTest {
    private static final String API = "refused by api-server ";
    private static final String CILIUM = "refused by cilium ";
    private static final String BOTH = "refused by api-server and cilium ";
    private static final String OBJECT =
            "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: p, namespace: shop}\n#\n";
    private static final String CLUSTERWIDE =
            "apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: {name: p}\n#\n";
    private static final String SPEC = OBJECT.replace("#", "spec: {#}");
    private static final String IN = SPEC.replace("#", "endpointSelector: {}, ingress: [{#}]");
    private static final String OUT = SPEC.replace("#", "endpointSelector: {}, egress: [{#}]");
    private static final String DENY = SPEC.replace("#", "endpointSelector: {}, egressDeny: [{#}]");
    private static final String PORT = IN.replace("#", "toPorts: [{ports: [{#}]}]");
    private static final String L7 = IN.replace("#", "toPorts: [{ports: [{port: '80', protocol: TCP}], #}]");
    private static final String HTTP = L7.replace("#", "rules: {http: [{#}]}");
    private static final String DNS =
            OUT.replace("#", "toPorts: [{ports: [{port: '53', protocol: #}], rules: {dns: [{matchPattern: '*'}]}}]");
    private static final String HOST = CLUSTERWIDE.replace("#", "spec: {nodeSelector: {}, #}");
    private static final String ICMP = IN.replace("#", "icmps: [{fields: [{#}]}]");
    // The names of the rule can be asked for, so that nothing else is said.
    private static final String FQDN = SPEC.replace(
            "#",
            "endpointSelector: {}, egress: [{toFQDNs: [{#}]}, {toPorts:"
                    + " [{ports: [{port: '53', protocol: ANY}], rules: {dns: [{matchPattern: '*'}]}}]}]");
    private static final String MANY = String.join(", ", Collections.nCopies(40, "{port: '80', protocol: TCP}"));
    private static final String PORTS = "spec.ingress[0].toPorts[0].ports[0].";

    static List<RulePair> shapes() {
        return List.of(
                RulePair.of(
                        API + "spec.colour unknown-field",
                        SPEC,
                        "endpointSelector: {}, ingress: [{fromEntities: [all]}]",
                        "endpointSelector: {}, ingress: [{fromEntities: [all]}], colour: blue"),
                RulePair.of(
                        API + "spec.ingress[0].fromEndpoint unknown-field",
                        IN,
                        "fromEndpoints: [{}]",
                        "fromEndpoint: [{}]"),
                RulePair.of(
                                API + "spec.ingress[0] wrong-type",
                                SPEC,
                                "endpointSelector: {}, ingress: [{fromEntities: [all]}]",
                                "endpointSelector: {}, ingress: [null]")
                        .dropping("empty-rule"),
                RulePair.of(
                        BOTH + "spec.endpointSelector wrong-type",
                        SPEC,
                        "endpointSelector: {}, ingress: [{fromEntities: [all]}]",
                        "endpointSelector: all, ingress: [{fromEntities: [all]}]"),
                RulePair.of(
                        BOTH + "spec subject",
                        SPEC,
                        "endpointSelector: {}, ingress: [{fromEntities: [all]}]",
                        "ingress: [{fromEntities: [all]}]"),
                RulePair.of(
                        BOTH + "spec subject",
                        SPEC,
                        "endpointSelector: {}, ingress: [{fromEntities: [all]}]",
                        "endpointSelector: {}, nodeSelector: {}, ingress: [{fromEntities: [all]}]"),
                RulePair.of(
                        CILIUM + "spec.nodeSelector subject",
                        SPEC,
                        "endpointSelector: {}, ingress: [{fromEntities: [all]}]",
                        "nodeSelector: {}, ingress: [{fromEntities: [all]}]"),
                RulePair.of(
                        BOTH + "spec no-rules",
                        SPEC,
                        "endpointSelector: {}, ingressDeny: [{}]",
                        "endpointSelector: {}"),
                RulePair.of(
                        CILIUM + "spec no-rules",
                        SPEC,
                        "endpointSelector: {}, ingressDeny: [{}]",
                        "endpointSelector: {}, ingressDeny: []"),
                RulePair.of(BOTH + " no-spec", OBJECT, "specs: [{endpointSelector: {}, ingressDeny: [{}]}]", ""),
                RulePair.of(
                        CILIUM + " no-spec", OBJECT, "specs: [{endpointSelector: {}, ingressDeny: [{}]}]", "specs: []"),
                RulePair.of(
                        CILIUM + "specs[1].ingress[0].fromCIDRSet combined-peers",
                        OBJECT,
                        "specs: [{endpointSelector: {}, ingressDeny: [{}]}]",
                        "specs: [{endpointSelector: {}, ingressDeny: [{}]}, {endpointSelector: {}, ingress: [{fromCIDR: ['::/0'], fromCIDRSet: [{cidr: '::/0'}]}]}]"),
                RulePair.of(
                        API + "spec.log.value too-long",
                        SPEC.replace("#", "endpointSelector: {}, ingressDeny: [{}], log: {value: #}"),
                        "a2345678901234567890123456789012",
                        "a23456789012345678901234567890123"),
                RulePair.of(
                        API + "spec.log.value too-long",
                        SPEC.replace("#", "endpointSelector: {}, ingressDeny: [{}], log: {value: #}"),
                        "\"a b\"",
                        "\"a\\tb\""),
                RulePair.of(
                        BOTH + "spec.enableDefaultDeny.ingress wrong-type",
                        SPEC.replace("#", "endpointSelector: {}, ingressDeny: [{}], enableDefaultDeny: {ingress: #}"),
                        "false",
                        "'false'"),
                RulePair.of(
                        API + "spec.labels[0].key missing-field",
                        SPEC.replace("#", "endpointSelector: {}, ingressDeny: [{}], labels: [{#}]"),
                        "key: a",
                        "value: a"),
                RulePair.of(
                        API + "spec.ingress[0].authentication.mode unknown-value",
                        IN.replace("#", "authentication: {mode: #}"),
                        "required",
                        "maybe"),
                RulePair.of(
                        API + "spec.ingress[0].authentication.mode missing-field",
                        IN.replace("#", "authentication: {#}"),
                        "mode: disabled",
                        ""),
                RulePair.of(
                        API + "spec.egressDeny[0].authentication unknown-field",
                        DENY,
                        "toEntities: [all]",
                        "toEntities: [all], authentication: {mode: required}"),
                RulePair.of(
                        BOTH + "metadata.name object-name",
                        CLUSTERWIDE
                                .replace("#", "spec: {endpointSelector: {}, ingressDeny: [{}]}")
                                .replace("metadata: {name: p}", "metadata: {#}"),
                        "name: p",
                        "labels: {}"));
    }

    static List<RulePair> peers() {
        return List.of(
                RulePair.of(
                        CILIUM + "spec.ingress[0].fromCIDR combined-peers",
                        IN,
                        "fromEndpoints: [{}]",
                        "fromEndpoints: [{}], fromCIDR: [10.0.0.0/8]"),
                RulePair.of(
                        CILIUM + "spec.egress[0].toServices combined-peers",
                        OUT,
                        "toEntities: [all]",
                        "toEntities: [all], toServices: [{k8sService: {serviceName: a}}]"),
                RulePair.of(
                        CILIUM + "spec.ingress[0].fromGroups combined-peers",
                        IN,
                        "fromGroups: [{aws: {region: a}}]",
                        "fromEntities: [all], fromGroups: [{aws: {region: a}}]"),
                RulePair.of(
                        CILIUM + "spec.ingress[0].fromNodes node-peers", IN, "fromEndpoints: [{}]", "fromNodes: [{}]"),
                RulePair.of(
                        BOTH + "spec.ingress[0].fromEntities[0] entity",
                        IN,
                        "fromEntities: [cluster-mesh]",
                        "fromEntities: [internet]"),
                RulePair.of(
                        API + "spec.ingress[0].fromEntities[0] entity",
                        IN,
                        "fromEntities: [world]",
                        "fromEntities: [world-ipv4]"),
                RulePair.of(
                        BOTH + "spec.ingress[0].fromCIDR[0] cidr",
                        IN,
                        "fromCIDR: [10.0.0.1/8]",
                        "fromCIDR: [10.0.0.1]"),
                RulePair.of(BOTH + "spec.egressDeny[0].toCIDR[0] cidr", DENY, "toCIDR: ['::/0']", "toCIDR: ['::/129']"),
                RulePair.of(
                        CILIUM + "spec.egress[0].toCIDRSet[0].except[0] except-outside",
                        OUT,
                        "toCIDRSet: [{cidr: 10.0.0.0/8, except: [10.0.0.0/8]}]",
                        "toCIDRSet: [{cidr: 10.0.0.0/9, except: [10.0.0.0/8]}]"),
                RulePair.of(
                        BOTH + "spec.egress[0].toCIDRSet[0] cidr-choice",
                        OUT,
                        "toCIDRSet: [{cidrGroupRef: g}]",
                        "toCIDRSet: [{cidrGroupRef: g, cidr: '::/0'}]"),
                RulePair.of(
                        BOTH + "spec.egress[0].toCIDRSet[0] cidr-choice",
                        OUT,
                        "toCIDRSet: [{cidrGroupSelector: {}}]",
                        "toCIDRSet: [{}]"),
                RulePair.of(
                        API + "spec.egress[0].toCIDRSet[0].cidrGroupRef object-name",
                        OUT,
                        "toCIDRSet: [{cidrGroupRef: g}]",
                        "toCIDRSet: [{cidrGroupRef: G}]"),
                RulePair.of(
                        BOTH + "spec.ingress[0].fromEndpoints[0].matchLabels.app label-value",
                        IN,
                        "fromEndpoints: [{matchLabels: {app: a}}]",
                        "fromEndpoints: [{matchLabels: {app: a b}}]"),
                RulePair.of(
                        CILIUM + "spec.ingress[0].fromEndpoints[0].matchLabels.a b label-key",
                        IN,
                        "fromEndpoints: [{matchLabels: {'k8s:app': a}}]",
                        "fromEndpoints: [{matchLabels: {a b: a}}]"),
                RulePair.of(
                        CILIUM + "spec.ingress[0].fromEndpoints[0].matchLabels.k8s: label-key",
                        IN,
                        "fromEndpoints: [{matchLabels: {'any:app': a}}]",
                        "fromEndpoints: [{matchLabels: {'k8s:': a}}]"),
                RulePair.of(
                        BOTH + "spec.endpointSelector.matchExpressions[0].operator selector-operator",
                        SPEC.replace(
                                "#",
                                "endpointSelector: {matchExpressions: [{key: a, operator: #}]}, ingressDeny: [{}]"),
                        "Exists",
                        "exists"),
                RulePair.of(
                        CILIUM + "spec.endpointSelector.matchExpressions[0].values selector-values",
                        SPEC.replace(
                                "#",
                                "endpointSelector: {matchExpressions: [{key: a, operator: In, values: [#]}]}, ingressDeny: [{}]"),
                        "b",
                        ""),
                RulePair.of(
                        CILIUM + "spec.endpointSelector.matchExpressions[0].values[0] label-value",
                        SPEC.replace(
                                "#",
                                "endpointSelector: {matchExpressions: [{key: a, operator: In, values: [#]}]}, ingressDeny: [{}]"),
                        "b",
                        "b c"),
                RulePair.of(
                        API + "spec.egress[0].toFQDNs[0].matchName dns-name",
                        FQDN,
                        "matchName: a.example.com.",
                        "matchName: a..example.com"),
                RulePair.of(
                        BOTH + "spec.egress[0].toFQDNs[0].matchName dns-name",
                        FQDN,
                        "matchPattern: '*.example.com'",
                        "matchName: '*.example.com'"),
                RulePair.of(
                        BOTH + "spec.egress[0].toFQDNs[0].matchPattern dns-name",
                        FQDN,
                        "matchPattern: '**.example.com'",
                        "matchPattern: 'a.$.com'"),
                RulePair.of(
                        BOTH + "spec.egress[0].toFQDNs[0].matchName dns-name",
                        FQDN,
                        "matchName: " + "a".repeat(255),
                        "matchName: " + "a".repeat(256)),
                RulePair.of(
                        BOTH + "spec.egress[0].toFQDNs[0] dns-choice",
                        FQDN,
                        "matchName: a",
                        "matchName: a, matchPattern: b"),
                RulePair.of(API + "spec.egress[0].toFQDNs[0] dns-choice", FQDN, "matchName: a", ""),
                RulePair.of(
                        API + "spec.egressDeny[0].toFQDNs unknown-field",
                        DENY,
                        "toEntities: [all]",
                        "toEntities: [all], toFQDNs: [{matchName: a}]"),
                RulePair.of(
                        API + "spec.ingress[0].toFQDNs unknown-field",
                        IN,
                        "fromEntities: [all]",
                        "fromEntities: [all], toFQDNs: [{matchName: a}]"));
    }

    static List<RulePair> ports() {
        return List.of(
                RulePair.of(CILIUM + PORTS + "port port", PORT, "port: '65535'", "port: '65536'"),
                RulePair.of(CILIUM + PORTS + "port port", PORT, "port: '80', endPort: 90", "port: 80-90"),
                RulePair.of(CILIUM + PORTS + "port port", PORT, "port: a-1", "port: a23456789012345b"),
                RulePair.of(CILIUM + PORTS + "port port", PORT, "port: '0'", "protocol: TCP"),
                RulePair.of(BOTH + PORTS + "port port", PORT, "port: '0'", "port: ''"),
                RulePair.of(BOTH + PORTS + "port port", PORT, "port: http", "port: '-'"),
                RulePair.of(BOTH + PORTS + "port wrong-type", PORT, "port: '80'", "port: 80"),
                RulePair.of(
                        API + PORTS + "endPort out-of-range",
                        PORT,
                        "port: '80', endPort: 65535",
                        "port: '80', endPort: 65536"),
                RulePair.of(
                        API + PORTS + "protocol protocol",
                        PORT,
                        "port: '80', protocol: TCP",
                        "port: '80', protocol: tcp"),
                RulePair.of(
                        BOTH + PORTS + "protocol protocol",
                        PORT,
                        "port: '80', protocol: ANY",
                        "port: '80', protocol: ICMP"),
                RulePair.of(
                        CILIUM + PORTS + "protocol protocol",
                        PORT,
                        "port: '80', protocol: ANY",
                        "port: '80', protocol: GRE"),
                RulePair.of(
                        BOTH + "spec.ingress[0].toPorts[0].ports too-many-ports",
                        IN.replace("#", "toPorts: [{ports: [#]}]"),
                        MANY,
                        MANY + ", {port: '81'}"),
                RulePair.of(
                        CILIUM + "spec.egressDeny[0].toPorts[0].ports too-many-ports",
                        DENY.replace("#", "toPorts: [{ports: [#]}]"),
                        MANY,
                        MANY + ", {port: '81'}"),
                RulePair.of(
                        CILIUM + "spec.ingress[0].icmps icmp",
                        ICMP,
                        "type: 8",
                        "type: 8}]}], toPorts: [{ports: [{port: '80'"),
                RulePair.of(
                        BOTH + "spec.ingress[0].icmps[0].fields[0].type icmp", ICMP, "type: EchoRequest", "type: Ping"),
                RulePair.of(
                        CILIUM + "spec.ingress[0].icmps[0].fields[0].type icmp",
                        ICMP,
                        "type: PacketTooBig, family: IPv6",
                        "type: PacketTooBig"),
                RulePair.of(
                        BOTH + "spec.ingress[0].icmps[0].fields[0].family icmp",
                        ICMP,
                        "type: 8, family: IPv4",
                        "type: 8, family: ipv4"),
                RulePair.of(
                        BOTH + "spec.ingress[0].icmps[0].fields[0].type missing-field",
                        ICMP,
                        "type: 0",
                        "family: IPv4"),
                RulePair.of(
                        BOTH + "spec.ingress[0].icmps[0].fields too-many-items",
                        IN.replace("#", "icmps: [{fields: [#]}]"),
                        MANY.replace("port: '80', protocol: TCP", "type: 8"),
                        MANY.replace("port: '80', protocol: TCP", "type: 8") + ", {type: 9}"));
    }

    static List<RulePair> l7() {
        String rules = "spec.ingress[0].toPorts[0].rules";
        return List.of(
                RulePair.of(
                        CILIUM + PORTS + "protocol l7-protocol",
                        IN.replace("#", "toPorts: [{ports: [{port: '80', #}], rules: {http: [{}]}}]"),
                        "protocol: TCP",
                        "protocol: ANY"),
                RulePair.of(
                        CILIUM + PORTS + "protocol l7-protocol",
                        IN.replace("#", "toPorts: [{ports: [{port: '80'#}], rules: {http: [{}]}}]"),
                        ", protocol: TCP",
                        ""),
                RulePair.of(
                        CILIUM + PORTS + "port l7-port",
                        IN.replace("#", "toPorts: [{ports: [{port: '#', protocol: TCP}], rules: {http: [{}]}}]"),
                        "80",
                        "0"),
                RulePair.of(
                                BOTH + rules + " l7-choice",
                                L7,
                                "rules: {http: [{}]}",
                                "rules: {http: [{}], dns: [{matchPattern: '*'}]}")
                        .dropping("l7-place"),
                RulePair.of(API + rules + " l7-choice", L7, "rules: {http: [{}]}", "rules: {}"),
                RulePair.of(
                        API + rules + ".kafka unknown-field",
                        L7,
                        "rules: {http: [{}]}",
                        "rules: {http: [{}], kafka: [{topic: a}]}"),
                RulePair.of(
                        CILIUM + rules + ".dns l7-place",
                        L7,
                        "rules: {http: [{}]}",
                        "rules: {dns: [{matchPattern: '*'}]}"),
                RulePair.of(CILIUM + rules + ".http[0].path regex", HTTP, "path: '/a(\\?.*)?'", "path: '/a(\\?.*'"),
                RulePair.of(
                        CILIUM + rules + ".http[0].path regex",
                        HTTP,
                        "path: '/[0-9]{8}-[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{12}(\\?.*)?'",
                        "path: '/(?!a).*'"),
                RulePair.of(CILIUM + rules + ".http[0].method regex", HTTP, "method: GET|HEAD", "method: GET|*"),
                RulePair.of(
                        BOTH + rules + ".http[0].headerMatches[0].name missing-field",
                        HTTP,
                        "headerMatches: [{name: a}]",
                        "headerMatches: [{value: a}]"),
                RulePair.of(
                        BOTH + rules + ".http[0].headerMatches[0].mismatch header",
                        HTTP,
                        "headerMatches: [{name: a, mismatch: LOG}]",
                        "headerMatches: [{name: a, mismatch: log}]"),
                RulePair.of(
                        BOTH + rules + ".http[0].headers wrong-type",
                        HTTP,
                        "headers: [X-Internal-Auth]",
                        "headers: {X-Internal-Auth: a}"),
                RulePair.of(CILIUM + "spec.egress[0].toPorts[0].ports[0].protocol l7-protocol", DNS, "UDP", "SCTP"),
                RulePair.of(
                        CILIUM + "spec.egress[0].toPorts[0].ports[0].endPort l7-port", DNS, "ANY", "ANY, endPort: 54"),
                RulePair.of(
                        CILIUM + "spec.egress[0].toPorts[0].rules l7-port",
                        OUT.replace("#", "toPorts: [{ports: [#], rules: {dns: [{matchPattern: '*'}]}}]"),
                        "{port: '53'}",
                        ""),
                RulePair.of(
                        CILIUM + "spec.ingress[0].toPorts[0].rules l7-place",
                        HOST,
                        "ingress: [{toPorts: [{ports: [{port: '80', protocol: TCP}]}]}]",
                        "ingress: [{toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{}]}}]}]"),
                RulePair.of(
                        CILIUM + "spec.egress[0].toPorts[0].rules l7-place",
                        HOST,
                        "egress: [{toPorts: [{ports: [{port: '53'}], rules: {dns: [{matchPattern: '*'}]}}]}]",
                        "egress: [{toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{}]}}]}]"),
                RulePair.of(
                        CILIUM + "spec.ingress[0].toPorts[0].serverNames server-name",
                        L7,
                        "serverNames: [a.b], terminatingTLS: {secret: {name: a}}, rules: {http: [{}]}",
                        "serverNames: [a.b], rules: {http: [{}]}"),
                RulePair.of(
                        BOTH + "spec.ingress[0].toPorts[0].serverNames[0] server-name",
                        L7,
                        "serverNames: [a.b]",
                        "serverNames: ['']"),
                RulePair.of(
                        API + "spec.ingress[0].toPorts[0].serverNames too-few-items",
                        L7,
                        "serverNames: [a.b]",
                        "serverNames: []"),
                RulePair.of(
                        API + "spec.ingress[0].toPorts[0].terminatingTLS.secret missing-field",
                        L7,
                        "terminatingTLS: {secret: {name: a}}",
                        "terminatingTLS: {certificate: a}"),
                RulePair.of(
                        CILIUM + "spec.ingress[0].toPorts[0].listener listener",
                        L7,
                        "serverNames: [a.b]",
                        "listener: {name: a, envoyConfig: {name: b}}"),
                RulePair.of(
                        API + "spec.egress[0].toPorts[0].listener.priority out-of-range",
                        OUT.replace(
                                "#",
                                "toPorts: [{ports: [{port: '80'}], listener: {name: a, envoyConfig: {name: b}, priority: #}}]"),
                        "100",
                        "101"));
    }

    @ParameterizedTest
    @MethodSource({"shapes", "peers", "ports", "l7"})
    void theNeighbourIsRefused(RulePair pair) {
        pair.check(LintedText.LATEST);
    }
}
