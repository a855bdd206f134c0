package io.policap.emit.baseline;

import io.policap.emit.baseline.BaselinePieces.EntryList;
import io.policap.emit.baseline.BaselinePieces.Part;
import io.policap.emit.baseline.BaselinePieces.Piece;
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
    /** Where there are so many pieces, to write them takes longer than to start threads. */
    private static final int WORTH_THREADS = 10;

    private final BaselinePieces source;
    private final EntryJson json = new EntryJson();
    private final PartyWriter parties;
    private final NamesWriter names;
    private final EvidenceWriter evidence;
    private final ContentWriter contents;
    private final VantageWriter vantages;

    /** A writer of some pieces of a file. */
    BaselineWriter(BaselinePieces source) {
        this.source = source;
        this.parties = new PartyWriter(json, source.parties());
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
        BaselinePieces source = new BaselinePieces(snapshot);
        List<Piece> pieces = source.inOrder();
        if (threads > 1 && pieces.size() >= WORTH_THREADS) {
            new PieceThreads(source, out).write(pieces, threads);
        } else {
            BaselineWriter writer = new BaselineWriter(source);
            for (Piece piece : pieces) {
                writer.write(piece);
                writer.handOver(out);
            }
        }
        out.flush();
    }

    /** Writes a piece, which is to be handed over next. */
    void write(Piece piece) {
        if (piece.begins()) {
            begin(piece.part());
            return;
        }
        json.goOnInList(piece.from() == 0);
        for (int i = piece.from(); i < piece.to(); i++) {
            if (piece.part() == Part.CLASSES) {
                connections(source.classes().key(i), source.classes().value(i));
            } else if (piece.part() == Part.CONTENTS) {
                content(source.contents().key(i), source.contents().value(i));
            } else {
                question(source.questions().key(i), source.questions().value(i));
            }
        }
    }

    void handOver(OutputStream out) throws IOException {
        json.handOver(out);
    }

    private void begin(Part part) {
        if (part == Part.CLASSES) {
            beforeClasses(source.snapshot());
        } else if (part == Part.CONTENTS) {
            nextList(source.classes(), "contents");
        } else if (part == Part.QUESTIONS) {
            nextList(source.contents(), "questions");
        } else {
            endList(source.questions());
            json.writeEndObject();
            json.finish();
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

    private void nextList(EntryList<?, ?> last, String name) {
        endList(last);
        array(name);
    }

    private void endList(EntryList<?, ?> list) {
        json.goOnInList(list.size() == 0);
        json.writeEndArray();
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
