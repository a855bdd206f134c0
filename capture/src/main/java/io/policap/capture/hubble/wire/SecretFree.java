package io.policap.capture.hubble.wire;

import io.policap.capture.hubble.event.HttpUrl;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.HTTP;
import io.policap.capture.hubble.proto.flow.HTTPHeader;
import io.policap.capture.hubble.proto.observer.ExportEvent;

/** Events without the secrets that HTTP requests carry: header values and the user info of URLs. */
final class SecretFree {
    /** What Hubble's own redaction puts in the place of a value. */
    private static final String REDACTED = "HUBBLE_REDACTED";

    private SecretFree() {}

    static ExportEvent event(ExportEvent event) {
        Flow flow = event.getFlow();
        if (!flow.getL7().hasHttp()) {
            return event;
        }
        Flow.Builder clean = flow.toBuilder();
        clean.getL7Builder().setHttp(http(flow.getL7().getHttp()));
        clean.setSummary(summary(flow.getSummary()));
        return event.toBuilder().setFlow(clean).build();
    }

    private static HTTP http(HTTP http) {
        HTTP.Builder clean =
                http.toBuilder().setUrl(HttpUrl.withoutUserInfo(http.getUrl())).clearHeaders();
        for (HTTPHeader header : http.getHeadersList()) {
            clean.addHeaders(header.toBuilder().setValue(REDACTED));
        }
        return clean.build();
    }

    /** The line for people, which repeats the URL between other words. */
    private static String summary(String summary) {
        if (summary.indexOf('@') < 0) {
            return summary;
        }
        StringBuilder clean = new StringBuilder(summary.length());
        int word = 0;
        for (int i = 0; i <= summary.length(); i++) {
            if (i == summary.length() || summary.charAt(i) == ' ') {
                clean.append(HttpUrl.withoutUserInfo(summary.substring(word, i)));
                clean.append(i == summary.length() ? "" : " ");
                word = i + 1;
            }
        }
        return clean.toString();
    }
}
