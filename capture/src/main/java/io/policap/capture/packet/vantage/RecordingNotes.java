package io.policap.capture.packet.vantage;

import io.policap.infer.flow.Vantage;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What {@code recording.yaml} files say about captures; it wins over what their packets tell. Immutable. */
public final class RecordingNotes {
    private static final RecordingNotes NONE = new RecordingNotes(List.of());

    private final List<CaptureNote> notes;

    RecordingNotes(List<CaptureNote> notes) {
        this.notes = List.copyOf(notes);
    }

    public static RecordingNotes none() {
        return NONE;
    }

    /** These notes and those of another file. */
    public RecordingNotes and(RecordingNotes others) {
        List<CaptureNote> all = new ArrayList<>(notes);
        all.addAll(others.notes);
        return new RecordingNotes(all);
    }

    /**
     * The first note for an interface of a capture; one that names the interface comes before those that do not.
     *
     * @param fileName the capture's path as the user gave it
     * @param interfaceName the interface's name as the capture has it, empty where it has none
     */
    public Optional<CaptureNote> note(String fileName, String interfaceName) {
        return notes.stream()
                .filter(note -> !note.interfaceName().isEmpty() && note.isFor(fileName, interfaceName))
                .findFirst()
                .or(() -> notes.stream()
                        .filter(note -> note.isFor(fileName, interfaceName))
                        .findFirst());
    }

    /** The vantage noted for an interface of a capture, empty where it is to be derived. */
    public Optional<Vantage> vantage(String fileName, String interfaceName) {
        return note(fileName, interfaceName).flatMap(CaptureNote::vantage);
    }

    /** Reports each note whose file is none of these, the captures of the run. */
    public void reportUnmatched(Collection<String> captures, Issues issues) {
        for (CaptureNote note : notes) {
            if (captures.stream().noneMatch(note.file()::matches)) {
                issues.add(
                        IssueCode.UNMATCHED_NOTES,
                        note.place(),
                        "no capture of this run is '"
                                + String.join("/", note.file().names())
                                + "'; correct the name, which is relative to the directory of the notes, or remove the"
                                + " entry");
            }
        }
    }

    List<CaptureNote> list() {
        return notes;
    }
}
