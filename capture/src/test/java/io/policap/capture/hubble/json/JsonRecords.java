package io.policap.capture.hubble.json;

import io.policap.capture.hubble.event.HubbleRecord;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What the strict reader makes of one JSON object, before it becomes a flow. */
public final class JsonRecords {
    private static final JsonFactory JSON = new JsonFactory();

    private final HubbleRecord record = new HubbleRecord();
    private final HubbleJsonDecoder decoder = new HubbleJsonDecoder(record);

    /** The record, until the next call. */
    public HubbleRecord of(String object) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), object)) {
            parser.nextToken();
            decoder.decode(parser);
        }
        return record;
    }
}
