package io.policap.emit.baseline;

import io.policap.infer.connection.Party;
import io.policap.infer.name.Answers;
import io.policap.infer.name.Contacts;
import io.policap.infer.name.Moment;
import io.policap.infer.name.Moments;
import io.policap.infer.name.NamedAddress;
import io.policap.infer.name.Names;
import io.policap.infer.name.Questions;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes what clients asked DNS and were told, and by what names they reached servers. */
final class NamesWriter {
    private final EntryJson json;
    private final PartyWriter parties;

    NamesWriter(EntryJson json, PartyWriter parties) {
        this.json = json;
        this.parties = parties;
    }

    /** Writes an entry for each client. */
    void names(Names names) {
        SortedMap<Party, SortedMap<NamedAddress, Answers>> given = new TreeMap<>();
        for (Map.Entry<NamedAddress, Answers> answer : names.answers().entrySet()) {
            Party client = answer.getKey().client();
            SortedMap<NamedAddress, Answers> ofClient = given.get(client);
            if (ofClient == null) {
                ofClient = new TreeMap<>();
                given.put(client, ofClient);
            }
            ofClient.put(answer.getKey(), answer.getValue());
        }
        SortedSet<Party> clients = new TreeSet<>(names.questions().keySet());
        clients.addAll(given.keySet());
        for (Party client : clients) {
            json.writeStartObject();
            parties.write("client", client);
            Questions questions = names.questions().getOrDefault(client, Questions.NONE);
            texts("asked", questions.names());
            parties.flag("more", questions.more());
            json.writeName("given");
            json.writeStartArray();
            for (Map.Entry<NamedAddress, Answers> answer :
                    given.getOrDefault(client, new TreeMap<>()).entrySet()) {
                answers(answer.getKey(), answer.getValue());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void answers(NamedAddress key, Answers answers) {
        json.writeStartObject();
        json.writeStringProperty("name", key.name());
        json.writeAddressProperty("address", key.address());
        time("from", answers.from(), Instant.MAX);
        time("until", answers.until(), Instant.MIN);
        moments(answers.given());
        json.writeEndObject();
    }

    void contacts(Contacts contacts) {
        if (contacts.isEmpty()) {
            return;
        }
        json.writeName("contacts");
        json.writeStartObject();
        texts("told", contacts.told());
        texts("alone", contacts.alone());
        parties.flag("more", contacts.more());
        json.writeName("opened");
        json.writeStartArray();
        for (Map.Entry<String, Moments> opening : contacts.openings().entrySet()) {
            json.writeStartObject();
            json.writeStringProperty("host", opening.getKey());
            moments(opening.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void moments(Moments moments) {
        parties.flag("more", moments.more());
        json.writeName("at");
        json.writeStartArray();
        for (Moment moment : moments.kept()) {
            json.writeStartObject();
            time("time", moment.time(), Instant.MIN);
            json.writeAddressProperty("client", moment.client());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void texts(String name, SortedSet<String> texts) {
        if (texts.isEmpty()) {
            return;
        }
        json.writeName(name);
        json.writeStartArray();
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void time(String name, Instant time, Instant unknown) {
        if (!time.equals(unknown)) {
            json.writeTimeProperty(name, time);
        }
    }
}
