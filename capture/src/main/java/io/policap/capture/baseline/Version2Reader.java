package io.policap.capture.baseline;

/** Reads what follows the header in format version 2: observations have an origin, and claims name their vantage. */
class Version2Reader extends BodyReader {
    Version2Reader(JsonCursor cursor) {
        super(cursor);
    }

    @Override
    boolean varying(String key) {
        if (!key.equals("claims")) {
            return false;
        }
        cursor().array(key, this::claim);
        return true;
    }

    @Override
    EvidenceFields evidence() {
        return EvidenceFields.withOrigin(cursor());
    }

    private void claim() {
        VantageFields vantage = new VantageFields(cursor());
        SpanFields span = new SpanFields(cursor());
        cursor().object("a claim of coverage", key -> vantage.read(key) || span.read(key));
        claim(vantage.vantage(), span.span());
    }
}
