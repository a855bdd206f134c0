package io.policap.emit.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The objects of a YAML or JSON stream: documents, lists of objects, and what else {@code kubectl} prints. */
public final class ObjectDocuments {
    /** The longest input that is read, in bytes. */
    static final int MAX_BYTES = 64 << 20;

    private ObjectDocuments() {}

    /** Is told what a stream holds, in the order written. */
    public interface Receiver {
        void object(Node.Mapping node, ObjectKind kind);

        /** A document that is no object, such as a plain text. */
        void noObject();

        /** The whole stream cannot be read. */
        void unreadable(String problem);

        /** A document that cannot be parsed; the others are still told. */
        void malformed(int line, String problem);
    }

    /**
     * Reads all objects of a stream.
     *
     * @throws IOException when the stream cannot be read; what it says never throws
     */
    public static void read(InputStream in, Receiver receiver) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            receiver.unreadable("longer than " + (MAX_BYTES >> 20) + " MiB; split the file");
            return;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            receiver.unreadable("not UTF-8 text");
            return;
        }
        parse(text.startsWith("\uFEFF") ? text.substring(1) : text, receiver);
    }

    private static void parse(String text, Receiver receiver) {
        String start = text.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            List<Node> nodes;
            try {
                // YAML takes most of JSON, but not tabs, and not as fast.
                nodes = DocumentParser.json(text);
            } catch (MalformedException notJson) {
                parseYaml(text, receiver);
                return;
            }
            nodes.forEach(node -> expand(node, receiver));
            return;
        }
        parseYaml(text, receiver);
    }

    private static void parseYaml(String text, Receiver receiver) {
        for (Documents.Document document : Documents.split(text)) {
            List<Node> nodes;
            try {
                nodes = DocumentParser.yaml(document.text(), document.linesBefore());
            } catch (MalformedException broken) {
                int line = broken.line() == 0 ? document.linesBefore() + 1 : broken.line();
                receiver.malformed(line, "not a YAML document: " + broken.text());
                continue;
            }
            nodes.forEach(node -> expand(node, receiver));
        }
    }

    /** Tells of an object, or of each in a list of objects. */
    static void expand(Node node, Receiver receiver) {
        if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> expand(item, receiver));
        } else if (node instanceof Node.Mapping mapping) {
            ObjectKind kind = ObjectKind.of(mapping);
            if (mapping.fields().get("items") instanceof Node.Sequence items && kind.isList()) {
                items.items().forEach(item -> expand(kind.completed(item), receiver));
            } else {
                receiver.object(mapping, kind);
            }
        } else if (!(node instanceof Node.Null)) {
            receiver.noObject();
        }
    }
}
