package io.policap.capture.baseline;

import io.policap.infer.connection.Party;
import io.policap.infer.name.Answers;
import io.policap.infer.name.NamedAddress;
import io.policap.infer.name.Names;
import io.policap.infer.name.Questions;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What clients asked DNS and were told: an entry for each client. */
final class NameFields {
    private final JsonCursor cursor;
    private final PartyReader parties;
    private final TreeMap<NamedAddress, Answers> answers = new TreeMap<>();
    private final TreeMap<Party, Questions> questions = new TreeMap<>();

    NameFields(JsonCursor cursor, PartyReader parties) {
        this.cursor = cursor;
        this.parties = parties;
    }

    /** What one client was told: its name and address, as the client is known only when its entry ends. */
    private record Given(String name, Ip address, Answers answers) {}

    private final class Client {
        private @Nullable Party party;
        private final TreeSet<String> asked = new TreeSet<>();
        private boolean more;
        private final SortedMap<String, Given> given = new TreeMap<>();

        boolean read(String key) {
            switch (key) {
                case "client" -> party = parties.read(key);
                case "asked" -> cursor.array(key, () -> asked.add(cursor.text("a name")));
                case "more" -> more = cursor.flag(key);
                case "given" -> cursor.array(key, this::answer);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void answer() {
            String[] texts = {"", ""};
            Instant[] times = {Instant.MAX, Instant.MIN};
            MomentFields moments = new MomentFields(cursor, Answers.KEPT);
            cursor.object("an answer", key -> {
                switch (key) {
                    case "name" -> texts[0] = cursor.text(key);
                    case "address" -> texts[1] = cursor.text(key);
                    case "from" -> times[0] = cursor.time(key);
                    case "until" -> times[1] = cursor.time(key);
                    default -> {
                        return moments.read(key);
                    }
                }
                return true;
            });
            Ip address = Ip.parse(texts[1]);
            Given answer = new Given(texts[0], address, new Answers(times[0], times[1], moments.moments()));
            if (given.put(texts[0] + " " + address, answer) != null) {
                throw new DamagedException("an answer stands in the file twice");
            }
        }
    }

    void client() {
        Client client = new Client();
        cursor.object("a client's names", client::read);
        Party party = client.party;
        if (party == null || client.asked.size() > Questions.KEPT) {
            throw new DamagedException("names without a client, or more than " + Questions.KEPT + " of one client");
        }
        if (questions.put(party, new Questions(client.asked, client.more)) != null) {
            throw new DamagedException("a client's names stand in the file twice");
        }
        for (Given given : client.given.values()) {
            answers.put(new NamedAddress(party, given.address, given.name), given.answers);
        }
    }

    Names names() {
        return new Names(answers, questions);
    }
}
