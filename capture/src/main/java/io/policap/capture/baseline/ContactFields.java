package io.policap.capture.baseline;

import io.policap.infer.name.Contacts;
import io.policap.infer.name.Moments;
import java.util.TreeMap;
import java.util.TreeSet;

/** By what names the clients of one class reached the server. */
final class ContactFields {
    private final JsonCursor cursor;
    private final TreeSet<String> told = new TreeSet<>();
    private final TreeSet<String> alone = new TreeSet<>();
    private final TreeMap<String, Moments> openings = new TreeMap<>();
    private boolean more;

    ContactFields(JsonCursor cursor) {
        this.cursor = cursor;
    }

    boolean read(String key) {
        switch (key) {
            case "told" -> cursor.array(key, () -> told.add(cursor.text("a name")));
            case "alone" -> cursor.array(key, () -> alone.add(cursor.text("a name")));
            case "more" -> more = cursor.flag(key);
            case "opened" -> cursor.array(key, this::opened);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void opened() {
        String[] host = {""};
        MomentFields moments = new MomentFields(cursor, Contacts.OPENINGS_KEPT);
        cursor.object("the connections to a host", key -> {
            if (key.equals("host")) {
                host[0] = cursor.text(key);
                return true;
            }
            return moments.read(key);
        });
        if (openings.put(host[0], moments.moments()) != null) {
            throw new DamagedException("a host stands in a class twice");
        }
    }

    Contacts contacts() {
        if (told.size() > Contacts.NAMES_KEPT
                || alone.size() > Contacts.NAMES_KEPT
                || openings.size() > Contacts.NAMES_KEPT) {
            throw new DamagedException("more than " + Contacts.NAMES_KEPT + " names of one server");
        }
        return new Contacts(openings, told, alone, more);
    }
}
