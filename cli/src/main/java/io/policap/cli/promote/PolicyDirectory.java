package io.policap.cli.promote;

import io.policap.emit.tree.TreePaths;
import io.policap.infer.policy.rollout.AuditForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The policy files that an earlier run left in an output directory. */
public final class PolicyDirectory {
    /** The trees of an output directory. */
    public static final List<String> TREES = List.of("kubernetes", "cilium");

    private PolicyDirectory() {}

    /**
     * The files of the first stage, by path below the directory.
     *
     * @param foreign told the path of each file there that is no policy file of ours
     * @throws IOException when a file cannot be read
     */
    public static SortedMap<String, PolicyFile> allowed(Path directory, Consumer<String> foreign) throws IOException {
        return stage(directory, TreePaths.ALLOW, foreign);
    }

    /** Whether any policy of ours in the directory is in force: out of audit form, or a default-deny. */
    public static boolean isInForce(Path directory) throws IOException {
        boolean enforced =
                allowed(directory, path -> {}).values().stream().anyMatch(file -> !AuditForm.isAudit(file.policy()));
        return enforced || !stage(directory, TreePaths.DEFAULT_DENY, path -> {}).isEmpty();
    }

    private static SortedMap<String, PolicyFile> stage(Path directory, String name, Consumer<String> foreign)
            throws IOException {
        SortedMap<String, PolicyFile> files = new TreeMap<>();
        for (String tree : TREES) {
            Path stage = directory.resolve(tree).resolve(name);
            if (!Files.isDirectory(stage, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try (Stream<Path> walk = Files.walk(stage)) {
                for (Path path : walk.filter(file -> file.toString().endsWith(".yaml"))
                        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .filter(file -> !file.endsWith("kustomization.yaml"))
                        .sorted()
                        .toList()) {
                    String relative = directory.relativize(path).toString().replace('\\', '/');
                    PolicyFile.of(relative, Files.readString(path))
                            .ifPresentOrElse(file -> files.put(relative, file), () -> foreign.accept(relative));
                }
            }
        }
        return files;
    }
}
