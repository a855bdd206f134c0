package io.policap.infer.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The templates that all requests to one server port give together: a tree of their segments, in which a place becomes a
 * pattern as soon as it showed enough different values of one kind.
 *
 * <p>More requests can only turn a name into a pattern or add a template, so that what a template admits stays admitted.
 */
public final class PathTemplates {
    private static final class Node {
        private final TreeMap<Segment.Step, Child> children = new TreeMap<>();
    }

    private static final class Child {
        private final SegmentSet values;
        private final Node node = new Node();

        private Child(PathKind kind) {
            this.values = new SegmentSet(kind);
        }
    }

    private final Map<String, Node> methods = new TreeMap<>();
    /** All paths that are known, whatever the method and the server. */
    private final Node elsewhere = new Node();

    private final boolean widenFirst;

    private PathTemplates(boolean widenFirst) {
        this.widenFirst = widenFirst;
    }

    /**
     * The templates of the requests to one server port.
     *
     * @param leaves what was asked for there
     * @param others what was asked for at other servers: the same place of the same path shows what varies there, as it
     *     does with another method
     * @param widenFirst whether the first segment, too, may become a pattern of names
     */
    public static PathTemplates of(Collection<PathLeaf> leaves, Collection<PathLeaf> others, boolean widenFirst) {
        PathTemplates templates = new PathTemplates(widenFirst);
        others.forEach(leaf -> add(leaf, templates.elsewhere));
        for (PathLeaf leaf : leaves) {
            add(leaf, templates.elsewhere);
            add(leaf, templates.methods.computeIfAbsent(leaf.method(), method -> new Node()));
        }
        templates.methods.values().forEach(node -> templates.foldWords(node, 0));
        return templates;
    }

    /** The templates of the requests to one server port, where nothing else is known. */
    public static PathTemplates of(Collection<PathLeaf> leaves, boolean widenFirst) {
        return of(leaves, List.of(), widenFirst);
    }

    private static void add(PathLeaf leaf, Node root) {
        Node node = root;
        for (Segment segment : leaf.segments()) {
            Child child = node.children.computeIfAbsent(segment.step(), step -> new Child(step.kind()));
            if (segment instanceof Segment.Values values) {
                child.values.add(values.values(), values.more());
            }
            node = child.node;
        }
    }

    /** Joins the words at a node, and what follows them, where there are too many for a list of rules. */
    private void foldWords(Node node, int depth) {
        if (depth > 0 || widenFirst) {
            SegmentSet words = new SegmentSet(PathKind.WORD);
            node.children.forEach((step, child) -> {
                if (step.kind() == PathKind.WORD && step.folded()) {
                    words.add(child.values);
                } else if (step.kind() == PathKind.WORD) {
                    words.add(step.text());
                }
            });
            if (words.isPattern()) {
                Child joined = new Child(PathKind.WORD);
                joined.values.add(words);
                node.children.entrySet().removeIf(entry -> {
                    boolean word = entry.getKey().kind() == PathKind.WORD;
                    if (word) {
                        merge(entry.getValue().node, joined.node);
                    }
                    return word;
                });
                node.children.put(new Segment.Step(PathKind.WORD, "", true), joined);
            }
        }
        node.children.values().forEach(child -> foldWords(child.node, depth + 1));
    }

    private static void merge(Node from, Node into) {
        from.children.forEach((step, child) -> {
            Child same = into.children.computeIfAbsent(step, key -> new Child(key.kind()));
            same.values.add(child.values);
            merge(child.node, same.node);
        });
    }

    /** The template of a leaf that was among those given; absent where there is none that would name it safely. */
    public Optional<HttpTemplate> of(PathLeaf leaf) {
        Node node = methods.get(leaf.method());
        Node twin = elsewhere;
        List<String> segments = new ArrayList<>();
        for (int depth = 0; depth < leaf.segments().size(); depth++) {
            Segment.Step step = leaf.segments().get(depth).step();
            Child child = node == null ? null : child(node, step);
            Child same = twin == null ? null : twin.children.get(step);
            String expression = child == null ? null : expression(child, same, step, depth);
            if (child == null || expression == null) {
                return Optional.empty();
            }
            segments.add(expression);
            node = child.node;
            twin = same == null ? null : same.node;
        }
        return node == null ? Optional.empty() : Optional.of(HttpTemplate.of(leaf.method(), segments));
    }

    private static @Nullable Child child(Node node, Segment.Step step) {
        Child exact = node.children.get(step);
        return exact == null && step.kind() == PathKind.WORD
                ? node.children.get(new Segment.Step(PathKind.WORD, "", true))
                : exact;
    }

    /** What stands for a segment; null where neither a list nor a pattern may. */
    private @Nullable String expression(Child child, @Nullable Child same, Segment.Step step, int depth) {
        PathKind kind = step.kind();
        boolean widens = depth > 0 || widenFirst || TemplateBudget.mayWidenFirst(kind);
        if (kind.isName() && child.values.size() == 0) {
            return HttpTemplate.quote(step.text());
        }
        boolean varies = child.values.isPattern() || (same != null && !kind.isName() && together(child, same));
        if (varies && widens) {
            return kind == PathKind.FILE ? kind.pattern() + HttpTemplate.quote("." + step.text()) : kind.pattern();
        }
        if (child.values.hasMore() || child.values.size() == 0) {
            return null;
        }
        StringBuilder choice = new StringBuilder();
        for (String value : child.values.values()) {
            choice.append(choice.length() == 0 ? "" : "|").append(HttpTemplate.quote(value));
        }
        return child.values.size() == 1 ? choice.toString() : "(" + choice + ")";
    }

    /** Whether the values here and those of the same place elsewhere are enough for a pattern. */
    private static boolean together(Child child, Child same) {
        SegmentSet all = child.values.copy();
        all.add(same.values);
        return all.isPattern();
    }
}
