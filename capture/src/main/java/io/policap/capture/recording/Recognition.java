package io.policap.capture.recording;

import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the beginning of one source after the other, keeps what it recognises, and says why it cannot use the others. */
final class Recognition {
    /** Bytes of a pipe that are kept to be read again: the head in the worst case, through two decompressors. */
    static final int LOOK_AHEAD = 1 << 19;

    private final ContentSniffer sniffer;
    private final Issues issues;
    private final List<RecognizedFile> recognised = new ArrayList<>();

    Recognition(ContentSniffer sniffer, Issues issues) {
        this.sniffer = sniffer;
        this.issues = issues;
    }

    /** What was recognised so far, in the order in which it was looked at. */
    List<RecognizedFile> recognised() {
        return new ArrayList<>(recognised);
    }

    /**
     * Looks at one source.
     *
     * @param regular the regular file that it is, null for others
     */
    void look(String name, RecognizedFile.Opener opener, @Nullable Path regular) {
        byte[] head;
        boolean compressed;
        Issues damage = new Issues();
        try (ContentStream content = new ContentStream(opener.open(), name, damage)) {
            head = content.readNBytes(ContentSniffer.HEAD_BYTES);
            compressed = content.isCompressed();
        } catch (IOException failed) {
            issues.add(IssueCode.UNREADABLE_FILE, name, "cannot be opened; may it be read?");
            return;
        }
        Optional<ContentKind> kind = sniffer.kind(head);
        if (kind.isEmpty()) {
            issues.addAll(damage);
            if (head.length > 0 || damage.isEmpty()) {
                issues.add(IssueCode.UNKNOWN_CONTENT, name, unknown(head));
            }
            return;
        }
        recognised.add(new RecognizedFile(name, kind.get(), opener, compressed ? null : regular));
    }

    private static String unknown(byte[] head) {
        if (head.length == 0) {
            return "is empty";
        }
        boolean utf16 = head.length >= 2
                && ((head[0] == (byte) 0xFF && head[1] == (byte) 0xFE)
                        || (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF));
        return utf16
                ? "is text in UTF-16; convert it to UTF-8"
                : "is left out: it does not begin like Hubble flows (JSON), Kubernetes objects (JSON or YAML),"
                        + " a packet capture or a policap baseline";
    }
}
