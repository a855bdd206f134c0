package io.policap.emit.render;

import java.util.List;

/** Writes a {@link YamlNode} in block style: two spaces, list items at the indentation of their key plus two. */
final class YamlText {
    private static final int COMMENT_WIDTH = 110;

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    static String of(YamlNode.Mapping document) {
        YamlText text = new YamlText();
        text.mapping(document, 0, false);
        return text.out.toString();
    }

    /** Comment lines, wrapped, at an indentation. */
    static String comment(List<String> lines, int indent) {
        StringBuilder out = new StringBuilder();
        for (String line : lines) {
            int inner = line.length() - line.stripLeading().length();
            for (String part : CommentText.wrap(line.strip(), COMMENT_WIDTH - indent - inner)) {
                out.append(" ".repeat(indent)).append('#');
                out.append(part.isEmpty() ? "" : " ".repeat(inner + 1))
                        .append(part)
                        .append('\n');
            }
        }
        return out.toString();
    }

    private void mapping(YamlNode.Mapping mapping, int indent, boolean firstIsPlaced) {
        boolean placed = firstIsPlaced;
        for (YamlNode.Entry entry : mapping.entries) {
            if (!placed) {
                out.append(comment(entry.comments(), indent)).append(" ".repeat(indent));
            }
            placed = false;
            out.append(YamlScalar.of(entry.key())).append(':');
            value(entry.value(), indent);
        }
    }

    private void value(YamlNode node, int indent) {
        if (node.isInline()) {
            out.append(' ').append(inline(node)).append('\n');
        } else {
            out.append('\n');
            block(node, indent + 2);
        }
    }

    private void block(YamlNode node, int indent) {
        if (node instanceof YamlNode.Mapping) {
            mapping((YamlNode.Mapping) node, indent, false);
        } else {
            sequence((YamlNode.Sequence) node, indent);
        }
    }

    private void sequence(YamlNode.Sequence sequence, int indent) {
        for (YamlNode.Entry item : sequence.items) {
            out.append(comment(item.comments(), indent))
                    .append(" ".repeat(indent))
                    .append("- ");
            YamlNode value = item.value();
            if (value.isInline()) {
                out.append(inline(value)).append('\n');
            } else if (value instanceof YamlNode.Mapping) {
                mapping((YamlNode.Mapping) value, indent + 2, true);
            } else {
                throw new IllegalArgumentException("a list of lists is in no policy");
            }
        }
    }

    private static String inline(YamlNode node) {
        if (node instanceof YamlNode.Scalar) {
            return ((YamlNode.Scalar) node).yaml();
        }
        return node instanceof YamlNode.Mapping ? "{}" : "[]";
    }
}
