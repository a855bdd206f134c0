package io.policap.capture.kubernetes;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what an API server answers, lists and watches, into an inventory, with the code that reads files.
 *
 * <p>Objects are parsed by the calling threads, and added one by one under {@link #lock()}; whoever builds the inventory
 * or reads the issues has to hold it.
 */
public final class ApiIntake {
    private final Issues issues;
    private final InstantSource clock;
    private final KubernetesObjects objects;
    private final Object lock = new Object();

    /**
     * @param builder takes the objects
     * @param issues takes what was wrong with them
     * @param cluster the name of the cluster that they are of
     * @param clock tells when a deletion was heard of, which bounds a pod's lifetime
     */
    public ApiIntake(InventoryBuilder builder, Issues issues, String cluster, InstantSource clock) {
        this.issues = requireNonNull(issues, "issues");
        this.clock = requireNonNull(clock, "clock");
        this.objects = new KubernetesObjects(builder, issues, cluster, new ReaderStats());
    }

    public Object lock() {
        return lock;
    }

    /**
     * Reads one page of a list to its end.
     *
     * @param place where it is from, as issues show it
     * @return nothing where the page does not end as it should
     * @throws IOException when the connection fails
     */
    public Optional<ApiList> list(String place, ApiKind kind, InputStream in) throws IOException {
        Page page = new Page(place, kind);
        new JsonFrames(in, page).read();
        return page.end.map(end -> {
            Fields metadata = metadata(place, end);
            return new ApiList(page.found, metadata.text("resourceVersion"), metadata.text("continue"));
        });
    }

    /**
     * Reads the events of a watch until it ends; one that is cut off in the middle of an event ends before that.
     *
     * @throws IOException when the connection fails
     */
    public void watch(String place, ApiKind kind, InputStream in, ApiWatch watch) throws IOException {
        new JsonFrames(in, new Events(place, kind, watch)).read();
    }

    /** An object is no longer there. */
    public void gone(ApiObject object, Instant by) {
        synchronized (lock) {
            objects.remove(object, by);
        }
    }

    private static Fields metadata(String place, Map<String, Object> tree) {
        return new Fields(tree, new ObjectReport(new Issues(), place, "list")).at("metadata");
    }

    private static ApiObject identity(String place, ApiKind kind, Map<String, Object> tree) {
        Fields metadata = metadata(place, tree);
        return new ApiObject(
                kind.kind(),
                metadata.text("namespace"),
                metadata.text("name"),
                metadata.text("uid"),
                metadata.text("resourceVersion"));
    }

    private ApiObject take(String place, ApiKind kind, Map<String, Object> tree, boolean deleted) {
        ApiObject object = identity(place, kind, tree);
        synchronized (lock) {
            objects.read(place, typed(kind, tree), deleted);
            if (deleted) {
                objects.remove(object, clock.instant());
            }
        }
        return object;
    }

    // Lists of built-in kinds leave out of their items what the list has said; whoever keeps an object needs it.
    private static Map<String, Object> typed(ApiKind kind, Map<String, Object> tree) {
        if (tree.containsKey("kind") && tree.containsKey("apiVersion")) {
            return tree;
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("apiVersion", kind.apiVersion());
        whole.put("kind", kind.kind());
        whole.putAll(tree);
        return whole;
    }

    private void report(IssueCode code, String place, String message) {
        synchronized (lock) {
            issues.add(code, place, message);
        }
    }

    private abstract class Answer implements FrameSink {
        final String place;
        final ApiKind kind;

        Answer(String place, ApiKind kind) {
            this.place = requireNonNull(place, "place");
            this.kind = requireNonNull(kind, "kind");
        }

        abstract void tree(Map<String, Object> tree);

        @Override
        public void object(long line, byte[] bytes, int length, byte[] list) {
            try {
                tree(ObjectTree.parse(ObjectTree.JSON, bytes, length));
            } catch (MalformedObject e) {
                report(IssueCode.MALFORMED_OBJECT, place, "object is left out: " + e.reason());
            }
        }

        @Override
        public void problem(IssueCode code, long line, String message) {
            // A connection that broke off is no damage: what was not read whole is asked for again.
            if (code != IssueCode.TRUNCATED_FILE) {
                report(code, place, message);
            }
        }
    }

    private final class Page extends Answer {
        private final List<ApiObject> found = new ArrayList<>();
        private Optional<Map<String, Object>> end = Optional.empty();

        Page(String place, ApiKind kind) {
            super(place, kind);
        }

        @Override
        void tree(Map<String, Object> tree) {
            found.add(take(place, kind, tree, false));
        }

        @Override
        public void listEnd(byte[] bytes, int length) {
            try {
                end = Optional.of(ObjectTree.parse(ObjectTree.JSON, bytes, length));
            } catch (MalformedObject e) {
                report(IssueCode.MALFORMED_OBJECT, place, "the list is left out: " + e.reason());
            }
        }
    }

    private final class Events extends Answer {
        private final ApiWatch watch;

        Events(String place, ApiKind kind, ApiWatch watch) {
            super(place, kind);
            this.watch = requireNonNull(watch, "watch");
        }

        @Override
        void tree(Map<String, Object> tree) {
            if (!(tree.get("object") instanceof Map<?, ?> content)) {
                report(IssueCode.MALFORMED_OBJECT, place, "watch event is left out: it is no event of a watch");
                return;
            }
            @SuppressWarnings("unchecked") // ObjectTree builds maps with text keys only
            Map<String, Object> object = (Map<String, Object>) content;
            switch (String.valueOf(tree.get("type"))) {
                case "ADDED":
                case "MODIFIED":
                    watch.changed(take(place, kind, object, false));
                    break;
                case "DELETED":
                    watch.deleted(take(place, kind, object, true));
                    break;
                case "BOOKMARK":
                    watch.bookmark(identity(place, kind, object).version());
                    break;
                default:
                    watch.error(object.get("code") instanceof Number code ? code.intValue() : 0);
            }
        }
    }
}
