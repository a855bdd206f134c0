package io.policap.emit.baseline;

import io.policap.infer.baseline.BaselineFormat;
import io.policap.infer.baseline.BucketRun;
import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.Observation;
import io.policap.infer.baseline.Span;
import io.policap.infer.connection.Origin;
import io.policap.infer.connection.Sign;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes evidence: observations, the ten-minute intervals as numbers from the epoch, names. */
final class EvidenceWriter {
    private final EntryJson json;
    private final NamesWriter names;

    EvidenceWriter(EntryJson json, NamesWriter names) {
        this.json = json;
        this.names = names;
    }

    void write(ClassEvidence evidence) {
        json.writeName("seen");
        json.writeStartArray();
        for (Observation observation : evidence.observations()) {
            observation(observation);
        }
        json.writeEndArray();
        buckets(evidence.buckets());
        if (!evidence.names().isEmpty()) {
            json.writeName("names");
            json.writeStartArray();
            for (String name : evidence.names()) {
                json.writeString(name);
            }
            json.writeEndArray();
        }
        if (evidence.authenticated() != 0) {
            json.writeNumberProperty("authenticated", evidence.authenticated());
        }
        names.contacts(evidence.contacts());
    }

    private void observation(Observation observation) {
        json.writeStartObject();
        if (observation.origin() != Origin.HUBBLE) {
            json.writeStringProperty("origin", BaselineFormat.text(observation.origin()));
        }
        if (!observation.observer().isEmpty()) {
            json.writeStringProperty("node", observation.observer());
        }
        json.writeStringProperty("side", BaselineFormat.text(observation.side()));
        json.writeName("signs");
        json.writeStartObject();
        for (Map.Entry<Sign, Long> sign : observation.signs().entrySet()) {
            json.writeNumberProperty(BaselineFormat.text(sign.getKey()), sign.getValue());
        }
        json.writeEndObject();
        if (observation.authenticated() != 0) {
            json.writeNumberProperty("authenticated", observation.authenticated());
        }
        span(observation.span());
        json.writeEndObject();
    }

    void buckets(List<BucketRun> buckets) {
        if (!buckets.isEmpty()) {
            json.writeName("buckets");
            json.writeStartArray();
            for (BucketRun run : buckets) {
                run(run);
            }
            json.writeEndArray();
        }
    }

    private void run(BucketRun run) {
        if (run.first() == run.last()) {
            json.writeNumber(run.first());
            return;
        }
        json.writeStartArray();
        json.writeNumber(run.first());
        json.writeNumber(run.last());
        json.writeEndArray();
    }

    /** Writes first and last, each left out where no time is known. */
    void span(Span span) {
        time("first", span.first(), Instant.MAX);
        time("last", span.last(), Instant.MIN);
    }

    void time(String name, Instant time, Instant unknown) {
        if (!time.equals(unknown)) {
            json.writeTimeProperty(name, time);
        }
    }
}
