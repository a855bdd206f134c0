package io.policap.capture.kubernetes;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object by name; what has the wrong type is reported and treated as absent, so that the rest of the
 * object still counts.
 */
final class Fields {
    private static final int NO_INDEX = -1;

    private final Map<?, ?> map;
    private final @Nullable Fields parent;
    private final String name;
    private final int index;
    private final ObjectReport report;

    /** The fields of a whole object. */
    Fields(Map<?, ?> map, ObjectReport report) {
        this(map, null, "", NO_INDEX, report);
    }

    // Where it stands in the object is put into words only when there is something to say of it.
    private Fields(Map<?, ?> map, @Nullable Fields parent, String name, int index, ObjectReport report) {
        this.map = requireNonNull(map, "map");
        this.parent = parent;
        this.name = name;
        this.index = index;
        this.report = requireNonNull(report, "report");
    }

    ObjectReport report() {
        return report;
    }

    boolean has(String key) {
        return map.containsKey(key);
    }

    boolean isEmpty() {
        return map.isEmpty();
    }

    /** The keys that hold a value, as written. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (Object key : map.keySet()) {
            keys.add(String.valueOf(key));
        }
        return keys;
    }

    /** A nested object, empty where it is absent. */
    Fields at(String key) {
        Object value = map.get(key);
        if (value instanceof Map<?, ?>) {
            return new Fields((Map<?, ?>) value, this, key, NO_INDEX, report);
        }
        wrong(key, value, "an object");
        return new Fields(Map.of(), this, key, NO_INDEX, report);
    }

    /** A list of objects. */
    List<Fields> each(String key) {
        List<?> values = list(key);
        List<Fields> result = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof Map<?, ?>) {
                result.add(new Fields((Map<?, ?>) value, this, key, i, report));
            } else {
                wrong(key + "[" + i + "]", value, "an object");
            }
        }
        return result;
    }

    /** A list of texts. */
    List<String> texts(String key) {
        List<String> result = new ArrayList<>();
        for (Object value : list(key)) {
            if (value instanceof String) {
                result.add((String) value);
            } else {
                wrong(key, value, "a list of texts");
            }
        }
        return result;
    }

    private List<?> list(String key) {
        Object value = map.get(key);
        if (value instanceof List<?>) {
            return (List<?>) value;
        }
        wrong(key, value, "a list");
        return List.of();
    }

    /** A text, also a number or boolean in its place; empty where it is absent. */
    String text(String key) {
        Object value = map.get(key);
        if (value instanceof String) {
            return (String) value;
        }
        if (value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        wrong(key, value, "a text");
        return "";
    }

    boolean truth(String key) {
        Object value = map.get(key);
        if (value instanceof Boolean) {
            return (Boolean) value;
        }
        wrong(key, value, "true or false");
        return false;
    }

    /** A port number, 0 where it is absent. */
    int port(String key) {
        Object value = map.get(key);
        if (value instanceof Integer || value instanceof Long) {
            long number = ((Number) value).longValue();
            if (number >= 0 && number <= 65535) {
                return (int) number;
            }
        }
        wrong(key, value, "a port number");
        return 0;
    }

    /** A protocol; TCP where it is absent, none where it is not one that has ports. */
    Optional<Protocol> protocol() {
        String name = text("protocol");
        switch (name) {
            case "":
            case "TCP":
                return Optional.of(Protocol.TCP);
            case "UDP":
                return Optional.of(Protocol.UDP);
            case "SCTP":
                return Optional.of(Protocol.SCTP);
            default:
                report.malformed(path("protocol") + " is '" + ObjectReport.shown(name) + "', not TCP, UDP or SCTP");
                return Optional.empty();
        }
    }

    /** A map of texts. */
    Labels labels(String key) {
        Fields labels = at(key);
        if (labels.isEmpty()) {
            return Labels.NONE;
        }
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<?, ?> label : labels.map.entrySet()) {
            String name = String.valueOf(label.getKey());
            Object value = label.getValue();
            if (value instanceof String) {
                texts.put(name, (String) value);
            } else {
                labels.wrong(name, value, "a text");
            }
        }
        return Labels.of(texts);
    }

    Optional<Instant> time(String key) {
        String text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ApiTime.parse(text));
        } catch (DateTimeException e) {
            report.malformed(path(key) + " is not a time (RFC 3339): '" + ObjectReport.shown(text) + "'");
            return Optional.empty();
        }
    }

    /** An address, absent also where it is empty or {@code None}. */
    Optional<Ip> address(String key) {
        return address(key, text(key));
    }

    Optional<Ip> address(String key, String text) {
        if (text.isEmpty() || text.equals("None")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Ip.parse(text));
        } catch (IllegalArgumentException e) {
            report.malformed(path(key) + " is not an IP address: '" + ObjectReport.shown(text) + "'");
            return Optional.empty();
        }
    }

    /** Adds an address to others, unless it is absent. */
    void addAddress(String key, List<Ip> addresses) {
        Optional<Ip> address = address(key);
        if (address.isPresent()) {
            addresses.add(address.get());
        }
    }

    Optional<Cidr> range(String key, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Cidr.parse(text));
        } catch (IllegalArgumentException e) {
            report.malformed(path(key) + " is not an address range: '" + ObjectReport.shown(text) + "'");
            return Optional.empty();
        }
    }

    private String path(String key) {
        String shown = ObjectReport.shown(key);
        return parent == null ? shown : path() + "." + shown;
    }

    private String path() {
        String path = parent == null ? "" : parent.path(name);
        return index == NO_INDEX ? path : path + "[" + index + "]";
    }

    private void wrong(String key, @Nullable Object value, String wanted) {
        if (value != null) {
            report.malformed(path(key) + " is not " + wanted + "; it is left out");
        }
    }
}
