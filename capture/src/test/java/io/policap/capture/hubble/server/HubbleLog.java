package io.policap.capture.hubble.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.util.JsonFormat;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A log of {@code hubble observe -o json} or of the exporter as the messages a server would have sent. */
public final class HubbleLog {
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private HubbleLog() {}

    /** Every line of the file (gzip when its name ends in ".gz") in its order; extensions and unknown fields left out. */
    public static List<GetFlowsResponse> responses(Path file) throws IOException {
        List<GetFlowsResponse> responses = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                InputStream content = file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
                BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    GetFlowsResponse.Builder response = GetFlowsResponse.newBuilder();
                    PARSER.merge(withoutExtensions(line), response);
                    responses.add(response.build());
                }
            }
        }
        return responses;
    }

    /** The flows of the file in its order. */
    public static List<Flow> flows(Path file) throws IOException {
        return responses(file).stream()
                .filter(GetFlowsResponse::hasFlow)
                .map(GetFlowsResponse::getFlow)
                .toList();
    }

    /** An Any of a type that nobody registered cannot be read from JSON. */
    private static String withoutExtensions(String line) {
        if (!line.contains("\"extensions\"")) {
            return line;
        }
        JsonObject event = JsonParser.parseString(line).getAsJsonObject();
        JsonElement flow = event.get("flow");
        if (flow != null) {
            flow.getAsJsonObject().remove("extensions");
        }
        return event.toString();
    }
}
