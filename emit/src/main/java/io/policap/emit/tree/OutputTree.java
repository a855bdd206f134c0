package io.policap.emit.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The output directory: writes what this run needs, removes what we wrote once and no longer need, and leaves alone
 * what others wrote or edited.
 *
 * <p>Symbolic links are never followed below the directory.
 */
public final class OutputTree {
    private static final List<String> TREES = List.of("kubernetes", "cilium");
    private static final long LONGEST_POLICY = 16 << 20;

    private final Path root;
    private final OutputScope scope;
    private final List<Issue> issues = new ArrayList<>();
    private int written;
    private int unchanged;
    private int removed;

    /** The tree below a directory, which is made when the first file is written. */
    public OutputTree(Path root) {
        this(root, OutputScope.EVERYTHING);
    }

    /** The tree below a directory, of which a run is about a part only. */
    public OutputTree(Path root, OutputScope scope) {
        this.root = requireNonNull(root, "root");
        this.scope = requireNonNull(scope, "scope");
    }

    /**
     * Brings the directory to this state.
     *
     * @param policies policy files by path; each stage among them gets its kustomization
     * @param data other files by path, always ours: baseline, summary, report
     * @throws IOException when the directory cannot be written
     */
    public WriteReport write(SortedMap<String, String> policies, SortedMap<String, byte[]> data) throws IOException {
        return write(policies, data, Set.of());
    }

    /**
     * Brings the directory to this state.
     *
     * @param takenOver paths of edited files whose edits are part of the new content, so that they may be replaced
     * @throws IOException when the directory cannot be written
     */
    public WriteReport write(SortedMap<String, String> policies, SortedMap<String, byte[]> data, Set<String> takenOver)
            throws IOException {
        Files.createDirectories(root);
        SortedMap<String, String> planned = withKustomizations(policies);
        for (Map.Entry<String, String> file : planned.entrySet()) {
            policy(file.getKey(), OwnedText.mark(file.getValue()), takenOver.contains(file.getKey()));
        }
        for (Map.Entry<String, byte[]> file : data.entrySet()) {
            Path path = root.resolve(file.getKey());
            replace(path, file.getValue());
        }
        for (String tree : TREES) {
            clean(root.resolve(tree), planned);
        }
        return new WriteReport(written, unchanged, removed, issues);
    }

    private SortedMap<String, String> withKustomizations(SortedMap<String, String> policies) throws IOException {
        SortedMap<String, String> planned = new TreeMap<>(policies);
        SortedMap<String, TreeSet<String>> stages = new TreeMap<>();
        TreeSet<String> listed = new TreeSet<>(policies.keySet());
        listed.addAll(ownOutsideScope());
        for (String path : listed) {
            int stageEnd = path.indexOf('/', path.indexOf('/') + 1);
            stages.computeIfAbsent(path.substring(0, stageEnd), stage -> new TreeSet<>())
                    .add(path.substring(stageEnd + 1));
        }
        stages.forEach((stage, files) -> planned.put(stage + "/kustomization.yaml", Kustomization.of(files)));
        return planned;
    }

    /** Policy files of earlier runs that this one is not about and so leaves where they are. */
    private List<String> ownOutsideScope() throws IOException {
        List<String> own = new ArrayList<>();
        for (String tree : TREES) {
            Path top = root.resolve(tree);
            if (!Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try (Stream<Path> walk = Files.walk(top)) {
                for (Path path : walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .toList()) {
                    String relative = relative(path);
                    boolean policy = relative.endsWith(".yaml") && !relative.endsWith("/kustomization.yaml");
                    if (policy && !scope.covers(relative) && OwnedText.ownerOf(read(path)) != OwnedText.Owner.FOREIGN) {
                        own.add(relative);
                    }
                }
            }
        }
        return own;
    }

    private String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    private void policy(String relative, String text, boolean takenOver) throws IOException {
        Path path = root.resolve(relative);
        Path directory = requireNonNull(path.getParent(), "a path below the root has a parent");
        if (isBehindLink(directory) || Files.isSymbolicLink(path) || Files.isDirectory(path)) {
            foreign(relative, "is a link or a directory that somebody else made");
            return;
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            String present = read(path);
            if (present.equals(text)) {
                unchanged++;
                return;
            }
            OwnedText.Owner owner = OwnedText.ownerOf(present);
            if (owner == OwnedText.Owner.FOREIGN) {
                foreign(relative, "was not written by policap");
                return;
            }
            if (owner == OwnedText.Owner.EDITED && !takenOver) {
                issues.add(new Issue(
                        IssueCode.EDITED_FILE,
                        relative,
                        "was edited since policap wrote it and stays as it is; move it away to get the new content"));
                return;
            }
        }
        Files.createDirectories(directory);
        AtomicFile.write(path, text.getBytes(UTF_8));
        written++;
    }

    private void replace(Path path, byte[] content) throws IOException {
        boolean same = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && Files.size(path) == content.length
                && Arrays.equals(Files.readAllBytes(path), content);
        if (same) {
            unchanged++;
            return;
        }
        AtomicFile.write(path, content);
        written++;
    }

    private void foreign(String relative, String why) {
        issues.add(new Issue(IssueCode.FOREIGN_FILE, relative, why + "; it stays as it is"));
    }

    private boolean isBehindLink(Path directory) {
        for (Path at = root.relativize(directory); at != null; at = at.getParent()) {
            if (Files.isSymbolicLink(root.resolve(at))) {
                return true;
            }
        }
        return false;
    }

    private static String read(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > LONGEST_POLICY) {
            return "";
        }
        try {
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private void clean(Path tree, SortedMap<String, String> planned) throws IOException {
        if (!Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(tree)) {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            String relative = relative(path);
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                removeIfEmpty(path);
            } else if (AtomicFile.isLeftover(path.getFileName().toString())) {
                Files.delete(path);
            } else if (!planned.containsKey(relative) && scope.covers(relative)) {
                obsolete(path, relative);
            }
        }
    }

    private void obsolete(Path path, String relative) throws IOException {
        OwnedText.Owner owner = Files.isSymbolicLink(path) ? OwnedText.Owner.FOREIGN : OwnedText.ownerOf(read(path));
        switch (owner) {
            case OURS:
                Files.delete(path);
                removed++;
                break;
            case EDITED:
                issues.add(new Issue(
                        IssueCode.EDITED_FILE,
                        relative,
                        "is no longer needed, but was edited since policap wrote it; it stays as it is"));
                break;
            case FOREIGN:
                foreign(relative, "was not written by policap");
                break;
        }
    }

    private static void removeIfEmpty(Path directory) throws IOException {
        try (Stream<Path> inside = Files.list(directory)) {
            if (inside.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(directory);
    }
}
