package io.policap.emit.baseline;

import io.policap.infer.baseline.BaselineFormat;
import io.policap.infer.baseline.ContentEvidence;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.http.PathGap;
import io.policap.infer.http.PathLeaf;
import io.policap.infer.http.Segment;
import java.util.SortedMap;

/** Writes what connections carried: counts, paths by segments, names of headers; there is no value in any of it. */
final class ContentWriter {
    private final EntryJson json;
    private final EvidenceWriter evidence;

    ContentWriter(EntryJson json, EvidenceWriter evidence) {
        this.json = json;
        this.evidence = evidence;
    }

    void write(ContentEvidence content) {
        counts("connections", content.connections());
        counts("records", content.records());
        if (content.incomplete() != 0) {
            json.writeNumberProperty("incomplete", content.incomplete());
        }
        evidence.buckets(content.buckets());
        if (!content.paths().gaps().isEmpty()) {
            json.writeName("gaps");
            json.writeStartArray();
            for (PathGap gap : content.paths().gaps()) {
                json.writeString(gap.text());
            }
            json.writeEndArray();
        }
        if (content.paths().level() != 0) {
            json.writeNumberProperty("level", content.paths().level());
        }
        json.writeName("requests");
        json.writeStartArray();
        content.paths().leaves().forEach(this::leaf);
        json.writeEndArray();
    }

    private void counts(String name, SortedMap<AppProtocol, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        json.writeName(name);
        json.writeStartObject();
        counts.forEach((protocol, count) -> json.writeNumberProperty(BaselineFormat.text(protocol), count));
        json.writeEndObject();
    }

    private void leaf(PathLeaf leaf) {
        json.writeStartObject();
        json.writeStringProperty("method", leaf.method());
        json.writeName("path");
        json.writeStartArray();
        leaf.segments().forEach(this::segment);
        json.writeEndArray();
        json.writeNumberProperty("count", leaf.requests());
        leaf.headers().ifPresent(names -> {
            json.writeName("headers");
            json.writeStartArray();
            names.forEach(json::writeString);
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    private void segment(Segment segment) {
        json.writeStartObject();
        json.writeStringProperty("kind", segment.kind().text());
        if (segment instanceof Segment.Exact exact) {
            json.writeStringProperty("text", exact.text());
        } else {
            Segment.Values values = (Segment.Values) segment;
            if (!values.extension().isEmpty()) {
                json.writeStringProperty("extension", values.extension());
            }
            json.writeName("values");
            json.writeStartArray();
            values.values().forEach(json::writeString);
            json.writeEndArray();
            if (values.more()) {
                json.writeBooleanProperty("more", true);
            }
        }
        json.writeEndObject();
    }
}
