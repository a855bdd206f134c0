package io.policap.capture.baseline;

import io.policap.infer.name.Names;

/**
 * Reads what follows the header in format version 4, which also has what clients asked DNS and were told, by what
 * names they reached servers, and what their connections carried.
 */
final class Version4Reader extends Version3Reader {
    private final NameFields names;

    Version4Reader(JsonCursor cursor) {
        super(cursor);
        this.names = new NameFields(cursor, parties());
    }

    @Override
    boolean varying(String key) {
        switch (key) {
            case "names" -> cursor().array(key, names::client);
            case "contents" -> cursor().array(key, this::content);
            default -> {
                return super.varying(key);
            }
        }
        return true;
    }

    @Override
    EvidenceFields evidence() {
        return EvidenceFields.withContacts(cursor());
    }

    @Override
    Names names() {
        return names.names();
    }
}
