package io.policap.capture.kubernetes;

import static java.util.Objects.requireNonNull;

/**
 * A kind of object as the API server serves it.
 *
 * @param apiVersion {@code v1} or {@code group/version}
 * @param kind {@code Pod}
 * @param resource the name in its path, {@code pods}
 */
public record ApiKind(String apiVersion, String kind, String resource) {
    public ApiKind {
        requireNonNull(apiVersion, "apiVersion");
        requireNonNull(kind, "kind");
        requireNonNull(resource, "resource");
    }

    /** The API group, empty for the core. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** The path of all its objects in all namespaces. */
    public String path() {
        return (group().isEmpty() ? "/api/" : "/apis/") + apiVersion + "/" + resource;
    }
}
