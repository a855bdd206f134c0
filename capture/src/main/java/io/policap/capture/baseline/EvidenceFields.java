package io.policap.capture.baseline;

import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.Observation;
import io.policap.infer.connection.Origin;
import io.policap.infer.connection.Side;
import io.policap.infer.connection.Sign;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The evidence among the fields of one connection class or open question. */
final class EvidenceFields {
    private record Observer(Origin origin, String node, Side side) {}

    private final JsonCursor cursor;
    private final boolean origins;
    private final boolean named;
    private final ContactFields contacts;
    private final List<Observation> observations = new ArrayList<>(2);
    private final Set<Observer> observers = new HashSet<>(4);
    private final BucketFields buckets;
    private final TreeSet<String> names = new TreeSet<>();
    private long authenticated;

    private EvidenceFields(JsonCursor cursor, boolean origins, boolean named) {
        this.cursor = cursor;
        this.origins = origins;
        this.named = named;
        this.contacts = new ContactFields(cursor);
        this.buckets = new BucketFields(cursor);
    }

    /** The evidence of a format that also says by what names servers were reached. */
    static EvidenceFields withContacts(JsonCursor cursor) {
        return new EvidenceFields(cursor, true, true);
    }

    static EvidenceFields withOrigin(JsonCursor cursor) {
        return new EvidenceFields(cursor, true, false);
    }

    /** The evidence of a format whose observations are all of Hubble. */
    static EvidenceFields withoutOrigin(JsonCursor cursor) {
        return new EvidenceFields(cursor, false, false);
    }

    boolean read(String key) {
        if (named && key.equals("contacts")) {
            cursor.object(key, contacts::read);
            return true;
        }
        switch (key) {
            case "seen" -> cursor.array(key, this::observation);
            case "buckets" -> buckets.read(key);
            case "names" -> cursor.array(key, this::name);
            case "authenticated" -> authenticated = cursor.count(key);
            default -> {
                return false;
            }
        }
        return true;
    }

    ClassEvidence evidence() {
        return new ClassEvidence(observations, buckets.runs(), names, authenticated, contacts.contacts());
    }

    private void name() {
        names.add(cursor.text("a name"));
        if (names.size() > ClassEvidence.NAMES_KEPT) {
            throw new DamagedException("more than " + ClassEvidence.NAMES_KEPT + " names of one server");
        }
    }

    private void observation() {
        String[] node = {""};
        Side[] side = {Side.UNKNOWN};
        Origin[] origin = {Origin.HUBBLE};
        TreeMap<Sign, Long> signs = new TreeMap<>();
        long[] authentic = {0};
        SpanFields span = new SpanFields(cursor);
        cursor.object("what an observer saw", key -> {
            if (origins && key.equals("origin")) {
                origin[0] = cursor.constant(Origin.class, cursor.text(key), key);
                return true;
            }
            if (named && key.equals("authenticated")) {
                authentic[0] = cursor.count(key);
                return true;
            }
            switch (key) {
                case "node" -> node[0] = cursor.text(key);
                case "side" -> side[0] = cursor.constant(Side.class, cursor.text(key), key);
                case "signs" -> cursor.object(key, sign -> sign(sign, signs));
                default -> {
                    return span.read(key);
                }
            }
            return true;
        });
        if (!observers.add(new Observer(origin[0], node[0], side[0]))) {
            throw new DamagedException("an observer is named twice for the same side");
        }
        observations.add(new Observation(origin[0], node[0], side[0], signs, span.span(), authentic[0]));
    }

    private boolean sign(String text, TreeMap<Sign, Long> signs) {
        Sign sign = cursor.constant(Sign.class, text, "a sign");
        if (signs.put(sign, cursor.count("the count of a sign")) != null) {
            throw new DamagedException("a sign is counted twice");
        }
        return true;
    }
}
