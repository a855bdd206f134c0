package io.policap.bench.generator;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.List;

/**
 * Messages as Hubble writes them: names of the proto file in its order, defaults left out, 64-bit numbers as text, and
 * {@code & < >} escaped as Go's encoder does.
 */
final class MessageJson {
    private final StringBuilder out;

    MessageJson(StringBuilder out) {
        this.out = out;
    }

    void write(Message message) {
        out.append('{');
        int begin = out.length();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            boolean isThere = field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field);
            if (isThere) {
                if (out.length() > begin) {
                    out.append(',');
                }
                out.append('"').append(field.getName()).append("\":");
                field(field, message.getField(field));
            }
        }
        out.append('}');
    }

    private void field(FieldDescriptor field, Object value) {
        if (!field.isRepeated()) {
            value(field, value);
            return;
        }
        out.append('[');
        String separator = "";
        for (Object each : (List<?>) value) {
            out.append(separator);
            value(field, each);
            separator = ",";
        }
        out.append(']');
    }

    private void value(FieldDescriptor field, Object value) {
        if (value instanceof Timestamp time) {
            out.append('"')
                    .append(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()))
                    .append('"');
        } else if (value instanceof BoolValue bool) {
            out.append(bool.getValue());
        } else if (value instanceof Message message) {
            write(message);
        } else if (value instanceof EnumValueDescriptor constant) {
            out.append('"').append(constant.getName()).append('"');
        } else if (value instanceof String text) {
            text(text);
        } else if (field.getJavaType() == JavaType.LONG) {
            out.append('"').append(Long.toUnsignedString((Long) value)).append('"');
        } else if (value instanceof Integer number) {
            out.append(number);
        } else {
            out.append(value);
        }
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == '&' || c == '<' || c == '>') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
