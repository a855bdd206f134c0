package io.policap.infer.name;

import io.policap.infer.connection.Party;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which names clients asked for and which addresses they were given, for how long.
 *
 * <p>What it holds depends on the set of questions and answers only, never on their order or on merges; one exception, as
 * with connection classes: beyond the limits of addresses and clients the first that came are kept. Not safe for several
 * threads.
 */
public final class NameBook {
    /** Names with their addresses, of all clients together. */
    private static final int MOST_ANSWERS = 1 << 18;

    /** Stands for names that are longer than any name. */
    private static final String UNSAYABLE = "?";

    private static final int MOST_CLIENTS = 1 << 14;

    /** Names asked for, of all clients together. */
    private static final int MOST_QUESTIONS = 1 << 20;

    /** The times at which an answer came while a book grows. */
    private static final class Given {
        private Instant from = Instant.MAX;
        private Instant until = Instant.MIN;
        private final MomentSample moments = new MomentSample(Answers.KEPT);

        void span(Instant begins, Instant ends) {
            from = begins.isBefore(from) ? begins : from;
            until = ends.isAfter(until) ? ends : until;
        }

        Answers answers() {
            return new Answers(from, until, moments.moments());
        }
    }

    private static final class Asked {
        private Set<String> names = new HashSet<>();
        private boolean more;

        /** The names in order, as which they are kept from now on: of a full set the last gives way. */
        TreeSet<String> sorted() {
            if (names instanceof TreeSet<String> sorted) {
                return sorted;
            }
            TreeSet<String> sorted = new TreeSet<>(names);
            names = sorted;
            return sorted;
        }
    }

    private final Map<NamedAddress, Given> answers = new HashMap<>();
    private final Map<Party, Asked> questions = new HashMap<>();
    private long asked;

    /**
     * Takes in a question, or its answer.
     *
     * @param client who asked
     * @param address the address of the pod that asked
     * @param name what it asked for, a {@link DnsName#normal} name
     * @param given the addresses of the answer, none for a question
     * @param ttlSeconds for how long they may be used
     * @return whether there was room for all of it
     */
    public boolean add(Party client, Ip address, Instant time, String name, List<Ip> given, long ttlSeconds) {
        if (name.length() > DnsName.LONGEST) {
            // No rule can say it, and it must not fill the book: the client is known to ask for what cannot be said.
            return question(client, UNSAYABLE);
        }
        boolean room = question(client, name);
        for (int i = 0; i < given.size(); i++) {
            Given answer = answer(new NamedAddress(client, given.get(i), name));
            if (answer == null) {
                room = false;
            } else if (!time.equals(Instant.MIN)) {
                answer.moments.add(time, address);
                answer.span(time, time.plusSeconds(Math.min(Math.max(ttlSeconds, 0), Integer.MAX_VALUE)));
            }
        }
        return room;
    }

    /** Whether a question of that client for that name, a {@link DnsName#normal} one, would change nothing. */
    public boolean hasAsked(Party client, String name) {
        Asked present = questions.get(client);
        return present != null && present.names.contains(name);
    }

    private @Nullable Given answer(NamedAddress key) {
        Given present = answers.get(key);
        if (present == null && answers.size() < MOST_ANSWERS) {
            present = new Given();
            answers.put(key, present);
        }
        return present;
    }

    private boolean question(Party client, String name) {
        Asked present = questions.get(client);
        if (present == null) {
            if (questions.size() >= MOST_CLIENTS) {
                return false;
            }
            present = new Asked();
            questions.put(client, present);
        }
        if (present.names.contains(name)) {
            return true;
        }
        if (present.names.size() == Questions.KEPT) {
            present.more = true;
            TreeSet<String> sorted = present.sorted();
            if (name.compareTo(sorted.last()) > 0) {
                return true;
            }
            sorted.pollLast();
            asked--;
        }
        if (asked >= MOST_QUESTIONS) {
            present.more = true;
            return false;
        }
        present.names.add(name);
        asked++;
        return true;
    }

    /**
     * Takes in another book.
     *
     * @return how much of it there was no room for
     */
    public long merge(Names other) {
        long refused = 0;
        for (Map.Entry<NamedAddress, Answers> entry : other.answers().entrySet()) {
            Given answer = answer(entry.getKey());
            if (answer == null) {
                refused++;
                continue;
            }
            Answers more = entry.getValue();
            more.given().kept().forEach(answer.moments::add);
            answer.moments.addMore(more.given().more());
            answer.span(more.from(), more.until());
        }
        for (Map.Entry<Party, Questions> entry : other.questions().entrySet()) {
            boolean room = true;
            for (String name : entry.getValue().names()) {
                room &= question(entry.getKey(), name);
            }
            Asked present = questions.get(entry.getKey());
            if (present != null) {
                present.more |= entry.getValue().more();
            }
            refused += room ? 0 : 1;
        }
        return refused;
    }

    /** What is held now. */
    public Names snapshot() {
        TreeMap<NamedAddress, Answers> sortedAnswers = new TreeMap<>();
        answers.forEach((key, given) -> sortedAnswers.put(key, given.answers()));
        TreeMap<Party, Questions> sortedQuestions = new TreeMap<>();
        questions.forEach(
                (client, names) -> sortedQuestions.put(client, new Questions(new TreeSet<>(names.names), names.more)));
        return new Names(sortedAnswers, sortedQuestions);
    }
}
