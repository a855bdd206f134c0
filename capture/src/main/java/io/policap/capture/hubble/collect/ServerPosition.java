package io.policap.capture.hubble.collect;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * How far one server was read.
 *
 * @param blindSince since when it should have been read and nothing of it was, in nanoseconds since 1970
 * @param nodes by name
 */
record ServerPosition(String server, OptionalLong blindSince, List<NodePosition> nodes) {
    ServerPosition {
        nodes = nodes.stream()
                .sorted(Comparator.comparing(NodePosition::node))
                .toList();
    }
}
