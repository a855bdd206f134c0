package io.policap.capture.baseline;

import io.policap.infer.flow.Vantage;

/** Reads what follows the header in format version 1, which knew nothing but the reports of Hubble's nodes. */
final class Version1Reader extends BodyReader {
    Version1Reader(JsonCursor cursor) {
        super(cursor);
    }

    @Override
    boolean varying(String key) {
        if (!key.equals("reports")) {
            return false;
        }
        cursor().array(key, this::report);
        return true;
    }

    @Override
    EvidenceFields evidence() {
        return EvidenceFields.withoutOrigin(cursor());
    }

    private void report() {
        String[] node = {""};
        SpanFields span = new SpanFields(cursor());
        cursor().object("a report", key -> {
            if (key.equals("node")) {
                node[0] = cursor().text(key);
                return true;
            }
            return span.read(key);
        });
        claim(new Vantage.Node(node[0]), span.span());
    }
}
