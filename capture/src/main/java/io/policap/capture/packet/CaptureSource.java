package io.policap.capture.packet;

import static java.util.Objects.requireNonNull;

import io.policap.capture.packet.file.CaptureFile;
import io.policap.capture.packet.file.CapturePeek;
import io.policap.capture.packet.file.CaptureSets;
import io.policap.capture.recording.RecognizedFile;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A capture file to be read.
 *
 * @param file where its bytes are
 * @param begins how it begins, empty where that was not looked at, as it is read alone
 */
public record CaptureSource(RecognizedFile file, Optional<CaptureFile> begins) {
    public CaptureSource {
        requireNonNull(file, "file");
        requireNonNull(begins, "begins");
    }

    /** Groups files into sets that may be the files of one rotated capture, each in the order of time. */
    public static List<List<CaptureSource>> sets(List<RecognizedFile> files) {
        List<List<CaptureSource>> sets = new ArrayList<>();
        Map<String, RecognizedFile> byName = new HashMap<>();
        List<CaptureFile> looked = new ArrayList<>();
        for (RecognizedFile file : files) {
            Optional<CapturePeek> peek = files.size() > 1 && file.isRepeatable() ? peek(file) : Optional.empty();
            if (peek.isPresent()) {
                byName.put(file.name(), file);
                looked.add(new CaptureFile(file.name(), peek.get()));
            } else {
                sets.add(List.of(new CaptureSource(file, Optional.empty())));
            }
        }
        if (looked.isEmpty()) {
            return sets;
        }
        for (List<CaptureFile> set : CaptureSets.group(looked)) {
            List<CaptureSource> sources = new ArrayList<>();
            for (CaptureFile file : set) {
                sources.add(new CaptureSource(requireNonNull(byName.get(file.name())), Optional.of(file)));
            }
            sets.add(List.copyOf(sources));
        }
        return sets;
    }

    /** Damage is told when the file is read. */
    private static Optional<CapturePeek> peek(RecognizedFile file) {
        try (InputStream in = file.open(new Issues())) {
            return Optional.of(CapturePeek.at(in));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether this file goes on where the ones before it in its set ended. */
    boolean follows(long lastBefore) {
        return begins.isPresent() && CaptureSets.follows(lastBefore, begins.get());
    }
}
