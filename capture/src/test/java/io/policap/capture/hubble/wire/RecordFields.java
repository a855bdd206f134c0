package io.policap.capture.hubble.wire;

import io.policap.capture.hubble.event.EndpointFields;
import io.policap.capture.hubble.event.EventTime;
import io.policap.capture.hubble.event.HubbleRecord;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every public field of a record by its name, so that a field that is added later is compared as well. */
final class RecordFields {
    /** Told by protobuf only. */
    private static final Set<String> NOT_IN_JSON = Set.of("uuidHigh", "uuidLow");

    private RecordFields() {}

    /** Of a faulty record only its kind and fault count: nothing else of it is used. */
    static Map<String, Object> of(HubbleRecord record) {
        Map<String, Object> fields = of((Object) record);
        fields.keySet().removeAll(NOT_IN_JSON);
        return record.fault.isEmpty() ? fields : Map.of("fault", withoutField(record.fault), "kind", record.kind);
    }

    /** The library prints fields by number, so that of two faults not the same one comes first. */
    static String withoutField(String fault) {
        return fault.replaceAll("'[a-zA-Z_]+'", "a field");
    }

    private static Map<String, Object> of(Object holder) {
        Map<String, Object> fields = new TreeMap<>();
        try {
            for (Field field : holder.getClass().getFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fields.put(field.getName(), value(field.get(holder)));
                }
            }
        } catch (IllegalAccessException notPublic) {
            throw new AssertionError(notPublic);
        }
        return fields;
    }

    private static Object value(Object value) {
        if (value instanceof EndpointFields) {
            return of(value);
        }
        if (value instanceof EventTime time) {
            return time.isTold() ? time.seconds() + " " + time.nanos() : time.isAbsent() ? "absent" : "unreadable";
        }
        return value instanceof List<?> list ? List.copyOf(list) : value;
    }
}
