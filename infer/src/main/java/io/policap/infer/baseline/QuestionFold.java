package io.policap.infer.baseline;

import io.policap.infer.connection.OpenQuestion;
import io.policap.infer.connection.Party;
import io.policap.infer.net.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Forgets the ports of the open questions between two ends when there are too many of them.
 *
 * <p>Whether a pair is folded depends on the set of its questions only.
 */
final class QuestionFold {
    private record Pair(Party left, Party right, boolean v6, Protocol protocol) {
        // Asked for every question: what a record has of its own runs as method handles until it is compiled.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pair pair
                    && protocol == pair.protocol
                    && v6 == pair.v6
                    && left.equals(pair.left)
                    && right.equals(pair.right);
        }

        @Override
        public int hashCode() {
            return (left.hashCode() * 31 + right.hashCode()) * 31 + protocol.ordinal() * 2 + (v6 ? 1 : 0);
        }
    }

    private final int limit;
    private final Map<Pair, Set<OpenQuestion>> pairs = new HashMap<>();

    QuestionFold(int limit) {
        this.limit = limit;
    }

    /** The question under which this one is kept now, without it becoming known. */
    OpenQuestion current(OpenQuestion question) {
        OpenQuestion portless = portless(question);
        return pairs.getOrDefault(pair(question), Set.of()).contains(portless) ? portless : question;
    }

    /**
     * The question under which this one is kept.
     *
     * @param moved called with each question kept before that is now kept under another one
     */
    OpenQuestion fold(OpenQuestion question, BiConsumer<OpenQuestion, OpenQuestion> moved) {
        OpenQuestion portless = portless(question);
        Set<OpenQuestion> kept = pairs.computeIfAbsent(pair(question), key -> new HashSet<>());
        if (kept.contains(portless)) {
            return portless;
        }
        kept.add(question);
        if (kept.size() <= limit && !question.equals(portless)) {
            return question;
        }
        for (OpenQuestion old : kept) {
            if (!old.equals(portless)) {
                moved.accept(old, portless);
            }
        }
        kept.clear();
        kept.add(portless);
        return portless;
    }

    private static Pair pair(OpenQuestion question) {
        return new Pair(question.left(), question.right(), question.v6(), question.protocol());
    }

    private static OpenQuestion portless(OpenQuestion question) {
        return new OpenQuestion(question.left(), 0, question.right(), 0, question.v6(), question.protocol());
    }
}
