package io.policap.capture.hubble.collect;

import io.policap.capture.hubble.access.NodeFacts;
import io.policap.capture.hubble.access.ServerFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the events of all nodes of one server were delivered.
 *
 * <p>Not safe for several threads: used only by whoever has the gate.
 */
final class NodeTracks {
    /** Nodes followed one by one; further ones, which only a hostile server has, are taken for one. */
    private static final int MOST_NODES = 16_384;

    private static final int MOST_ALIASES = 4 * MOST_NODES;
    private static final int MOST_PER_NODE = 1 << 16;
    private static final int FEWEST_PER_NODE = 64;

    private final long overlap;
    private final int fingerprints;
    private final TreeMap<String, NodeTrack> tracks = new TreeMap<>();
    private final Map<String, NodeTrack> byFullName = new HashMap<>();
    private @Nullable NodeTrack last;
    private String lastName = "";
    private long blindSince = EpochNanos.NONE;
    private boolean late;
    private int mostPerNode = MOST_PER_NODE;
    private @Nullable NodeFacts agent;
    private long askedAt;
    private long answeredAt;

    NodeTracks(long overlap, int fingerprints) {
        this.overlap = overlap;
        this.fingerprints = fingerprints;
    }

    void restore(ServerPosition position) {
        late = true;
        blindSince = position.blindSince().orElse(EpochNanos.NONE);
        for (NodePosition node : position.nodes()) {
            NodeTrack track = NodeTrack.restored(node, overlap, MOST_PER_NODE);
            tracks.put(shortName(node.node()), track);
        }
        divide();
    }

    /** Notes that the server should be read from now on, where it was not before. */
    void begin(long now) {
        if (blindSince == EpochNanos.NONE && tracks.isEmpty()) {
            blindSince = now;
        }
    }

    /** Notes that the server could not be read, or cannot any more: events may be missing from here on. */
    void broken() {
        late = true;
        interrupted();
    }

    /** Notes that the server is going to be asked again, where it was being read. */
    void interrupted() {
        long newest = newest();
        long readUntil = newest == EpochNanos.NONE ? EpochNanos.NONE : newest - overlap;
        tracks.values().forEach(track -> track.broken(readUntil));
    }

    /** Takes what the server says about its nodes before their flows come. */
    void connected(ServerFacts server, long asked, long answered) {
        askedAt = asked;
        answeredAt = answered;
        agent = null;
        for (NodeFacts node : server.nodes()) {
            if (node.name().isEmpty()) {
                agent = node;
                if (tracks.size() == 1) {
                    tracks.firstEntry().getValue().asked(node, asked, answered);
                }
            } else if (node.isConnected()) {
                NodeTrack track = byFullName.get(node.name());
                track = track == null ? tracks.get(shortName(node.name())) : track;
                if (track == null) {
                    begun(node.name(), node);
                } else {
                    track.asked(node, asked, answered);
                }
            }
        }
        if (!tracks.isEmpty()) {
            blindSince = EpochNanos.NONE;
        }
    }

    /** From when on the server has to be asked; empty: from now on. */
    OptionalLong askFrom() {
        long from = late && blindSince != EpochNanos.NONE ? blindSince - overlap : Long.MAX_VALUE;
        for (NodeTrack track : tracks.values()) {
            long node = track.askFrom();
            from = node == EpochNanos.NONE ? from : Math.min(from, node);
        }
        return from == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(from);
    }

    /** The track of a node that an event names, with its cluster or without. */
    NodeTrack of(String name) {
        NodeTrack before = last;
        if (before != null && name.equals(lastName)) {
            return before;
        }
        NodeTrack track = byFullName.get(name);
        if (track == null) {
            track = tracks.get(shortName(name));
            if (track == null) {
                track = tracks.size() < MOST_NODES ? begun(name, agent) : overflow();
                blindSince = EpochNanos.NONE;
            }
            if (byFullName.size() < MOST_ALIASES) {
                byFullName.put(name, track);
            }
        }
        last = track;
        lastName = name;
        return track;
    }

    /** The track of an event that names no node and may be of any; nothing follows from it for a node. */
    NodeTrack stray() {
        return tracks.computeIfAbsent("", none -> new NodeTrack("", EpochNanos.NONE, overlap));
    }

    private NodeTrack begun(String name, @Nullable NodeFacts said) {
        boolean missed = late && blindSince != EpochNanos.NONE;
        NodeTrack track = new NodeTrack(name, blindSince != EpochNanos.NONE ? blindSince : readSince(), overlap);
        tracks.put(shortName(name), track);
        divide();
        if (missed) {
            track.broken(EpochNanos.NONE);
        }
        if (said != null) {
            track.asked(said, askedAt, answeredAt);
            if (!missed) {
                track.counter().beginNow();
            }
        }
        return track;
    }

    /** Since when a node is read that was not there before: by the clocks of the nodes where these are known. */
    private long readSince() {
        long newest = newest();
        return newest == EpochNanos.NONE ? answeredAt : newest - overlap;
    }

    private NodeTrack overflow() {
        return stray();
    }

    private void divide() {
        int share = fingerprints / Math.max(1, tracks.size());
        mostPerNode = Math.min(MOST_PER_NODE, Math.max(FEWEST_PER_NODE, share));
    }

    /** Fingerprints that may be kept of each node. */
    int mostPerNode() {
        return mostPerNode;
    }

    Collection<NodeTrack> all() {
        return tracks.values();
    }

    /** Since when the server should have been read and nothing of it was, {@link EpochNanos#NONE} where something was. */
    long blindSince() {
        return blindSince;
    }

    /** The newest time of all nodes. */
    long newest() {
        long newest = EpochNanos.NONE;
        for (NodeTrack track : tracks.values()) {
            newest = track.isBlank() ? newest : Math.max(newest, track.watermark());
        }
        return newest;
    }

    int awaited() {
        int awaited = 0;
        for (NodeTrack track : tracks.values()) {
            awaited += track.isAwaited() ? 1 : 0;
        }
        return awaited;
    }

    Optional<ServerPosition> position(String server) {
        List<NodePosition> nodes = new ArrayList<>(tracks.size());
        tracks.values().forEach(track -> nodes.add(track.position()));
        OptionalLong blind = blindSince == EpochNanos.NONE ? OptionalLong.empty() : OptionalLong.of(blindSince);
        return nodes.isEmpty() && blind.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServerPosition(server, blind, nodes));
    }

    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
