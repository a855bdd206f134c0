package io.policap.capture.baseline;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.ContentEvidence;
import io.policap.infer.baseline.Span;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.OpenQuestion;
import io.policap.infer.connection.Party;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.name.Names;
import io.policap.infer.net.Protocol;
import io.policap.infer.translation.Socket;
import io.policap.infer.translation.SocketEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what follows the header: what the versions of the format have in common, and hooks for what differs. */
abstract class BodyReader {
    private final JsonCursor cursor;
    private final PartyReader parties;
    private final BooksFields books;
    private final TreeMap<ConnectionClass, ClassEvidence> classes = new TreeMap<>();
    private final TreeMap<OpenQuestion, ClassEvidence> questions = new TreeMap<>();
    private final TreeMap<PodSighting, Span> pods = new TreeMap<>();
    private final TreeMap<Vantage, Span> claims = new TreeMap<>();
    private final TreeMap<SocketEnd, SortedMap<Socket, Instant>> sockets = new TreeMap<>();
    private final TreeMap<ConnectionClass, ContentEvidence> contents = new TreeMap<>();
    private final List<BlindSpot> blindSpots = new ArrayList<>();
    private String cluster = WorkloadKey.DEFAULT_CLUSTER;

    BodyReader(JsonCursor cursor) {
        this.cursor = cursor;
        this.parties = new PartyReader(cursor);
        this.books = new BooksFields(cursor);
    }

    final BaselineSnapshot read() {
        cursor.entries("the baseline", this::section);
        return new BaselineSnapshot(
                cluster,
                books.books(),
                classes,
                questions,
                pods,
                claims,
                blindSpots,
                sockets,
                names(),
                contents,
                books.refused());
    }

    private boolean section(String key) {
        switch (key) {
            case "cluster" -> cluster = cursor.text(key);
            case "books" -> cursor.object(key, books::read);
            case "blindSpots" -> cursor.array(key, this::blindSpot);
            case "pods" -> cursor.array(key, this::pod);
            case "classes" -> cursor.array(key, this::connections);
            case "questions" -> cursor.array(key, this::question);
            default -> {
                return varying(key);
            }
        }
        return true;
    }

    /** Reads a section that not all versions have in the same form; {@code false} where the key is another. */
    abstract boolean varying(String key);

    abstract EvidenceFields evidence();

    /** The names, in the versions that have them. */
    Names names() {
        return Names.NONE;
    }

    final PartyReader parties() {
        return parties;
    }

    final JsonCursor cursor() {
        return cursor;
    }

    final void claim(Vantage vantage, Span span) {
        once(claims, vantage, span, "a claim of coverage");
    }

    final void sockets(SocketEnd end, SortedMap<Socket, Instant> used) {
        once(sockets, end, used, "a service or backend");
    }

    private void blindSpot() {
        String[] texts = {"", ""};
        Instant[] times = {Instant.MIN, Instant.MAX};
        long[] events = {0};
        cursor.object("a blind spot", key -> {
            switch (key) {
                case "node" -> texts[0] = cursor.text(key);
                case "reason" -> texts[1] = cursor.text(key);
                case "from" -> times[0] = cursor.time(key);
                case "to" -> times[1] = cursor.time(key);
                case "events" -> events[0] = cursor.count(key);
                default -> {
                    return false;
                }
            }
            return true;
        });
        blindSpots.add(new BlindSpot(texts[0], times[0], times[1], events[0], texts[1]));
    }

    private void pod() {
        SightingFields sighting = new SightingFields(cursor, parties);
        SpanFields span = new SpanFields(cursor);
        cursor.object("a pod", key -> sighting.read(key) || span.read(key));
        once(pods, sighting.sighting(), span.span(), "a pod");
    }

    private void connections() {
        Party[] ends = new Party[2];
        int[] port = {-1};
        Transport transport = new Transport();
        EvidenceFields evidence = evidence();
        cursor.object("a class", key -> {
            switch (key) {
                case "client" -> ends[0] = parties.read(key);
                case "server" -> ends[1] = parties.read(key);
                case "port" -> port[0] = cursor.port(key);
                default -> {
                    return transport.read(key) || evidence.read(key);
                }
            }
            return true;
        });
        required(ends[0] != null && ends[1] != null && port[0] >= 0, "a class lacks client, server or port");
        ConnectionClass type = new ConnectionClass(ends[0], ends[1], transport.v6, transport.protocol(), port[0]);
        once(classes, type, evidence.evidence(), "a class");
    }

    /** Reads a class with what its connections carried. */
    final void content() {
        Party[] ends = new Party[2];
        int[] port = {-1};
        Transport transport = new Transport();
        ContentFields fields = new ContentFields(cursor);
        cursor.object("the contents of a class", key -> {
            switch (key) {
                case "client" -> ends[0] = parties.read(key);
                case "server" -> ends[1] = parties.read(key);
                case "port" -> port[0] = cursor.port(key);
                default -> {
                    return transport.read(key) || fields.read(key);
                }
            }
            return true;
        });
        required(ends[0] != null && ends[1] != null && port[0] >= 0, "contents lack client, server or port");
        ConnectionClass type = new ConnectionClass(ends[0], ends[1], transport.v6, transport.protocol(), port[0]);
        once(contents, type, fields.content(), "the contents of a class");
    }

    private void question() {
        Party[] ends = new Party[2];
        int[] ports = {-1, -1};
        Transport transport = new Transport();
        EvidenceFields evidence = evidence();
        cursor.object("a question", key -> {
            switch (key) {
                case "left" -> ends[0] = parties.read(key);
                case "right" -> ends[1] = parties.read(key);
                case "leftPort" -> ports[0] = cursor.port(key);
                case "rightPort" -> ports[1] = cursor.port(key);
                default -> {
                    return transport.read(key) || evidence.read(key);
                }
            }
            return true;
        });
        required(
                ends[0] != null && ends[1] != null && ports[0] >= 0 && ports[1] >= 0,
                "a question lacks an end or a port");
        OpenQuestion question =
                OpenQuestion.between(ends[0], ports[0], ends[1], ports[1], transport.v6, transport.protocol());
        required(question.left().equals(ends[0]) && question.leftPort() == ports[0], "a question's ends are swapped");
        once(questions, question, evidence.evidence(), "a question");
    }

    private final class Transport {
        private String protocol = "";
        private boolean v6;

        private boolean read(String key) {
            switch (key) {
                case "protocol" -> protocol = cursor.text(key);
                case "v6" -> v6 = cursor.flag(key);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private Protocol protocol() {
            return cursor.constant(Protocol.class, protocol.toLowerCase(Locale.ROOT), "a protocol");
        }
    }

    private static void required(boolean given, String otherwise) {
        if (!given) {
            throw new DamagedException(otherwise);
        }
    }

    private static <K, V> void once(Map<K, V> map, K key, V value, String what) {
        if (map.put(key, value) != null) {
            throw new DamagedException(what + " stands in the file twice");
        }
    }
}
