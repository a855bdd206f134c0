package io.policap.emit.read;

import io.policap.infer.inventory.RawObject;
import io.policap.infer.issue.IssueCode;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads policies from YAML or JSON: documents, lists of objects, and what else {@code kubectl} prints or people write.
 *
 * <p>A document, object or policy that is malformed costs that one, and becomes an issue with its line. Objects that are
 * not policies are counted.
 */
public final class PolicyReader {
    private PolicyReader() {}

    /**
     * Reads all policies of a stream.
     *
     * @param place the name of the source for messages
     * @throws IOException when the stream cannot be read; what it says never throws
     */
    public static PolicyReading read(String place, InputStream in) throws IOException {
        ReadingCollector collector = new ReadingCollector(place);
        ObjectDocuments.read(in, collector);
        return collector.result();
    }

    /** Reads one object that was parsed already; a list of objects counts as its items. */
    public static PolicyReading readTree(RawObject object) {
        ReadingCollector collector = new ReadingCollector(object.place());
        try {
            ObjectDocuments.expand(Trees.of(object.tree()), collector);
        } catch (MalformedException broken) {
            collector.malformed(IssueCode.MALFORMED_POLICY, broken.line(), broken.text());
        }
        return collector.result();
    }
}
