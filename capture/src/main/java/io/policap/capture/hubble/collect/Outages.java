package io.policap.capture.hubble.collect;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How often and for how long one server could not be read. */
final class Outages {
    private final String server;
    private long times;
    private Duration all = Duration.ZERO;
    private @Nullable Instant since;
    private String last = "";

    Outages(String server) {
        this.server = server;
    }

    void failed(Instant now, HubbleFailure failure) {
        if (since == null) {
            since = now;
            times++;
        }
        String message = failure.getMessage();
        last = message == null ? failure.kind().toString() : message;
    }

    void over(Instant now) {
        Instant began = since;
        if (began != null) {
            all = all.plus(Duration.between(began, now));
            since = null;
        }
    }

    void report(Instant now, Issues issues) {
        if (times == 0) {
            return;
        }
        Instant began = since;
        Duration length = began == null ? all : all.plus(Duration.between(began, now));
        issues.add(
                IssueCode.SERVER_UNREACHABLE,
                server,
                (times == 1 ? "could not be read once, for " : "could not be read " + times + " times, for ")
                        + length.toSeconds() + " s in all; what was missed is a blind spot of its nodes; last: " + last);
    }
}
