package io.policap.capture.packet;

import io.policap.capture.packet.decode.PacketDecoder;
import io.policap.capture.packet.file.ByteWindow;
import io.policap.capture.packet.file.CaptureFileReader;
import io.policap.capture.packet.join.LegJoin;
import io.policap.capture.recording.RecognizedFile;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one rotated set of capture files, in the order of time, as one capture: its connections go to a join.
 *
 * <p>A file that begins before the ones in front of it ended is a capture of its own. For one thread.
 */
public final class CaptureReader {
    private final PacketDecoder decoder;
    private final CaptureOptions options;
    private final LegJoin join;
    private final Issues issues;
    private final List<String> read = new ArrayList<>();

    public CaptureReader(CaptureOptions options, LegJoin join, Issues issues) {
        this.decoder = options.decoder();
        this.options = options;
        this.join = join;
        this.issues = issues;
    }

    /**
     * Reads a set.
     *
     * @param firstNumber the number of its first capture in this run; it has at most as many captures as files
     * @return the captures it turned out to be, without those of which nothing was readable
     */
    public List<CaptureReading> read(List<CaptureSource> set, int firstNumber) {
        List<CaptureReading> readings = new ArrayList<>();
        OpenCapture open = new OpenCapture(firstNumber, decoder, options, join, true);
        for (CaptureSource source : set) {
            if (!open.isEmpty() && !source.follows(open.packets().last())) {
                readings.add(open.finish(issues));
                open = new OpenCapture(open.number() + 1, decoder, options, join, true);
            }
            read(source.file(), open);
        }
        readings.add(open.finish(issues));
        return List.copyOf(readings);
    }

    /** The files that were read at least in part. */
    public List<String> filesRead() {
        return List.copyOf(read);
    }

    private void read(RecognizedFile file, OpenCapture open) {
        open.begin(file.name());
        try {
            packets(file, open.packets());
            read.add(file.name());
        } catch (IOException failed) {
            issues.add(
                    IssueCode.UNREADABLE_FILE,
                    file.name(),
                    "cannot be read on; its packets up to there were taken: is the disk all right?");
        }
    }

    private void packets(RecognizedFile file, CapturePackets packets) throws IOException {
        Optional<Path> plain = file.plainPath();
        if (plain.isPresent()) {
            try (ByteWindow bytes = ByteWindow.of(plain.get())) {
                CaptureFileReader.read(bytes, packets, file.name(), issues);
            }
            return;
        }
        try (InputStream content = file.open(issues);
                ByteWindow bytes = ByteWindow.of(content)) {
            CaptureFileReader.read(bytes, packets, file.name(), issues);
        }
    }
}
