package io.policap.capture.baseline;

import io.policap.infer.baseline.BucketRun;
import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.Observation;
import io.policap.infer.connection.Origin;
import io.policap.infer.connection.Side;
import io.policap.infer.connection.Sign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The evidence among the fields of one connection class or open question. */
final class EvidenceFields {
    /** The ten-minute intervals of all times that a program can name. */
    private static final long LAST_BUCKET = Instant.MAX.getEpochSecond() / 600;

    private record Observer(Origin origin, String node, Side side) {}

    /** Runs that a baseline keeps may meet, but never cover more than its clocks can. */
    private static final long LONGEST_JOINED = 2 * BucketRun.LONGEST;

    private final JsonCursor cursor;
    private final boolean origins;
    private final boolean named;
    private final ContactFields contacts;
    private final List<Observation> observations = new ArrayList<>(2);
    private final Set<Observer> observers = new HashSet<>(4);
    private final List<BucketRun> buckets = new ArrayList<>();
    private final TreeSet<String> names = new TreeSet<>();
    private long authenticated;

    private EvidenceFields(JsonCursor cursor, boolean origins, boolean named) {
        this.cursor = cursor;
        this.origins = origins;
        this.named = named;
        this.contacts = new ContactFields(cursor);
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
            case "buckets" -> cursor.array(key, this::bucket);
            case "names" -> cursor.array(key, this::name);
            case "authenticated" -> authenticated = cursor.count(key);
            default -> {
                return false;
            }
        }
        return true;
    }

    ClassEvidence evidence() {
        return new ClassEvidence(observations, buckets, names, authenticated, contacts.contacts());
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
        SpanFields span = new SpanFields(cursor);
        cursor.object("what an observer saw", key -> {
            if (origins && key.equals("origin")) {
                origin[0] = cursor.constant(Origin.class, cursor.text(key), key);
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
        observations.add(new Observation(origin[0], node[0], side[0], signs, span.span()));
    }

    private boolean sign(String text, TreeMap<Sign, Long> signs) {
        Sign sign = cursor.constant(Sign.class, text, "a sign");
        if (signs.put(sign, cursor.count("the count of a sign")) != null) {
            throw new DamagedException("a sign is counted twice");
        }
        return true;
    }

    private void bucket() {
        if (!cursor.isArray()) {
            long bucket = cursor.number("a bucket");
            add(bucket, bucket);
            return;
        }
        List<Long> ends = new ArrayList<>(2);
        cursor.array("a run of buckets", () -> {
            if (ends.size() == 2) {
                throw new DamagedException("a run of buckets has more than two ends");
            }
            ends.add(cursor.number("a bucket"));
        });
        if (ends.size() != 2) {
            throw new DamagedException("a run of buckets has not two ends");
        }
        add(ends.get(0), ends.get(1));
    }

    private void add(long first, long last) {
        if (first < -LAST_BUCKET || last > LAST_BUCKET || last < first || last - first >= LONGEST_JOINED) {
            throw new DamagedException("a run of buckets ends before it begins, or is of no possible length");
        }
        if (!buckets.isEmpty() && buckets.get(buckets.size() - 1).last() >= first - 1) {
            throw new DamagedException("the runs of buckets are not in order and apart");
        }
        buckets.add(new BucketRun(first, last));
    }
}
