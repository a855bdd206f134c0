package io.policap.cli.summary;

import io.policap.infer.replay.Denial;
import io.policap.infer.replay.ReplayResult;
import tools.jackson.core.JsonGenerator;

/** A replay as fields of a JSON object. */
public final class ReplayJson {
    private ReplayJson() {}

    public static void fields(JsonGenerator json, ReplayResult result) {
        json.writeNumberProperty("replayed", result.replayed());
        json.writeNumberProperty("denied", result.denials().size());
        json.writeNumberProperty("redirected", result.redirected());
        json.writeNumberProperty("notExpressible", result.notExpressible().size());
        json.writeNumberProperty("unattributed", result.unattributed());
        json.writeName("denials");
        json.writeStartArray();
        for (Denial denial : result.denials()) {
            json.writeStartObject();
            json.writeStringProperty("edge", denial.edge());
            json.writeStringProperty("reason", denial.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
