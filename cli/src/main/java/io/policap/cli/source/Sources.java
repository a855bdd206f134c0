package io.policap.cli.source;

import static java.util.Objects.requireNonNull;

import io.policap.capture.packet.CaptureOptions;
import java.util.List;
import java.util.Optional;

/**
 * Where a run reads from.
 *
 * @param paths files and directories of any content, {@code -} for standard input
 * @param inventories more of them, meant to hold Kubernetes objects
 * @param cluster the name of the cluster where the files do not tell it
 * @param threads how many threads read, files side by side and the parts of a large flow log; fewer than one counts as
 *     one
 * @param captures how packet captures are read
 * @param live network interfaces to listen on
 */
public record Sources(
        List<String> paths,
        List<String> inventories,
        String cluster,
        int threads,
        CaptureOptions captures,
        Optional<LiveSources> live) {
    public Sources {
        requireNonNull(captures, "captures");
        requireNonNull(live, "live");
        paths = List.copyOf(paths);
        inventories = List.copyOf(inventories);
        requireNonNull(cluster, "cluster");
    }
}
