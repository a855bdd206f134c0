package io.policap.emit.render;

import io.policap.infer.intent.HttpPermission;
import io.policap.infer.intent.Permission;
import io.policap.infer.policy.PortRef;
import io.policap.infer.policy.cilium.CiliumPort;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.HttpRule;
import io.policap.infer.policy.cilium.L7Rules;
import java.util.List;

/** The L7 rules of a port, each HTTP rule under a comment that says how often such requests were seen. */
final class HttpRulesYaml {
    private HttpRulesYaml() {}

    static YamlNode.Mapping of(CiliumPortRule item, List<Permission> permissions) {
        YamlNode.Mapping rules = new YamlNode.Mapping();
        List<HttpRule> http = item.rules().http().orElse(List.of());
        if (http.isEmpty() && item.rules().isEmpty()) {
            return rules;
        }
        if (!item.rules().equals(L7Rules.http(http))) {
            throw new IllegalArgumentException("policap writes no L7 rules but HTTP's");
        }
        YamlNode.Sequence list = new YamlNode.Sequence();
        for (HttpRule rule : http) {
            list.add(comment(rule, item.ports(), permissions), rule(rule));
        }
        return rules.put("http", list);
    }

    private static YamlNode rule(HttpRule rule) {
        YamlNode.Mapping fields = new YamlNode.Mapping();
        if (!rule.host().isEmpty() || !rule.headerMatches().isEmpty()) {
            throw new IllegalArgumentException("policap writes no HTTP rules of hosts or of values of headers");
        }
        return fields.put("method", rule.method())
                .put("path", rule.path())
                .putUnlessEmpty("headers", YamlNode.strings(rule.headers()));
    }

    private static List<String> comment(HttpRule rule, List<CiliumPort> ports, List<Permission> permissions) {
        for (Permission permission : permissions) {
            PortRef port = PortRef.of(permission.ports().range().first());
            if (ports.size() == 1 && ports.get(0).port().filter(port::equals).isPresent()) {
                for (HttpPermission request : permission.layer7().http()) {
                    if (request.method().equals(rule.method()) && request.path().equals(rule.path())) {
                        return List.of(seen(request.requests()));
                    }
                }
            }
        }
        return List.of();
    }

    private static String seen(long requests) {
        return requests == 0 ? "only responses were seen" : "seen " + requests + (requests == 1 ? " time" : " times");
    }
}
