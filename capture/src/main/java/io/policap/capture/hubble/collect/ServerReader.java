package io.policap.capture.hubble.collect;
import io.policap.capture.hubble.access.FlowQuery;
import io.policap.capture.hubble.access.HubbleTls;
final class ServerReader {
    ServerReader(NamedServer server, HubbleTls tls, FlowQuery query, CollectorOptions options, HubbleCollector owner) {}
}
