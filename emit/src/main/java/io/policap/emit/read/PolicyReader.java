package io.policap.emit.read;

import io.policap.infer.inventory.RawObject;
import io.policap.infer.issue.IssueCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads policies from YAML or JSON: documents, lists of objects, and what else {@code kubectl} prints or people write.
 *
 * <p>A document, object or policy that is malformed costs that one, and becomes an issue with its line. Objects that are
 * not policies are counted.
 */
public final class PolicyReader {
    /** The longest input that is read, in bytes. */
    static final int MAX_BYTES = 64 << 20;

    private PolicyReader() {}

    /**
     * Reads all policies of a stream.
     *
     * @param place the name of the source for messages
     * @throws IOException when the stream cannot be read; what it says never throws
     */
    public static PolicyReading read(String place, InputStream in) throws IOException {
        ReadingCollector collector = new ReadingCollector(place);
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            collector.unreadable("longer than " + (MAX_BYTES >> 20) + " MiB; split the file");
            return collector.result();
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            collector.unreadable("not UTF-8 text");
            return collector.result();
        }
        parse(text.startsWith("\uFEFF") ? text.substring(1) : text, collector);
        return collector.result();
    }

    /** Reads one object that was parsed already; a list of objects counts as its items. */
    public static PolicyReading readTree(RawObject object) {
        ReadingCollector collector = new ReadingCollector(object.place());
        try {
            collector.object(Trees.of(object.tree()));
        } catch (MalformedException broken) {
            collector.malformed(IssueCode.MALFORMED_POLICY, broken.line(), broken.text());
        }
        return collector.result();
    }

    private static void parse(String text, ReadingCollector collector) {
        String start = text.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            try {
                // YAML takes most of JSON, but not tabs, and not as fast.
                DocumentParser.json(text).forEach(collector::object);
                return;
            } catch (MalformedException notJson) {
                parseYaml(text, collector);
                return;
            }
        }
        parseYaml(text, collector);
    }

    private static void parseYaml(String text, ReadingCollector collector) {
        for (Documents.Document document : Documents.split(text)) {
            try {
                List<Node> nodes = DocumentParser.yaml(document.text(), document.linesBefore());
                nodes.forEach(collector::object);
            } catch (MalformedException broken) {
                int line = broken.line() == 0 ? document.linesBefore() + 1 : broken.line();
                collector.malformed(IssueCode.MALFORMED_POLICY, line, "not a YAML document: " + broken.text());
            }
        }
    }
}
