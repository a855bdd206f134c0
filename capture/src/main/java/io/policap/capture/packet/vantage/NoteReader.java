package io.policap.capture.packet.vantage;

import io.policap.capture.yaml.LinedText;
import io.policap.capture.yaml.LinedValue;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one entry of {@code captures}. Where something in it is wrong, the captures it names cover nothing. */
final class NoteReader {
    private static final List<String> KEYS =
            List.of("file", "interface", "vantage", "node", "pod", "from", "to", "filtered");
    private static final List<String> NODE_VANTAGES = List.of("node", "uplink", "overlay", "bridge");

    private final String notesFile;
    private final Inventory inventory;
    private final Issues issues;
    private final Map<String, LinedValue> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private boolean wrong;

    NoteReader(String notesFile, Inventory inventory, Issues issues) {
        this.notesFile = notesFile;
        this.inventory = inventory;
        this.issues = issues;
    }

    Optional<CaptureNote> read(LinedValue entry) {
        if (!(entry instanceof LinedValue.Fields)) {
            report(entry.line(), "the entry has no fields; give it a file and a vantage");
            return Optional.empty();
        }
        for (LinedValue.Field field : ((LinedValue.Fields) entry).fields()) {
            take(field);
        }
        Optional<FileNames> file = file(entry.line());
        String interfaceName = text("interface");
        Instant from = time("from", Instant.MIN);
        Instant to = time("to", Instant.MAX);
        if (to.isBefore(from)) {
            report(line("to"), "'to' is before 'from'; the captures of the entry cover nothing until corrected");
            from = Instant.MIN;
            to = Instant.MAX;
        }
        Optional<Vantage> vantage = vantage();
        if (isFiltered() || wrong) {
            vantage = Optional.of(new Vantage.Unknown());
        }
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String place = notesFile + ":" + entry.line();
        return Optional.of(new CaptureNote(place, file.get(), interfaceName, vantage, from, to));
    }

    private void take(LinedValue.Field field) {
        String shown = LinedText.quoted(field.key());
        if (!KEYS.contains(field.key())) {
            report(field.line(), "the key '" + shown + "' is not known; known are " + String.join(", ", KEYS));
        } else if (values.containsKey(field.key())) {
            report(field.line(), "the key '" + shown + "' is there twice; remove one");
        } else if (LinedText.of(field.value()).isEmpty()) {
            report(field.line(), "'" + shown + "' has no single value; give it one or remove it");
        } else {
            values.put(field.key(), field.value());
            lines.put(field.key(), field.line());
        }
    }

    private Optional<FileNames> file(int line) {
        String pattern = text("file");
        if (pattern.isEmpty()) {
            report(line, "the entry has no file and is left out; name the capture relative to these notes");
            return Optional.empty();
        }
        try {
            return Optional.of(FileNames.beside(notesFile, pattern));
        } catch (IllegalArgumentException e) {
            report(
                    line("file"),
                    "file '" + LinedText.quoted(pattern)
                            + "' is not a name below the directory of these notes and is left out; move the notes or"
                            + " correct it");
            return Optional.empty();
        }
    }

    private Optional<Vantage> vantage() {
        String kind = text("vantage");
        boolean ofNode = NODE_VANTAGES.contains(kind);
        for (String owner : List.of("node", "pod")) {
            boolean wanted = owner.equals("node") ? ofNode : kind.equals("pod");
            if (values.containsKey(owner) && !wanted) {
                report(line(owner), "'" + owner + "' does not go with this vantage; remove it or correct the vantage");
            } else if (!values.containsKey(owner) && wanted) {
                report(line("vantage"), "vantage '" + kind + "' needs a '" + owner + "'; add it");
                return Optional.empty();
            }
        }
        switch (kind) {
            case "":
                return Optional.empty();
            case "unknown":
                return Optional.of(new Vantage.Unknown());
            case "pod":
                return pod(text("pod")).map(Vantage.Pod::new);
            case "node":
                return node().map(Vantage.Node::new);
            case "uplink":
                return node().map(Vantage.Uplink::new);
            case "overlay":
                return node().map(Vantage.Overlay::new);
            case "bridge":
                return node().map(Vantage.Bridge::new);
            default:
                report(
                        line("vantage"),
                        "vantage '" + LinedText.quoted(kind)
                                + "' is none of node, uplink, overlay, bridge, pod, unknown; correct it");
                return Optional.empty();
        }
    }

    private Optional<String> node() {
        String name = text("node");
        if (inventory.node(name).isPresent()) {
            return Optional.of(name);
        }
        unmatched("node", "node '" + LinedText.quoted(name) + "' is not in the inventory");
        return Optional.empty();
    }

    private Optional<PodKey> pod(String name) {
        List<PodKey> found = inventory.pods().stream()
                .filter(pod -> !pod.hostNetwork())
                .map(PodRecord::key)
                .filter(key -> name.equals(key.toString()) || name.equals(key.cluster() + "/" + key))
                .distinct()
                .toList();
        if (found.size() == 1) {
            return Optional.of(found.get(0));
        }
        String shown = LinedText.quoted(name);
        unmatched(
                "pod",
                found.isEmpty()
                        ? "pod '" + shown + "' is not in the inventory as namespace/name of a pod with its own network"
                        : "pod '" + shown + "' is in several clusters; write cluster/namespace/name");
        return Optional.empty();
    }

    private boolean isFiltered() {
        String text = text("filtered");
        if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
            report(line("filtered"), "filtered '" + LinedText.quoted(text) + "' is neither true nor false; correct it");
        }
        return text.equals("true");
    }

    private Instant time(String key, Instant untold) {
        String text = text(key);
        if (text.isEmpty()) {
            return untold;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            report(
                    line(key),
                    "'" + key + "' is '" + LinedText.quoted(text)
                            + "' and not a time of RFC 3339 such as 2026-01-01T00:00:00Z; correct it");
            return untold;
        }
    }

    private String text(String key) {
        LinedValue value = values.get(key);
        return value == null ? "" : LinedText.of(value);
    }

    private int line(String key) {
        return lines.getOrDefault(key, 1);
    }

    private void unmatched(String key, String what) {
        wrong = true;
        issues.add(
                IssueCode.UNMATCHED_NOTES,
                notesFile + ":" + line(key),
                what + "; the captures of the entry cover nothing: correct it, or give the inventory of that time");
    }

    private void report(int line, String message) {
        wrong = true;
        issues.add(IssueCode.MALFORMED_NOTES, notesFile + ":" + line, message);
    }
}
