package io.policap.capture.kubernetes;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Reads what {@code kubectl get -o json|yaml} prints: lists, single objects, several documents, JSON lines, and the event
 * stream of {@code --output-watch-events}.
 *
 * <p>One object is held at a time, whatever the size of the file. What cannot be read becomes an issue with its file,
 * line and object; the rest is still read. Not safe for several threads.
 */
public final class InventoryReader {
    private static final int PEEKED = 1 << 16;

    private final Issues issues;
    private final ReaderStats stats = new ReaderStats();
    private final KubernetesObjects objects;

    public InventoryReader(InventoryBuilder builder, Issues issues) {
        this(builder, issues, WorkloadKey.DEFAULT_CLUSTER);
    }

    /**
     * @param builder takes the objects
     * @param issues takes what was wrong with them
     * @param cluster the name of the cluster that they are of
     */
    public InventoryReader(InventoryBuilder builder, Issues issues, String cluster) {
        this.issues = requireNonNull(issues, "issues");
        this.objects = new KubernetesObjects(builder, issues, cluster, stats);
    }

    /**
     * Reads a file to its end; does not close it.
     *
     * @param place the file's name, as it is shown in issues
     * @throws IOException only when the stream itself fails
     */
    public void read(String place, InputStream in) throws IOException {
        requireNonNull(place, "place");
        BufferedInputStream stream = new BufferedInputStream(in, PEEKED);
        if (beginsLikeJson(stream)) {
            JsonFrames.withTrees(stream, new Sink(place, false)).read();
        } else {
            new YamlFrames(stream, new Sink(place, true)).read();
        }
    }

    public ReaderStats stats() {
        return stats;
    }

    private static boolean beginsLikeJson(BufferedInputStream in) throws IOException {
        in.mark(PEEKED);
        int value = in.read();
        for (int i = 1; i < PEEKED && isBeforeContent(value); i++) {
            value = in.read();
        }
        in.reset();
        return value == '{' || value == '[';
    }

    // White space, or a byte of the byte order mark.
    private static boolean isBeforeContent(int value) {
        return (value >= 0 && value <= ' ') || value == 0xEF || value == 0xBB || value == 0xBF;
    }

    /** Parses the objects of one file. */
    private final class Sink implements FrameSink, TreeSink {
        private final String place;
        private final boolean yaml;
        private final PlainJson plain = new PlainJson();
        private byte[] knownList = new byte[0];
        private String knownKind = "";

        Sink(String place, boolean yaml) {
            this.place = place;
            this.yaml = yaml;
        }

        @Override
        public void object(long line, byte[] bytes, int length, byte[] list) {
            String at = place + ":" + line;
            try {
                objects.read(at, parse(bytes, length), listKind(list));
            } catch (MalformedObject e) {
                objects.leaveOut(at, "object", e.reason());
            }
        }

        @Override
        public void tree(long line, Map<String, Object> tree, byte[] list) {
            objects.read(place + ":" + line, tree, listKind(list));
        }

        @Override
        public void problem(IssueCode code, long line, String message) {
            stats.addMalformed();
            issues.add(code, place + ":" + line, message);
        }

        private Map<String, Object> parse(byte[] bytes, int length) throws MalformedObject {
            if (yaml) {
                return ObjectTree.parse(ObjectTree.yaml(), bytes, length);
            }
            return plain.read(bytes, 0, length, -1, false) && plain.end() == length
                    ? plain.tree()
                    : ObjectTree.parse(ObjectTree.JSON, bytes, length);
        }

        private String listKind(byte[] list) {
            if (list.length == 0) {
                return "";
            }
            if (list != knownList && !Arrays.equals(list, knownList)) {
                knownList = list;
                knownKind = "";
                byte[] end = (yaml ? "" : "]}").getBytes(StandardCharsets.US_ASCII);
                byte[] closed = Arrays.copyOf(list, list.length + end.length);
                System.arraycopy(end, 0, closed, list.length, end.length);
                try {
                    Object kind = parse(closed, closed.length).get("kind");
                    knownKind = kind instanceof String ? (String) kind : "";
                } catch (MalformedObject e) {
                    // The items may still say their kinds themselves.
                    knownKind = "";
                }
            }
            return knownKind;
        }
    }
}
