package io.policap.emit.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes come in, a reading comes out: {@code -Dpolicap.seed=N} repeats a run or makes another. */
class PolicyReaderFuzzTest {
    private static final long SEED = Long.getLong("policap.seed", 20_260_101L);
    private static final List<String> PIECES = List.of(
            "null",
            "[]",
            "{}",
            "- ",
            ": ",
            "\n",
            "  ",
            "\t",
            "&a ",
            "*a",
            "<<: *a",
            "---\n",
            "...\n",
            "!!binary ",
            "\"",
            "'",
            "|\n",
            ">-\n",
            "%YAML 1.2\n",
            "# ",
            "? ",
            "-1",
            "99999999999",
            "1e9",
            "0x10",
            "true",
            "~",
            "\u0000",
            "\u2028",
            "\uFEFF",
            "spec:",
            "ports:",
            "10.0.0.0/8",
            "::/0",
            "a:b:c",
            "[",
            "{",
            "}",
            "]",
            ",");
    private static final String SEEDLING = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: a, namespace: shop, labels: &a {app: web}}
            spec:
              endpointSelector: {matchLabels: *a}
              ingress:
              - fromEndpoints: [{matchExpressions: [{key: app, operator: In, values: [b]}]}]
                toPorts:
                - ports: [{port: "80", protocol: TCP, endPort: 90}]
                  rules: {http: [{method: GET, path: /a, headerMatches: [{name: X, value: y}]}]}
                authentication: {mode: required}
              - icmps: [{fields: [{type: EchoRequest, family: IPv4}, {type: 128, family: IPv6}]}]
              egress:
              - toCIDRSet: [{cidr: 10.0.0.0/8, except: [10.1.0.0/16]}]
              - toFQDNs: [{matchPattern: '*.example.com'}]
              - toServices: [{k8sService: {serviceName: a, namespace: b}}]
              ingressDeny: [{fromEntities: [world]}]
              enableDefaultDeny: {ingress: true}
              labels: [{key: a, value: b}]
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: a, namespace: shop}
            spec:
              podSelector: {matchExpressions: [{key: a, operator: Exists}]}
              ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}], ports: [{port: 1, endPort: 2}]}]
              policyTypes: [Ingress]
            """;

    @Test
    void mutatedPoliciesNeverThrowAndNeverVanish() throws Exception {
        assertThat(PolicyReaderTest.read(SEEDLING).policies()).hasSize(2);
        for (int i = 0; i < 3_000; i++) {
            long seed = SEED + i;
            String text = mutated(new Random(seed));
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (i % 50 == 0) {
                bytes[new Random(seed).nextInt(bytes.length)] = (byte) 0xC3;
            }
            PolicyReading reading;
            try {
                reading = PolicyReader.read("fuzz", new ByteArrayInputStream(bytes));
            } catch (RuntimeException | StackOverflowError thrown) {
                throw new AssertionError(
                        "seed " + seed + " (rerun with -Dpolicap.seed=" + seed + "):\n" + text, thrown);
            }
            assertThat(reading.policies().size() + reading.others() + reading.malformed())
                    .as("seed %d: what was read of\n%s", seed, text)
                    .isPositive();
        }
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(SEEDLING);
        for (int edits = 1 + random.nextInt(6); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(20));
            switch (random.nextInt(4)) {
                case 0:
                    text.delete(at, end);
                    break;
                case 1:
                    text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                    break;
                case 2:
                    text.insert(random.nextInt(text.length()), text.substring(at, end));
                    break;
                default:
                    text.setCharAt(at, (char) (32 + random.nextInt(95)));
            }
        }
        return text.toString();
    }
}
