package io.policap.capture.baseline;

import io.policap.infer.name.Moment;
import io.policap.infer.name.Moments;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.TreeSet;

/** The moments among the fields of an answer or of a host. */
final class MomentFields {
    private final JsonCursor cursor;
    private final int most;
    private final TreeSet<Moment> kept = new TreeSet<>();
    private boolean more;

    MomentFields(JsonCursor cursor, int most) {
        this.cursor = cursor;
        this.most = most;
    }

    boolean read(String key) {
        switch (key) {
            case "at" -> cursor.array(key, this::moment);
            case "more" -> more = cursor.flag(key);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void moment() {
        Instant[] time = {Instant.MIN};
        String[] client = {""};
        cursor.object("a moment", key -> {
            switch (key) {
                case "time" -> time[0] = cursor.time(key);
                case "client" -> client[0] = cursor.text(key);
                default -> {
                    return false;
                }
            }
            return true;
        });
        kept.add(new Moment(time[0], Ip.parse(client[0])));
        if (kept.size() > most) {
            throw new DamagedException("more than " + most + " moments of one thing");
        }
    }

    Moments moments() {
        return new Moments(kept, more);
    }
}
