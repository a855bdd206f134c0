package io.policap.capture.packet.vantage;

import static java.util.Objects.requireNonNull;

import io.policap.capture.yaml.LinedText;
import io.policap.capture.yaml.LinedValue;
import io.policap.capture.yaml.LinedYaml;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a {@code recording.yaml}: version 1 of {@code policapRecording}, and strictly.
 *
 * <p>A key that is not known may have changed the meaning of its entry; so what cannot be read in full covers nothing,
 * and an issue says where and what would be right.
 */
public final class RecordingNotesReader {
    static final int MAX_BYTES = LinedYaml.MAX_BYTES;

    private static final String VERSION = "1";
    private static final Set<String> KEYS = Set.of("policapRecording", "captures");

    private final Inventory inventory;
    private final Issues issues;

    /**
     * @param inventory what pods and nodes there are
     * @param issues takes what was wrong with the notes
     */
    public RecordingNotesReader(Inventory inventory, Issues issues) {
        this.inventory = requireNonNull(inventory, "inventory");
        this.issues = requireNonNull(issues, "issues");
    }

    /**
     * Reads a file to its end; does not close it.
     *
     * @param file its path as the user gave it: names in it are relative to its directory
     * @throws IOException only when the stream itself fails
     */
    public RecordingNotes read(String file, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            malformed(file, 1, "the file is larger than " + MAX_BYTES + " bytes and is left out; split it");
            return RecordingNotes.none();
        }
        try {
            LinedValue root = LinedYaml.parse(bytes);
            if (root instanceof LinedValue.Fields) {
                return notes(file, (LinedValue.Fields) root);
            }
            malformed(file, root.line(), "the file is left out: it does not have fields such as policapRecording: 1");
        } catch (LinedYaml.NotYaml e) {
            malformed(file, Math.max(1, e.line()), "the file is left out: " + e.getMessage() + "; correct it");
        }
        return RecordingNotes.none();
    }

    private RecordingNotes notes(String file, LinedValue.Fields root) {
        Optional<LinedValue> captures = Optional.empty();
        Set<String> seen = new LinkedHashSet<>();
        for (LinedValue.Field field : root.fields()) {
            if (!KEYS.contains(field.key()) || !seen.add(field.key())) {
                malformed(
                        file,
                        field.line(),
                        "the key '" + LinedText.quoted(field.key()) + "' "
                                + (seen.contains(field.key()) ? "is there twice" : "is not known")
                                + " and is ignored; a notes file has policapRecording and captures, once each");
            } else if (field.key().equals("captures")) {
                captures = Optional.of(field.value());
            } else if (!LinedText.of(field.value()).equals(VERSION)) {
                malformed(
                        file,
                        field.line(),
                        "policapRecording is not " + VERSION + ", the version this policap reads; the file is left"
                                + " out, a newer policap may read it");
                return RecordingNotes.none();
            }
        }
        if (!seen.contains("policapRecording")) {
            malformed(file, root.line(), "policapRecording is missing; add policapRecording: " + VERSION);
        }
        if (captures.isEmpty() || !(captures.get() instanceof LinedValue.Items)) {
            int line = captures.map(LinedValue::line).orElse(root.line());
            malformed(file, line, "captures is missing or not a list; give it entries such as - file: node1.pcap");
            return RecordingNotes.none();
        }
        List<CaptureNote> notes = new ArrayList<>();
        for (LinedValue entry : ((LinedValue.Items) captures.get()).items()) {
            new NoteReader(file, inventory, issues).read(entry).ifPresent(note -> add(notes, note));
        }
        return new RecordingNotes(notes);
    }

    private void add(List<CaptureNote> notes, CaptureNote note) {
        for (CaptureNote before : notes) {
            if (before.file().equals(note.file()) && before.interfaceName().equals(note.interfaceName())) {
                issues.add(
                        IssueCode.MALFORMED_NOTES,
                        note.place(),
                        "the same captures were noted before, at " + before.place()
                                + ", which counts; remove one of the entries");
                return;
            }
        }
        notes.add(note);
    }

    private void malformed(String file, int line, String message) {
        issues.add(IssueCode.MALFORMED_NOTES, file + ":" + line, message);
    }
}
