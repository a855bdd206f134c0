package io.policap.capture.hubble.wire;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.FieldDescriptor.Type;
import com.google.protobuf.Int32Value;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UInt32Value;
import java.time.Instant;
import java.util.List;

/**
 * The JSON form of messages as Go's protojson prints them with proto names, on one line.
 *
 * <p>{@code JsonFormat} of protobuf-java-util was not taken: it orders fields by number, and fails where an {@code Any}
 * holds an unknown type.
 */
final class ProtoJson {
    /** 0001-01-01 and 10000-01-01. */
    private static final long FIRST_SECOND = -62_135_596_800L;

    private static final long END_SECOND = 253_402_300_800L;

    private ProtoJson() {}

    /** Appends the message; fields of type {@code Any} are left out. */
    static void append(MessageOrBuilder message, StringBuilder out) {
        out.append('{');
        int start = out.length();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (isThere(message, field)) {
                if (out.length() > start) {
                    out.append(',');
                }
                out.append('"').append(field.getName()).append("\":");
                field(field, message.getField(field), out);
            }
        }
        out.append('}');
    }

    private static boolean isThere(MessageOrBuilder message, FieldDescriptor field) {
        if (field.getJavaType() == JavaType.MESSAGE && field.getMessageType() == Any.getDescriptor()) {
            return false;
        }
        return field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field);
    }

    private static void field(FieldDescriptor field, Object value, StringBuilder out) {
        if (!field.isRepeated()) {
            value(field, value, out);
            return;
        }
        String separator = "[";
        for (Object element : (List<?>) value) {
            out.append(separator);
            value(field, element, out);
            separator = ",";
        }
        out.append(']');
    }

    private static void value(FieldDescriptor field, Object value, StringBuilder out) {
        switch (field.getJavaType()) {
            case STRING:
                JsonText.append((String) value, out);
                break;
            case ENUM:
                enumeration((EnumValueDescriptor) value, out);
                break;
            case INT:
                int number = (Integer) value;
                out.append(field.getType() == Type.UINT32 ? Integer.toUnsignedLong(number) : number);
                break;
            case LONG:
                long count = (Long) value;
                boolean unsigned = field.getType() == Type.UINT64;
                out.append('"')
                        .append(unsigned ? Long.toUnsignedString(count) : Long.toString(count))
                        .append('"');
                break;
            case MESSAGE:
                message((Message) value, out);
                break;
            case BOOLEAN:
                out.append((boolean) value);
                break;
            case FLOAT:
            case DOUBLE:
            case BYTE_STRING:
                throw new AssertionError("events have no field of this type: " + field.getFullName());
        }
    }

    private static void enumeration(EnumValueDescriptor value, StringBuilder out) {
        boolean unknown = value.getIndex() < 0;
        if (unknown) {
            out.append(value.getNumber());
        } else {
            out.append('"').append(value.getName()).append('"');
        }
    }

    private static void message(Message message, StringBuilder out) {
        Descriptor type = message.getDescriptorForType();
        if (type == Timestamp.getDescriptor()) {
            time((Timestamp) message, out);
        } else if (type == BoolValue.getDescriptor()
                || type == Int32Value.getDescriptor()
                || type == UInt32Value.getDescriptor()) {
            FieldDescriptor wrapped = type.getFields().get(0);
            value(wrapped, message.getField(wrapped), out);
        } else {
            append(message, out);
        }
    }

    /** A time outside of what the form can tell becomes a text that no reader takes for a time. */
    private static void time(Timestamp time, StringBuilder out) {
        long seconds = time.getSeconds();
        int nanos = time.getNanos();
        boolean told = seconds >= FIRST_SECOND && seconds < END_SECOND && nanos >= 0 && nanos < 1_000_000_000;
        out.append('"')
                .append(told ? Instant.ofEpochSecond(seconds, nanos).toString() : seconds + "s " + nanos + "ns")
                .append('"');
    }
}
