package io.policap.capture.hubble.server;

import com.google.protobuf.Timestamp;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.FlowFilter;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import java.util.List;

/** Which flows a reader asked for: by white list, black list and time. */
final class FlowSelection {
    private final List<FlowFilter> whitelist;
    private final List<FlowFilter> blacklist;
    private final boolean hasSince;
    private final Timestamp since;
    private final boolean hasUntil;
    private final Timestamp until;

    FlowSelection(GetFlowsRequest request) {
        whitelist = request.getWhitelistList();
        blacklist = request.getBlacklistList();
        hasSince = request.hasSince();
        since = request.getSince();
        hasUntil = request.hasUntil();
        until = request.getUntil();
    }

    /** Whether the filters let the flow through; its time does not matter. */
    boolean accepts(PublishedEvent event) {
        if (whitelist.isEmpty() && blacklist.isEmpty()) {
            return true;
        }
        Flow flow = event.flow().orElseThrow();
        boolean isWanted = whitelist.isEmpty() || whitelist.stream().anyMatch(filter -> FilterMatch.of(filter, flow));
        return isWanted && blacklist.stream().noneMatch(filter -> FilterMatch.of(filter, flow));
    }

    boolean isTooEarly(PublishedEvent event) {
        return hasSince && event.isFlow() && event.compareTime(since) < 0;
    }

    /** Whether the event ends the stream. */
    boolean isTooLate(PublishedEvent event) {
        return hasUntil && event.isFlow() && event.compareTime(until) > 0;
    }
}
