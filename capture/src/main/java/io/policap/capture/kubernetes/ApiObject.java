package io.policap.capture.kubernetes;

import static java.util.Objects.requireNonNull;

/**
 * Which object an answer of the API server was about.
 *
 * @param kind its kind, {@code Pod}
 * @param namespace its namespace, empty where it has none
 * @param name its name
 * @param uid its UID, empty where it is not known
 * @param version its resourceVersion, as opaque as the API says it is
 */
public record ApiObject(String kind, String namespace, String name, String uid, String version) {
    public ApiObject {
        requireNonNull(kind, "kind");
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(uid, "uid");
        requireNonNull(version, "version");
    }

    /** What makes it one object among those of its kind that exist at the same time. */
    public String key() {
        return namespace + "/" + name;
    }
}
