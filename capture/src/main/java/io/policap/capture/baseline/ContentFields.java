package io.policap.capture.baseline;

import io.policap.infer.baseline.ContentEvidence;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.http.HttpPaths;
import io.policap.infer.http.PathGap;
import io.policap.infer.http.PathLeaf;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the connections of one class carried. */
final class ContentFields {
    private final JsonCursor cursor;
    private final TreeMap<AppProtocol, Long> connections = new TreeMap<>();
    private final TreeMap<AppProtocol, Long> records = new TreeMap<>();
    private final BucketFields buckets;
    private final EnumSet<PathGap> gaps = EnumSet.noneOf(PathGap.class);
    private final List<PathLeaf> leaves = new ArrayList<>();
    private long incomplete;
    private int level;

    ContentFields(JsonCursor cursor) {
        this.cursor = cursor;
        this.buckets = new BucketFields(cursor);
    }

    boolean read(String key) {
        switch (key) {
            case "connections" -> cursor.object(key, protocol -> count(protocol, connections));
            case "records" -> cursor.object(key, protocol -> count(protocol, records));
            case "incomplete" -> incomplete = cursor.count(key);
            case "buckets" -> buckets.read(key);
            case "gaps" -> cursor.array(key, () -> gaps.add(cursor.constant(PathGap.class, cursor.text(key), "a gap")));
            case "level" -> level = (int) Math.min(cursor.count(key), Integer.MAX_VALUE);
            case "requests" -> cursor.array(key, this::leaf);
            default -> {
                return false;
            }
        }
        return true;
    }

    ContentEvidence content() {
        if (new TreeSet<>(leaves).size() < leaves.size()) {
            throw new DamagedException("the same requests stand in the file twice");
        }
        return new ContentEvidence(
                connections, records, incomplete, buckets.runs(), new HttpPaths(level, leaves, gaps));
    }

    private boolean count(String text, SortedMap<AppProtocol, Long> counts) {
        AppProtocol protocol = cursor.constant(AppProtocol.class, text, "what connections carried");
        if (counts.put(protocol, cursor.count("a count of what connections carried")) != null) {
            throw new DamagedException("what connections carried is counted twice");
        }
        return true;
    }

    private void leaf() {
        if (leaves.size() == HttpPaths.MOST_LEAVES) {
            throw new DamagedException("more different requests of a class than are kept");
        }
        LeafFields leaf = new LeafFields(cursor);
        cursor.object("requests", leaf::read);
        leaves.add(leaf.leaf());
    }
}
