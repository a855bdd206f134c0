package io.policap.infer.intent;

import java.util.List;

/**
 * What has to hold of connections beyond their ports, for kinds of policy that have words for it.
 *
 * @param http the HTTP requests that are admitted, sorted; empty for anything at all, HTTP or not (R12)
 * @param authenticated whether both ends have to prove who they are (R13)
 */
public record Layer7Permission(List<HttpPermission> http, boolean authenticated) {
    /** Nothing has to hold. */
    public static final Layer7Permission ANYTHING = new Layer7Permission(List.of(), false);

    public Layer7Permission {
        http = http.stream().sorted().toList();
    }
}
