package io.policap.infer.baseline;

import static java.util.Objects.requireNonNull;

import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.OpenQuestion;
import io.policap.infer.connection.Origin;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Vantage;
import io.policap.infer.name.Names;
import io.policap.infer.translation.Socket;
import io.policap.infer.translation.SocketEnd;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a baseline holds at one moment, immutable and sorted: the record that serves replay, verify, merge and files.
 *
 * @param cluster the cluster's name
 * @param books the account of what was read
 * @param classes the connection classes with their evidence
 * @param questions traffic whose direction is not known yet
 * @param pods which pods carried which labels, and when
 * @param claims from where the sources saw, and from when to when; a node that reported to Hubble is one of them
 * @param blindSpots where something may be missing, sorted
 * @param sockets of the services and backends that socket calls showed, a sample of the sockets with the first time of
 *     each
 * @param names what clients asked DNS and were told
 * @param contents what the connections of a class carried, of those classes of which it is known
 * @param refused flow events, and connections of captures, that could not be kept because a limit was reached
 */
public record BaselineSnapshot(
        String cluster,
        Books books,
        SortedMap<ConnectionClass, ClassEvidence> classes,
        SortedMap<OpenQuestion, ClassEvidence> questions,
        SortedMap<PodSighting, Span> pods,
        SortedMap<Vantage, Span> claims,
        List<BlindSpot> blindSpots,
        SortedMap<SocketEnd, SortedMap<Socket, Instant>> sockets,
        Names names,
        SortedMap<ConnectionClass, ContentEvidence> contents,
        long refused) {
    /** A snapshot without contents. */
    public BaselineSnapshot(
            String cluster,
            Books books,
            SortedMap<ConnectionClass, ClassEvidence> classes,
            SortedMap<OpenQuestion, ClassEvidence> questions,
            SortedMap<PodSighting, Span> pods,
            SortedMap<Vantage, Span> claims,
            List<BlindSpot> blindSpots,
            SortedMap<SocketEnd, SortedMap<Socket, Instant>> sockets,
            Names names,
            long refused) {
        this(cluster, books, classes, questions, pods, claims, blindSpots, sockets, names, new TreeMap<>(), refused);
    }

    /** A snapshot without socket calls and without names. */
    public BaselineSnapshot(
            String cluster,
            Books books,
            SortedMap<ConnectionClass, ClassEvidence> classes,
            SortedMap<OpenQuestion, ClassEvidence> questions,
            SortedMap<PodSighting, Span> pods,
            SortedMap<Vantage, Span> claims,
            List<BlindSpot> blindSpots,
            long refused) {
        this(cluster, books, classes, questions, pods, claims, blindSpots, new TreeMap<>(), Names.NONE, refused);
    }

    public BaselineSnapshot {
        requireNonNull(cluster, "cluster");
        requireNonNull(books, "books");
        requireNonNull(names, "names");
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
        questions = Collections.unmodifiableSortedMap(new TreeMap<>(questions));
        pods = Collections.unmodifiableSortedMap(new TreeMap<>(pods));
        claims = Collections.unmodifiableSortedMap(new TreeMap<>(claims));
        blindSpots = blindSpots.stream().sorted().toList();
        TreeMap<SocketEnd, SortedMap<Socket, Instant>> copied = new TreeMap<>();
        sockets.forEach((end, users) -> copied.put(end, Collections.unmodifiableSortedMap(new TreeMap<>(users))));
        sockets = Collections.unmodifiableSortedMap(copied);
        contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
    }

    /** The same with other blind spots. */
    public BaselineSnapshot withBlindSpots(List<BlindSpot> spots) {
        return new BaselineSnapshot(
                cluster, books, classes, questions, pods, claims, spots, sockets, names, contents, refused);
    }

    /** The nodes of which everything was seen, by Hubble or by a capture of all interfaces, sorted. */
    public List<String> nodes() {
        return claims.keySet().stream()
                .filter(Vantage.Node.class::isInstance)
                .map(vantage -> ((Vantage.Node) vantage).node())
                .sorted()
                .toList();
    }

    /** The kinds of sources that anything here comes from. */
    public Set<Origin> origins() {
        EnumSet<Origin> origins = EnumSet.noneOf(Origin.class);
        addOrigins(classes.values(), origins);
        addOrigins(questions.values(), origins);
        return origins;
    }

    private static void addOrigins(Collection<ClassEvidence> evidence, EnumSet<Origin> origins) {
        for (ClassEvidence seen : evidence) {
            List<Observation> observations = seen.observations();
            for (int i = 0; i < observations.size(); i++) {
                origins.add(observations.get(i).origin());
            }
        }
    }

    /** From the first to the last moment at which any source saw. */
    public Span span() {
        Span span = Span.NEVER;
        for (Span claim : claims.values()) {
            span = span.join(claim);
        }
        return span;
    }
}
