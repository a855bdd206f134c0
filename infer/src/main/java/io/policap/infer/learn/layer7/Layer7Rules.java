package io.policap.infer.learn.layer7;

import io.policap.infer.intent.HttpPermission;
import io.policap.infer.intent.Layer7Permission;
import io.policap.infer.intent.Mark;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Rule;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.PolicyType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * Where rules of ports learn what has to hold beyond them.
 *
 * <p>HTTP rules stand at the server only: one place that decides, and one proxy in the way.
 */
public final class Layer7Rules {
    private final HttpBook http;
    private final AuthenticationBook authentication;

    public Layer7Rules(HttpBook http, AuthenticationBook authentication) {
        this.http = http;
        this.authentication = authentication;
    }

    /** The rules of one direction of a workload, with what has to hold of each. */
    public List<Rule> on(WorkloadKey subject, PolicyType direction, List<Rule> rules) {
        List<Rule> conditioned = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            boolean authenticated = authentication.isRequired(subject, direction, rule.peer());
            List<Permission> permissions = new ArrayList<>(rule.permissions().size());
            for (Permission permission : rule.permissions()) {
                List<HttpPermission> requests = direction == PolicyType.INGRESS && isHttpPossible(permission)
                        ? http.of(subject, permission.ports().range().first(), rule.peer())
                        : List.of();
                permissions.add(
                        requests.isEmpty() && !authenticated
                                ? permission
                                : permission.with(new Layer7Permission(
                                        requests,
                                        authenticated,
                                        permission.layer7().dns())));
            }
            conditioned.add(new Rule(rule.peer(), permissions));
        }
        return conditioned;
    }

    /** Why a workload's rules may cut what nobody saw, one phrase each, sorted; asked for after its rules. */
    public SortedSet<String> notReady(WorkloadKey subject) {
        return http.notReady(subject);
    }

    /** Whether it is one TCP port, and nobody decided that it be open whatever was seen. */
    private static boolean isHttpPossible(Permission permission) {
        return permission.ports().protocol() == Protocol.TCP
                && permission.ports().range().isSingle()
                && !permission.marks().contains(Mark.DECIDED);
    }
}
