package io.policap.emit.baseline;

import io.policap.infer.baseline.BaselineFormat;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.ContentEvidence;
import io.policap.infer.baseline.Span;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.OpenQuestion;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.Vantage;
import io.policap.infer.net.Protocol;
import io.policap.infer.translation.Socket;
import io.policap.infer.translation.SocketEnd;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes the file form of a baseline: JSON in ASCII, sorted, one connection class per line.
 *
 * <p>The same snapshot always gives the same bytes. There is no query, header value or payload in it, because there is
 * none in a snapshot. Paths are in it where somebody asked for them; what of them may be a token or a person's is not.
 */
public final class BaselineWriter {
    /** Entries of one piece: some 100 kB of text. */
    private static final int PIECE = 128;

    /** So many pieces take longer than to start threads. */
    private static final int WORTH_THREADS = 10;

    /** How the entries of one list are written. */
    @FunctionalInterface
    private interface EntryForm<K, V> {
        void write(BaselineWriter writer, K key, V value);
    }

    /** A part of the text, which any writer can write. */
    @FunctionalInterface
    interface Piece {
        void write(BaselineWriter writer);
    }

    private final EntryJson json = new EntryJson();
    private final PartyWriter parties;
    private final NamesWriter names;
    private final EvidenceWriter evidence;
    private final ContentWriter contents;
    private final VantageWriter vantages;

    /** A writer of some pieces of a file; the texts of parties are shared by those who write the others. */
    BaselineWriter(PartyTexts texts) {
        this.parties = new PartyWriter(json, texts);
        this.names = new NamesWriter(json, parties);
        this.evidence = new EvidenceWriter(json, names);
        this.contents = new ContentWriter(json, evidence);
        this.vantages = new VantageWriter(json, parties);
    }

    /**
     * Writes a snapshot and flushes; does not close the stream.
     *
     * @throws IOException when the stream fails
     */
    public static void write(BaselineSnapshot snapshot, OutputStream out) throws IOException {
        write(snapshot, out, 1);
    }

    /**
     * Writes a snapshot and flushes; does not close the stream, to which only the caller's thread writes.
     *
     * @param threads how many threads may make the text, at least 1; the bytes are the same
     * @throws IOException when the stream fails
     */
    public static void write(BaselineSnapshot snapshot, OutputStream out, int threads) throws IOException {
        List<Piece> pieces = pieces(snapshot);
        if (threads > 1 && pieces.size() >= WORTH_THREADS) {
            PieceThreads.write(pieces, out, threads);
        } else {
            BaselineWriter writer = new BaselineWriter(new PartyTexts());
            for (Piece piece : pieces) {
                piece.write(writer);
                writer.handOver(out);
            }
        }
        out.flush();
    }

    void handOver(OutputStream out) throws IOException {
        json.handOver(out);
    }

    /** The text cut to pieces: together the lists of which captures have most, and what lies between. */
    private static List<Piece> pieces(BaselineSnapshot snapshot) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(writer -> writer.beforeClasses(snapshot));
        cut(snapshot.classes(), BaselineWriter::connections, pieces);
        pieces.add(writer -> writer.nextList(snapshot.classes().isEmpty(), "contents"));
        cut(snapshot.contents(), BaselineWriter::content, pieces);
        pieces.add(writer -> writer.nextList(snapshot.contents().isEmpty(), "questions"));
        cut(snapshot.questions(), BaselineWriter::question, pieces);
        pieces.add(writer -> writer.afterQuestions(snapshot.questions().isEmpty()));
        return pieces;
    }

    private static <K, V> void cut(SortedMap<K, V> entries, EntryForm<K, V> form, List<Piece> pieces) {
        List<K> keys = new ArrayList<>(entries.keySet());
        List<V> values = new ArrayList<>(entries.values());
        for (int from = 0; from < keys.size(); from += PIECE) {
            int first = from;
            int end = Math.min(keys.size(), from + PIECE);
            pieces.add(writer -> {
                writer.json.goOnInList(first == 0);
                for (int i = first; i < end; i++) {
                    form.write(writer, keys.get(i), values.get(i));
                }
            });
        }
    }

    private void beforeClasses(BaselineSnapshot snapshot) {
        json.writeStartObject();
        json.writeBooleanProperty(BaselineFormat.MARKER, true);
        json.writeNumberProperty(BaselineFormat.VERSION_KEY, BaselineFormat.VERSION);
        json.writeStringProperty("cluster", snapshot.cluster());
        books(snapshot);
        array("claims");
        for (Map.Entry<Vantage, Span> claim : snapshot.claims().entrySet()) {
            claim(claim.getKey(), claim.getValue());
        }
        json.writeEndArray();
        array("blindSpots");
        for (BlindSpot spot : snapshot.blindSpots()) {
            blindSpot(spot);
        }
        json.writeEndArray();
        array("pods");
        for (Map.Entry<PodSighting, Span> pod : snapshot.pods().entrySet()) {
            pod(pod.getKey(), pod.getValue());
        }
        json.writeEndArray();
        array("sockets");
        for (Map.Entry<SocketEnd, SortedMap<Socket, Instant>> end :
                snapshot.sockets().entrySet()) {
            sockets(end.getKey(), end.getValue());
        }
        json.writeEndArray();
        array("names");
        names.names(snapshot.names());
        json.writeEndArray();
        array("classes");
    }

    /** Ends one list of the outer object and begins the next. */
    private void nextList(boolean lastWasEmpty, String name) {
        json.goOnInList(lastWasEmpty);
        json.writeEndArray();
        array(name);
    }

    private void afterQuestions(boolean wereNone) {
        json.goOnInList(wereNone);
        json.writeEndArray();
        json.writeEndObject();
        json.finish();
    }

    private void array(String name) {
        json.writeName(name);
        json.writeStartArray();
    }

    private void books(BaselineSnapshot snapshot) {
        json.writeName("books");
        json.writeStartObject();
        json.writeNumberProperty("read", snapshot.books().read());
        json.writeNumberProperty("used", snapshot.books().used());
        json.writeNumberProperty("refused", snapshot.refused());
        json.writeName("skipped");
        json.writeStartObject();
        for (Map.Entry<SkipReason, Long> skipped : snapshot.books().skipped().entrySet()) {
            json.writeNumberProperty(BaselineFormat.text(skipped.getKey()), skipped.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void claim(Vantage vantage, Span span) {
        json.writeStartObject();
        vantages.write(vantage);
        evidence.span(span);
        json.writeEndObject();
    }

    private void blindSpot(BlindSpot spot) {
        json.writeStartObject();
        json.writeStringProperty("node", spot.node());
        evidence.time("from", spot.from(), Instant.MIN);
        evidence.time("to", spot.to(), Instant.MAX);
        json.writeNumberProperty("events", spot.events());
        json.writeStringProperty("reason", spot.reason());
        json.writeEndObject();
    }

    private void pod(PodSighting sighting, Span span) {
        json.writeStartObject();
        parties.pod(sighting.pod());
        parties.labels(sighting.labels());
        parties.flag("identity", sighting.identity());
        unlessEmpty("workloadKind", sighting.workloadKind());
        unlessEmpty("workloadName", sighting.workloadName());
        unlessEmpty("node", sighting.node());
        evidence.span(span);
        json.writeEndObject();
    }

    /** A service or a backend with its sample of sockets, each with the first time. */
    private void sockets(SocketEnd end, SortedMap<Socket, Instant> users) {
        json.writeStartObject();
        if (end instanceof SocketEnd.Service service) {
            json.writeAddressProperty("service", service.address());
        } else {
            parties.write("backend", ((SocketEnd.Backend) end).party());
        }
        json.writeStringProperty("protocol", end.protocol().name());
        json.writeNumberProperty("port", end.port());
        json.writeName("used");
        json.writeStartArray();
        users.forEach((socket, time) -> {
            json.writeStartObject();
            unlessEmpty("node", socket.node());
            json.writeNumberProperty("cookie", socket.cookie());
            parties.flag("reverse", socket.reverse());
            evidence.time("time", time, Instant.MIN);
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
    }

    private void unlessEmpty(String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    private void connections(ConnectionClass type, ClassEvidence seen) {
        json.writeStartObject();
        parties.write("client", type.client());
        parties.write("server", type.server());
        transport(type.protocol(), type.v6());
        json.writeNumberProperty("port", type.port());
        evidence.write(seen);
        json.writeEndObject();
    }

    private void content(ConnectionClass type, ContentEvidence carried) {
        json.writeStartObject();
        parties.write("client", type.client());
        parties.write("server", type.server());
        transport(type.protocol(), type.v6());
        json.writeNumberProperty("port", type.port());
        contents.write(carried);
        json.writeEndObject();
    }

    private void question(OpenQuestion question, ClassEvidence seen) {
        json.writeStartObject();
        parties.write("left", question.left());
        json.writeNumberProperty("leftPort", question.leftPort());
        parties.write("right", question.right());
        json.writeNumberProperty("rightPort", question.rightPort());
        transport(question.protocol(), question.v6());
        evidence.write(seen);
        json.writeEndObject();
    }

    private void transport(Protocol protocol, boolean v6) {
        json.writeStringProperty("protocol", protocol.name());
        parties.flag("v6", v6);
    }
}
