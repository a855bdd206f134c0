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

    private enum Part {
        CLASSES,
        CONTENTS,
        QUESTIONS,
        END
    }

    /**
     * A stretch of the text, which any writer can write.
     *
     * @param begins whether what stands before the list comes first, from the end of the list before
     * @param from the first entry of the list, up to before {@code to}
     */
    record Piece(Part part, boolean begins, int from, int to) {}

    /** What the pieces of one file are made of. */
    static final class Source {
        private final BaselineSnapshot snapshot;
        private final PartyTexts parties = new PartyTexts();
        private final List<ConnectionClass> classes;
        private final List<ClassEvidence> evidence;
        private final List<ConnectionClass> classesWithContent;
        private final List<ContentEvidence> contents;
        private final List<OpenQuestion> questions;
        private final List<ClassEvidence> questionEvidence;

        private Source(BaselineSnapshot snapshot) {
            this.snapshot = snapshot;
            this.classes = new ArrayList<>(snapshot.classes().keySet());
            this.evidence = new ArrayList<>(snapshot.classes().values());
            this.classesWithContent = new ArrayList<>(snapshot.contents().keySet());
            this.contents = new ArrayList<>(snapshot.contents().values());
            this.questions = new ArrayList<>(snapshot.questions().keySet());
            this.questionEvidence = new ArrayList<>(snapshot.questions().values());
        }

        /** All pieces in their order: lists of which captures have most are cut, what lies between is not. */
        private List<Piece> pieces() {
            List<Piece> pieces = new ArrayList<>();
            cut(Part.CLASSES, classes.size(), pieces);
            cut(Part.CONTENTS, contents.size(), pieces);
            cut(Part.QUESTIONS, questions.size(), pieces);
            pieces.add(new Piece(Part.END, true, 0, 0));
            return pieces;
        }

        private static void cut(Part part, int size, List<Piece> pieces) {
            pieces.add(new Piece(part, true, 0, 0));
            for (int from = 0; from < size; from += PIECE) {
                pieces.add(new Piece(part, false, from, Math.min(size, from + PIECE)));
            }
        }
    }

    private final Source source;
    private final EntryJson json = new EntryJson();
    private final PartyWriter parties;
    private final NamesWriter names;
    private final EvidenceWriter evidence;
    private final ContentWriter contents;
    private final VantageWriter vantages;

    /** A writer of some pieces of a file. */
    BaselineWriter(Source source) {
        this.source = source;
        this.parties = new PartyWriter(json, source.parties);
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
        Source source = new Source(snapshot);
        List<Piece> pieces = source.pieces();
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
                connections(source.classes.get(i), source.evidence.get(i));
            } else if (piece.part() == Part.CONTENTS) {
                content(source.classesWithContent.get(i), source.contents.get(i));
            } else {
                question(source.questions.get(i), source.questionEvidence.get(i));
            }
        }
    }

    void handOver(OutputStream out) throws IOException {
        json.handOver(out);
    }

    private void begin(Part part) {
        if (part == Part.CLASSES) {
            beforeClasses(source.snapshot);
        } else if (part == Part.CONTENTS) {
            nextList(source.classes.isEmpty(), "contents");
        } else if (part == Part.QUESTIONS) {
            nextList(source.contents.isEmpty(), "questions");
        } else {
            json.goOnInList(source.questions.isEmpty());
            json.writeEndArray();
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

    /** Ends one list of the outer object and begins the next. */
    private void nextList(boolean lastWasEmpty, String name) {
        json.goOnInList(lastWasEmpty);
        json.writeEndArray();
        array(name);
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
