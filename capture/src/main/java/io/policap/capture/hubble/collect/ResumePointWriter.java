package io.policap.capture.hubble.collect;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes a {@link ResumePoint} as JSON, in one line. */
final class ResumePointWriter {
    /** The version of the form; others are refused. */
    static final int VERSION = 1;

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private ResumePointWriter() {}

    static void write(ResumePoint point, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberProperty("policapResumePoint", VERSION);
            json.writeName("servers");
            json.writeStartArray();
            for (ServerPosition server : point.servers()) {
                server(server, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (JacksonException failed) {
            throw new IOException("the resume point cannot be written", failed);
        }
        out.flush();
    }

    private static void server(ServerPosition server, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("server", server.server());
        if (server.blindSince().isPresent()) {
            time("blindSince", server.blindSince().getAsLong(), json);
        }
        json.writeName("nodes");
        json.writeStartArray();
        for (NodePosition node : server.nodes()) {
            node(node, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void node(NodePosition node, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("node", node.node());
        time("watermark", node.watermark(), json);
        time("floor", node.floor(), json);
        time("down", node.down(), json);
        if (node.index() >= 0) {
            json.writeNumberProperty("index", node.index());
        }
        if (node.seen() >= 0) {
            json.writeNumberProperty("seen", node.seen());
        }
        time("bootFrom", node.bootFrom(), json);
        time("bootTo", node.bootTo(), json);
        json.writeStringProperty("known", Base64.getEncoder().encodeToString(node.known().bytes()));
        json.writeEndObject();
    }

    private static void time(String name, long nanos, JsonGenerator json) {
        if (nanos != EpochNanos.NONE) {
            json.writeStringProperty(name, EpochNanos.instant(nanos).toString());
        }
    }
}
