package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.emit.http.Re2PathMatcher;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.FqdnSelector;
import io.policap.infer.policy.cilium.HttpRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The shop learned whole, with HTTP: names, templates, and nothing wider. */
class ShopLayer7Test {
    private static final String ITEMS = "/v1/items/[0-9]+(\\?.*)?";
    private static final Set<String> EXACT = Set.of(
            "/(\\?.*)?",
            "/metrics(\\?.*)?",
            "/healthz(\\?.*)?",
            "/api/v1/items(\\?.*)?",
            "/api/v1/x(\\?.*)?",
            "/static/page(\\?.*)?",
            "/v6(\\?.*)?");

    private static Shop.Run learned() {
        Shop.Run run = Shop.learn(Shop.directory().toString(), "--l7");
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }

    private static List<CiliumPolicy> policies() {
        List<CiliumPolicy> policies = new ArrayList<>();
        for (Policy policy : WrittenTree.read(learned().directory(), "cilium").policies()) {
            policies.add((CiliumPolicy) policy);
        }
        return policies;
    }

    private static CiliumPolicy of(String namespace, String workload) {
        return policies().stream()
                .filter(policy -> policy.namespace().equals(namespace)
                        && policy.annotations()
                                .getOrDefault("policap.io/workload", "")
                                .equals(workload))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no policy for " + namespace + "/" + workload));
    }

    private static List<CiliumRule> egress(CiliumPolicy policy) {
        return policy.spec().orElseThrow().egress().orElse(List.of());
    }

    private static Set<String> requests(CiliumPolicy policy) {
        TreeSet<String> requests = new TreeSet<>();
        for (CiliumRule rule : policy.spec().orElseThrow().ingress().orElse(List.of())) {
            for (CiliumPortRule port : rule.toPorts().orElse(List.of())) {
                for (HttpRule http : port.rules().http().orElse(List.of())) {
                    requests.add(http.method() + " " + http.path());
                }
            }
        }
        return requests;
    }

    @Test
    void everyOutsideServerWithANameIsNamedAndNoneIsABareAddress() {
        int found = 0;
        for (JsonNode edge : Shop.json(Shop.file("truth.json")).get("edges")) {
            JsonNode to = edge.get("to");
            if (!to.get("kind").asString().equals("fqdn")
                    || !edge.get("status").asString().equals("intended")) {
                continue;
            }
            found++;
            String id = edge.get("id").asString();
            JsonNode from = edge.get("from");
            CiliumPolicy policy =
                    of(from.get("namespace").asString(), from.get("workload").asString());
            List<String> names = new ArrayList<>();
            List<String> addresses = new ArrayList<>();
            for (CiliumRule rule : egress(policy)) {
                for (CiliumPeers peers : rule.peers()) {
                    if (peers instanceof CiliumPeers.Fqdns named) {
                        named.names().forEach(name -> {
                            assertThat(name).as(id).isInstanceOf(FqdnSelector.MatchName.class);
                            names.add(name.text());
                        });
                    } else if (peers instanceof CiliumPeers.Cidrs cidrs) {
                        cidrs.cidrs().forEach(cidr -> addresses.add(cidr.toString()));
                    }
                }
            }
            assertThat(names).as(id).contains(to.get("fqdn").asString());
            to.get("ips").forEach(ip -> assertThat(addresses).as(id).doesNotContain(ip.asString() + "/32"));
        }
        assertThat(found).isEqualTo(10);
    }

    @Test
    void theTwoNamesOfOneAddressAreToldApart() {
        assertThat(learned().summary().get("issues"))
                .noneMatch(issue -> issue.get("code").asString().equals("names-not-told-apart"));
    }

    @Test
    void itemsAreOneTemplatePerMethodForEveryWorkloadThatServedThem() {
        Map<String, Set<String>> served = new TreeMap<>();
        for (JsonNode content :
                Shop.json(learned().directory().resolve("baseline.json")).get("contents")) {
            JsonNode labels = content.get("server").path("labels");
            for (JsonNode request : content.path("requests")) {
                List<String> kinds = StreamSupport.stream(request.get("path").spliterator(), false)
                        .map(step -> step.path("text").asString(step.get("kind").asString()))
                        .toList();
                if (kinds.equals(List.of("v1", "items", "number")) && labels.has("app.kubernetes.io/name")) {
                    served.computeIfAbsent(labels.get("app.kubernetes.io/name").asString(), name -> new TreeSet<>())
                            .add(request.get("method").asString() + " " + ITEMS);
                }
            }
        }
        assertThat(served).containsOnlyKeys("cart", "catalog", "checkout", "mailer", "payment", "recommend");
        served.forEach((name, templates) -> assertThat(requests(of("shop", "Deployment/" + name)))
                .as(name)
                .containsAll(templates)
                .filteredOn(request -> request.contains("/v1/"))
                .containsExactlyInAnyOrderElementsOf(templates));
    }

    @Test
    void everythingElseIsExactAndNothingThatWasNeverSeenIsAdmitted() {
        Re2PathMatcher engine = new Re2PathMatcher();
        TreeSet<String> paths = new TreeSet<>();
        for (CiliumPolicy policy : policies()) {
            requests(policy).forEach(request -> paths.add(request.substring(request.indexOf(' ') + 1)));
        }
        assertThat(paths).contains(ITEMS, "/metrics(\\?.*)?", "/api/v1/items(\\?.*)?");
        assertThat(paths).filteredOn(path -> !path.equals(ITEMS)).isSubsetOf(EXACT);
        for (String sensitive : List.of("/admin", "/debug/pprof", "/actuator/env", "/v1/items", "/v1/items/1/secret")) {
            assertThat(paths).as(sensitive).noneMatch(path -> engine.matches(path, sensitive));
        }
    }

    @Test
    void aWorkloadOfWhichSomeRequestsWereNotReadIsNotReady() {
        JsonNode catalog = StreamSupport.stream(
                        learned().summary().get("workloads").spliterator(), false)
                .filter(workload -> workload.get("workload").asString().equals("shop/Deployment/catalog"))
                .findFirst()
                .orElseThrow();
        assertThat(catalog.get("notReady").toString()).contains("HTTP requests of shop/Deployment/gateway");
    }
}
