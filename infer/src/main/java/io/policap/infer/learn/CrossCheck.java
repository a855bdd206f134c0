package io.policap.infer.learn;

import io.policap.infer.connection.Origin;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.learn.edge.JudgedEdge;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The served edges that Hubble or the captures of a recording saw while the other did not, in words, sorted.
 *
 * <p>Nodes count as one, as Hubble and a capture may see different addresses of the same node.
 *
 * @param both how many edges both saw
 * @param onlyHubble edges that the captures did not show
 * @param onlyPackets edges that Hubble did not report
 */
public record CrossCheck(int both, List<String> onlyHubble, List<String> onlyPackets) {
    private static final String PLACE = "cross-check";

    public CrossCheck {
        onlyHubble = onlyHubble.stream().distinct().sorted().toList();
        onlyPackets = onlyPackets.stream().distinct().sorted().toList();
    }

    /** The comparison, absent where the recording has one kind of source only. */
    static Optional<CrossCheck> of(Set<Origin> origins, List<JudgedEdge> edges) {
        if (origins.size() < Origin.values().length) {
            return Optional.empty();
        }
        SortedMap<String, Set<Origin>> seen = new TreeMap<>();
        for (JudgedEdge judged : edges) {
            Set<Origin> by = seen.computeIfAbsent(text(judged.edge()), key -> EnumSet.noneOf(Origin.class));
            judged.edge().evidence().observations().forEach(observation -> by.add(observation.origin()));
        }
        TreeMap<String, Set<Origin>> served = new TreeMap<>();
        for (JudgedEdge judged : edges) {
            if (judged.mustPass() && !judged.probe()) {
                String text = text(judged.edge());
                served.put(text, seen.getOrDefault(text, Set.of()));
            }
        }
        List<String> onlyHubble = new ArrayList<>();
        List<String> onlyPackets = new ArrayList<>();
        int both = 0;
        for (Map.Entry<String, Set<Origin>> edge : served.entrySet()) {
            boolean hubble = edge.getValue().contains(Origin.HUBBLE);
            boolean packets = edge.getValue().contains(Origin.PACKETS);
            if (hubble && packets) {
                both++;
            } else if (hubble) {
                onlyHubble.add(edge.getKey());
            } else if (packets) {
                onlyPackets.add(edge.getKey());
            }
        }
        return Optional.of(new CrossCheck(both, onlyHubble, onlyPackets));
    }

    private static String text(Edge edge) {
        String port = edge.protocol() + (edge.protocol().hasPorts() ? " " : " type ") + edge.port();
        return text(edge.client()) + " -> " + text(edge.server()) + " " + port;
    }

    private static String text(End end) {
        return end instanceof End.Node ? "a node" : Edge.text(end);
    }

    void report(Issues issues) {
        if (!onlyHubble.isEmpty()) {
            issues.add(
                    IssueCode.SEEN_BY_HUBBLE_ONLY,
                    PLACE,
                    summary(onlyHubble) + " seen by Hubble, and by no capture: were all nodes captured, on all"
                            + " interfaces, for the whole time?");
        }
        if (!onlyPackets.isEmpty()) {
            issues.add(
                    IssueCode.SEEN_BY_CAPTURES_ONLY,
                    PLACE,
                    summary(onlyPackets) + " seen by captures, and not by Hubble: did all nodes report for the whole"
                            + " time, and were events lost?");
        }
    }

    private String summary(List<String> edges) {
        int all = both + onlyHubble.size() + onlyPackets.size();
        return edges.size() + " of " + all + " served edges, such as " + edges.get(0)
                + (edges.size() == 1 ? ", was" : ", were");
    }
}
