package io.policap.emit.baseline;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;

/** Lays JSON out with one line per entry of the outer object and of the lists in it, so that differences read well. */
final class EntryPerLine implements PrettyPrinter {
    private static final int BROKEN_LEVELS = 2;

    private int depth;

    @Override
    public void writeRootValueSeparator(JsonGenerator json) {
        json.writeRaw('\n');
    }

    @Override
    public void writeStartObject(JsonGenerator json) {
        json.writeRaw('{');
        depth++;
    }

    @Override
    public void beforeObjectEntries(JsonGenerator json) {
        line(json);
    }

    @Override
    public void writeObjectNameValueSeparator(JsonGenerator json) {
        json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) {
        separator(json);
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) {
        end(json, entries);
        json.writeRaw('}');
    }

    @Override
    public void writeStartArray(JsonGenerator json) {
        json.writeRaw('[');
        depth++;
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) {
        line(json);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) {
        separator(json);
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) {
        end(json, values);
        json.writeRaw(']');
    }

    private void separator(JsonGenerator json) {
        json.writeRaw(depth > BROKEN_LEVELS ? ", " : ",");
        line(json);
    }

    private void end(JsonGenerator json, int entries) {
        depth--;
        if (entries > 0 && depth < BROKEN_LEVELS) {
            newLine(json);
        }
    }

    private void line(JsonGenerator json) {
        if (depth <= BROKEN_LEVELS) {
            newLine(json);
        }
    }

    private void newLine(JsonGenerator json) {
        json.writeRaw('\n');
        for (int level = 0; level < depth; level++) {
            json.writeRaw("  ");
        }
    }
}
