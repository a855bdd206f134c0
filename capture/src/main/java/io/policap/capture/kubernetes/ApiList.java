package io.policap.capture.kubernetes;

import java.util.List;

/**
 * One page of a list, as it was taken in.
 *
 * @param objects what was on it
 * @param version the resourceVersion that the list is of, to begin a watch from
 * @param next the token to ask for the next page with, empty on the last
 */
public record ApiList(List<ApiObject> objects, String version, String next) {
    public ApiList {
        objects = List.copyOf(objects);
    }
}
