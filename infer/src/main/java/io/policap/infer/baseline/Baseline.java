package io.policap.infer.baseline;

import static java.util.Objects.requireNonNull;

import io.policap.infer.connection.Attribution;
import io.policap.infer.connection.Connection;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.connection.OpenQuestion;
import io.policap.infer.connection.Party;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.connection.Side;
import io.policap.infer.connection.Sign;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.SocketEvent;
import io.policap.infer.flow.Vantage;
import io.policap.infer.flow.Verdict;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import io.policap.infer.translation.Socket;
import io.policap.infer.translation.SocketEnd;
import io.policap.infer.translation.SocketSamples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was seen in a recording: grows flow by flow and connection by connection, merges with others, and never depends on the order of either.
 *
 * <p>One exception: beyond {@link BaselineLimits#classes()} the first that came are kept, and the others are counted
 * as refused.
 *
 * <p>Not safe for several threads: each thread fills its own and they are merged.
 */
public final class Baseline implements FlowSink {
    private final String cluster;
    private final BaselineLimits limits;
    private final ConnectionResolver resolver;
    private final AddressFold fold;
    private final QuestionFold questionFold;
    private final RepeatedConnections repeated;
    private final Map<ConnectionClass, EvidenceTally> classes = new HashMap<>();
    private final Map<OpenQuestion, EvidenceTally> questions = new HashMap<>();
    private final Spans<PodSighting> pods = new Spans<>();
    private final Spans<String> nodes = new Spans<>();
    private final Map<Vantage, Span> claims = new TreeMap<>();
    private final SocketSamples sockets = new SocketSamples();
    private final HeardNames names;
    private final RepeatedFlows repeatedFlows = new RepeatedFlows();
    private final Contents contents;
    private final boolean keepsContents;
    private final BlindSpots blindSpots;
    private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
    private long read;
    private long used;
    private long refused;

    /** A baseline that keeps nothing of what connections carry but what baselines that it takes in have of it. */
    public Baseline(String cluster, ConnectionResolver resolver, BaselineLimits limits) {
        this(cluster, resolver, limits, false);
    }

    /**
     * An empty baseline.
     *
     * @param keepsContents whether what flows and connections carry is kept: paths, and the names of headers
     */
    public Baseline(String cluster, ConnectionResolver resolver, BaselineLimits limits, boolean keepsContents) {
        this.cluster = requireNonNull(cluster, "cluster");
        this.resolver = requireNonNull(resolver, "resolver");
        this.limits = requireNonNull(limits, "limits");
        this.fold = new AddressFold(limits.addressesPerEdge(), limits.addressesInAll());
        this.repeated = new RepeatedConnections(resolver);
        this.names = new HeardNames(resolver);
        this.questionFold = new QuestionFold(limits.questionsPerPair());
        this.contents = new Contents(limits.pathBytes());
        this.keepsContents = keepsContents;
        this.blindSpots = new BlindSpots(limits.blindSpots());
    }

    @Override
    public void accept(Flow flow) {
        read = Counts.plus(read, flow.weight());
        RepeatedFlows.Counted counted = repeatedFlows.like(flow);
        if (counted != null) {
            counted.add(flow);
            used = Counts.plus(used, flow.weight());
            return;
        }
        Connection connection = resolver.resolve(flow);
        if (connection instanceof Connection.Known) {
            accept((Connection.Known) connection);
        } else if (connection instanceof Connection.Undetermined) {
            accept((Connection.Undetermined) connection);
        } else {
            reported(flow);
            count(((Connection.None) connection).reason(), flow.weight());
        }
    }

    @Override
    public void accept(PacketConnection connection) {
        read = Counts.plus(read, connection.weight());
        boolean content = keepsContents && Contents.tells(connection);
        boolean mayRepeat = !content && RepeatedConnections.mayRepeat(connection);
        if (mayRepeat && repeated.add(connection)) {
            used = Counts.plus(used, connection.weight());
            return;
        }
        Attribution attribution = resolver.resolve(connection);
        if (attribution instanceof Attribution.None) {
            count(((Attribution.None) attribution).reason(), connection.weight());
            return;
        }
        used = Counts.plus(used, connection.weight());
        if (attribution instanceof Attribution.Known) {
            Attribution.Known known = (Attribution.Known) attribution;
            EvidenceTally tally = accept(known, connection);
            if (content && tally != null) {
                contents.add(fold.current(known.type()), connection);
            }
            if (mayRepeat && tally != null) {
                repeated.remember(connection, known, tally);
            }
        } else {
            accept((Attribution.Undetermined) attribution, connection);
        }
    }

    private @Nullable EvidenceTally accept(Attribution.Known known, PacketConnection connection) {
        EvidenceTally tally = packets(known.pods(), known.signs(), tallyOf(known.type()), connection);
        if (tally != null && known.type().server() instanceof Party.Address) {
            HeardNames.contact(connection, tally);
        }
        return tally;
    }

    private void accept(Attribution.Undetermined open, PacketConnection connection) {
        packets(open.pods(), open.signs(), tallyOf(open.question()), connection);
    }

    private @Nullable EvidenceTally packets(
            List<PodSighting> sightings,
            SortedMap<Sign, Long> signs,
            @Nullable EvidenceTally tally,
            PacketConnection connection) {
        Span span = Span.at(connection.first()).join(Span.at(connection.last()));
        for (int i = 0; i < sightings.size(); i++) {
            pods.add(sightings.get(i), span);
        }
        if (tally == null) {
            for (long connections : signs.values()) {
                refused = Counts.plus(refused, connections);
            }
        } else {
            tally.add(connection.node(), signs, span);
        }
        return tally;
    }

    @Override
    public void accept(SocketEvent event) {
        skip(SkipReason.SOCKET_EVENT, event.weight());
        SocketEnd end;
        if (event.backend()) {
            List<PodSighting> sightings = new ArrayList<>(1);
            end = new SocketEnd.Backend(resolver.backend(event, sightings), event.protocol(), event.port());
            for (PodSighting sighting : sightings) {
                pods.add(sighting, event.time());
            }
        } else {
            end = new SocketEnd.Service(event.address(), event.protocol(), event.port());
        }
        if (!sockets.add(end, Socket.of(event.node(), event.cookie(), event.reverse()), event.time())) {
            refused = Counts.plus(refused, event.weight());
        }
    }

    @Override
    public void service(Ip address, Protocol protocol, int port) {
        if (!sockets.add(new SocketEnd.Service(address, protocol, port))) {
            refused = Counts.plus(refused, 1);
        }
    }

    @Override
    public void covers(Vantage vantage, Instant from, Instant to) {
        covered(vantage, Span.at(from).join(Span.at(to)));
    }

    private void covered(Vantage vantage, Span span) {
        if (vantage instanceof Vantage.Node) {
            nodes.add(((Vantage.Node) vantage).node(), span);
        } else {
            claims.merge(vantage, span, Span::join);
        }
    }

    @Override
    public void skip(SkipReason reason, long weight) {
        read = Counts.plus(read, weight);
        count(reason, weight);
    }

    @Override
    public void blindSpot(BlindSpot spot) {
        blindSpots.add(spot);
    }

    private void accept(Connection.Known known) {
        Flow flow = known.flow();
        used = Counts.plus(used, flow.weight());
        EvidenceTally tally = tallyOf(known.type());
        RepeatedFlows.Counted counted = tally == null ? null : repeatedFlows.keep(known, tally, nodes, pods);
        if (counted != null) {
            counted.add(flow);
            return;
        }
        reported(flow);
        sighted(known.pods(), flow);
        if (tally == null) {
            refused = Counts.plus(refused, flow.weight());
            return;
        }
        tally.add(flow.node(), known.side(), known.sign(), flow.weight(), flow.time(), flow.authenticated());
        if (known.type().server() instanceof Party.Address) {
            HeardNames.contact(known, tally);
        }
        names.accept(known.type().client(), flow);
        if (keepsContents && flow.layer7().isPresent() && flow.verdict() != Verdict.DROPPED) {
            contents.add(fold.current(known.type()), flow);
        }
    }

    @Override
    public void accept(NameLookup lookup) {
        names.accept(lookup, pods);
    }

    private void accept(Connection.Undetermined open) {
        Flow flow = open.flow();
        reported(flow);
        sighted(open.pods(), flow);
        used = Counts.plus(used, flow.weight());
        EvidenceTally tally = tallyOf(open.question());
        if (tally == null) {
            refused = Counts.plus(refused, flow.weight());
            return;
        }
        tally.add(flow.node(), Side.UNKNOWN, open.sign(), flow.weight(), flow.time(), flow.authenticated());
    }

    /** The tally of a class, or null where the limit of classes is reached. */
    private @Nullable EvidenceTally tallyOf(ConnectionClass type) {
        EvidenceTally present = classes.get(type);
        if (present != null) {
            return present;
        }
        if (classes.size() >= limits.classes()) {
            return classes.get(fold.current(type));
        }
        return classes.computeIfAbsent(fold.fold(type, this::refold), key -> new EvidenceTally());
    }

    /** The tally of a question, or null where the limit of classes, which holds for questions too, is reached. */
    private @Nullable EvidenceTally tallyOf(OpenQuestion question) {
        EvidenceTally present = questions.get(question);
        if (present != null) {
            return present;
        }
        if (questions.size() >= limits.classes()) {
            return questions.get(questionFold.current(question));
        }
        OpenQuestion kept = questionFold.fold(question, this::refold);
        return questions.computeIfAbsent(kept, key -> new EvidenceTally());
    }

    private void refold(ConnectionClass from, ConnectionClass to) {
        // It counts for tallies, and this one may become part of another.
        repeated.flush(pods);
        EvidenceTally moved = classes.remove(from);
        if (moved != null) {
            EvidenceTally there = classes.putIfAbsent(to, moved);
            if (there != null) {
                there.add(moved.snapshot());
            }
        }
        contents.move(from, to);
    }

    private void refold(OpenQuestion from, OpenQuestion to) {
        EvidenceTally moved = questions.remove(from);
        if (moved != null) {
            questions.computeIfAbsent(to, key -> new EvidenceTally()).add(moved.snapshot());
        }
    }

    private void reported(Flow flow) {
        if (!flow.node().isEmpty()) {
            nodes.add(flow.node(), flow.time());
        }
    }

    private void sighted(List<PodSighting> sightings, Flow flow) {
        for (int i = 0; i < sightings.size(); i++) {
            pods.add(sightings.get(i), flow.time());
        }
    }

    private void count(SkipReason reason, long weight) {
        skipped.merge(reason, weight, Counts::plus);
    }

    /** Takes in another baseline; associative and commutative. */
    public void merge(BaselineSnapshot other) {
        read = Counts.plus(read, other.books().read());
        used = Counts.plus(used, other.books().used());
        other.books().skipped().forEach(this::count);
        refused = Counts.plus(refused, other.refused());
        other.classes().forEach((type, evidence) -> {
            EvidenceTally tally = tallyOf(type);
            if (tally == null) {
                refused = Counts.plus(refused, evidence.total());
            } else {
                tally.add(evidence);
                ContentEvidence content = other.contents().get(type);
                if (content != null) {
                    contents.add(fold.current(type), content);
                }
            }
        });
        other.questions().forEach((question, evidence) -> {
            EvidenceTally tally = tallyOf(question);
            if (tally == null) {
                refused = Counts.plus(refused, evidence.total());
            } else {
                tally.add(evidence);
            }
        });
        other.pods().forEach(pods::add);
        other.claims().forEach(this::covered);
        names.merge(other.names());
        other.blindSpots().forEach(blindSpots::add);
        other.sockets().forEach((end, users) -> {
            if (end instanceof SocketEnd.Service service) {
                sockets.add(service);
            }
            users.forEach((socket, time) -> {
                if (!sockets.add(end, socket, time)) {
                    refused = Counts.plus(refused, 1);
                }
            });
        });
    }

    /** What is held now. */
    public BaselineSnapshot snapshot() {
        return snapshot(RestOfSnapshot::atOnce);
    }

    /**
     * What is held now, copied in two halves.
     *
     * @param beside begins one half, here or on another thread, and gives what waits until it is done
     */
    public BaselineSnapshot snapshot(UnaryOperator<Runnable> beside) {
        RestOfSnapshot rest = new RestOfSnapshot(repeated, questions, pods, nodes, claims, sockets, names);
        Runnable untilDone = beside.apply(rest);
        repeated.flushCounts();
        SortedMap<ConnectionClass, ClassEvidence> sortedClasses = EvidenceTally.snapshots(classes);
        untilDone.run();
        return new BaselineSnapshot(
                cluster,
                new Books(read, used, new TreeMap<>(skipped)),
                sortedClasses,
                rest.questions(),
                rest.pods(),
                rest.claims(),
                blindSpots.list(),
                rest.sockets(),
                rest.names(),
                contents.snapshot(),
                Counts.plus(refused, names.refused()));
    }
}
