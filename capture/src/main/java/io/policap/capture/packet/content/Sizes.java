package io.policap.capture.packet.content;

import io.policap.infer.flow.HttpRequest;
import java.util.List;

/** About how much memory things take. */
final class Sizes {
    private static final int REQUEST = 160;

    private Sizes() {}

    static int of(List<HttpRequest> requests) {
        int size = 0;
        for (HttpRequest request : requests) {
            size += REQUEST
                    + request.http().path().length()
                    + request.http().host().length();
        }
        return size;
    }
}
