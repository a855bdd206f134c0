package io.policap.infer.policy.from;

import io.policap.infer.intent.HttpPermission;
import io.policap.infer.intent.Permission;
import io.policap.infer.policy.cilium.AuthenticationMode;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.HttpRule;
import io.policap.infer.policy.cilium.L7Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How Cilium's rules say what has to hold beyond ports (R12, R13). */
final class Layer7Items {
    private Layer7Items() {}

    /** The permissions in lists of those that can share a rule: authentication is asked for by a rule as a whole. */
    static List<List<Permission>> apartByAuthentication(List<Permission> permissions) {
        List<Permission> plain = new ArrayList<>();
        List<Permission> authenticated = new ArrayList<>();
        for (Permission permission : permissions) {
            (permission.layer7().authenticated() ? authenticated : plain).add(permission);
        }
        List<List<Permission>> parts = new ArrayList<>();
        for (List<Permission> part : List.of(plain, authenticated)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** A rule for permissions of one of those lists. */
    static CiliumRule rule(CiliumPeers peers, List<CiliumPortRule> toPorts, List<Permission> permissions) {
        boolean authenticated = permissions.get(0).layer7().authenticated();
        return new CiliumRule(
                List.of(peers),
                Optional.of(toPorts),
                Optional.empty(),
                authenticated ? Optional.of(AuthenticationMode.REQUIRED) : Optional.empty());
    }

    /** The HTTP rules of a permission that has some. */
    static L7Rules http(Permission permission) {
        List<HttpRule> rules = new ArrayList<>();
        for (HttpPermission request : permission.layer7().http()) {
            rules.add(new HttpRule(request.method(), request.path(), "", List.copyOf(request.headers()), List.of()));
        }
        return L7Rules.http(rules);
    }
}
