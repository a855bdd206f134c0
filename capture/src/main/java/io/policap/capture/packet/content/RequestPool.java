package io.policap.capture.packet.content;

import io.policap.infer.flow.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests as they are delivered, one object for those that come again and again; bounded. */
final class RequestPool {
    private static final int PLACES = 1 << 12;

    private final @Nullable HttpRequest[] known = new HttpRequest[PLACES];

    List<HttpRequest> of(List<HttpRequest> found) {
        List<HttpRequest> requests = new ArrayList<>(found.size());
        for (HttpRequest each : found) {
            requests.add(one(each));
        }
        return requests;
    }

    private HttpRequest one(HttpRequest request) {
        int place = request.hashCode() * 0x9E37_79B9 >>> 20;
        HttpRequest before = known[place];
        if (request.equals(before)) {
            return before;
        }
        known[place] = request;
        return request;
    }
}
