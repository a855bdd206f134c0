package io.policap.capture.hubble.collect;

import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.infer.flow.Place;

/** Where a collector delivers what it accepted: each event once, one at a time, whichever server it came from. */
@FunctionalInterface
public interface EventSink {
    /**
     * Takes one event; a sink that takes its time makes the servers wait, and an exception ends the collector's run.
     *
     * <p>Also what the collector found out itself comes this way, as the message a server would have sent: events that
     * were lost before they could be read, nodes that were not read until the end.
     *
     * @param record the event decoded, valid only during the call; its fault is set where the message was damaged
     * @param bytes the event as a {@code GetFlowsResponse}, valid only during the call
     * @param place the server
     */
    void event(HubbleRecord record, byte[] bytes, int offset, int length, Place place);
}
