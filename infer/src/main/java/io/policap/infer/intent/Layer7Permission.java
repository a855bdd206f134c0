package io.policap.infer.intent;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What has to hold of connections beyond their ports, for kinds of policy that have words for it.
 *
 * @param http the HTTP requests that are admitted, sorted; empty for anything at all, HTTP or not (R12)
 * @param authenticated whether both ends have to prove who they are (R13)
 * @param dns what may be asked of a resolver; absent where Cilium's proxy stays out of the way (R10)
 */
public record Layer7Permission(List<HttpPermission> http, boolean authenticated, Optional<DnsNames> dns) {
    /** Nothing has to hold. */
    public static final Layer7Permission ANYTHING = new Layer7Permission(List.of(), false, Optional.empty());

    public Layer7Permission {
        requireNonNull(dns, "dns");
        http = http.stream().sorted().toList();
    }
}
