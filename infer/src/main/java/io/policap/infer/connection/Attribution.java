package io.policap.infer.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.flow.SkipReason;
import java.util.List;
import java.util.SortedMap;

/** What a connection of a capture is evidence for: a class, an open question, or nothing with a reason. */
public sealed interface Attribution {
    /**
     * Both ends and who opened it are known.
     *
     * @param type the class
     * @param signs what it shows, each sign with what it counts for
     * @param pods the pods at its ends, none to two
     */
    record Known(ConnectionClass type, SortedMap<Sign, Long> signs, List<PodSighting> pods) implements Attribution {
        public Known {
            requireNonNull(type, "type");
            signs = SignCounts.of(signs);
            pods = List.copyOf(pods);
        }
    }

    /**
     * Who opened it is not known.
     *
     * @param question the question
     * @param signs {@link Sign#REQUEST} for packets of the question's left end, {@link Sign#ANSWER} for those of the right
     * @param pods the pods at its ends, none to two
     */
    record Undetermined(OpenQuestion question, SortedMap<Sign, Long> signs, List<PodSighting> pods)
            implements Attribution {
        public Undetermined {
            requireNonNull(question, "question");
            signs = SignCounts.of(signs);
            pods = List.copyOf(pods);
        }
    }

    /** It is no evidence. */
    record None(SkipReason reason) implements Attribution {
        public None {
            requireNonNull(reason, "reason");
        }
    }
}
