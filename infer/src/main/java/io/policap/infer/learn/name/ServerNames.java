package io.policap.infer.learn.name;

import io.policap.infer.baseline.Span;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.name.Answers;
import io.policap.infer.name.Contacts;
import io.policap.infer.name.DnsName;
import io.policap.infer.name.Moment;
import io.policap.infer.name.Moments;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides by which names outside addresses were reached (R9).
 *
 * <p>Names are those that the client itself asked for and was given the address for, at the time of its connections. Two
 * names of one address are told apart by what the connection said (SNI of TLS, Host of HTTP), then by which of them the
 * client asked for last; where neither decides, both are meant.
 */
public final class ServerNames {
    /** For how long after its time to live an answer is still in use: connections are kept open, and caches round up. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    /** Connections of the same pods to the same address and port, however they were seen. */
    private record Contact(SortedSet<WorkloadKey> clients, Cidr block, Protocol protocol, int port) {
        String key() {
            return clients + " " + block + " " + protocol + " " + port;
        }
    }

    private final AskedNames asked;
    private final Map<String, ServerName> decided = new TreeMap<>();

    /**
     * The names of these edges.
     *
     * @param edges all edges that become rules; those that lead to the same place are decided together
     */
    public ServerNames(AskedNames asked, List<Edge> edges) {
        this.asked = asked;
        Map<String, List<Edge>> together = new TreeMap<>();
        for (Edge edge : edges) {
            contact(edge)
                    .ifPresent(contact -> together.computeIfAbsent(contact.key(), key -> new ArrayList<>())
                            .add(edge));
        }
        together.forEach((key, same) ->
                decided.put(key, decide(contact(same.get(0)).orElseThrow(), same)));
    }

    /** The names of an edge's server; none where it is not outside. */
    public ServerName of(Edge edge) {
        return contact(edge)
                .map(contact -> decided.getOrDefault(contact.key(), ServerName.NONE))
                .orElse(ServerName.NONE);
    }

    private static Optional<Contact> contact(Edge edge) {
        return edge.client() instanceof End.Workloads clients && edge.server() instanceof End.Outside server
                ? Optional.of(new Contact(clients.keys(), server.block(), edge.protocol(), edge.port()))
                : Optional.empty();
    }

    private ServerName decide(Contact contact, List<Edge> edges) {
        Contacts contacts = Contacts.NONE;
        Span span = Span.NEVER;
        for (Edge edge : edges) {
            contacts = contacts.plus(edge.evidence().contacts());
            span = span.join(edge.evidence().span());
        }
        Map<String, List<Answers>> given = candidates(contact, span);
        SortedSet<String> told = sayable(contacts.told());
        told.removeAll(given.keySet());
        SortedSet<String> known = new TreeSet<>(given.keySet());
        known.addAll(told);
        SortedSet<String> meant = new TreeSet<>();
        boolean apart = given.size() > 1 && meant(contacts, given, meant);
        if (!apart) {
            meant.addAll(given.keySet());
        }
        // What a source told of names does not say when, and nobody saw these asked for.
        meant.addAll(told);
        SortedSet<String> alone = sayable(contacts.alone());
        meant.addAll(alone);
        boolean clear = (given.size() <= 1 || apart) && (told.size() <= 1 || alone.containsAll(told));
        return new ServerName(meant, known, clear);
    }

    private static SortedSet<String> sayable(SortedSet<String> names) {
        TreeSet<String> sayable = new TreeSet<>();
        for (String name : names) {
            String normal = DnsName.normal(name);
            if (DnsName.isExpressible(normal)) {
                sayable.add(normal);
            }
        }
        return sayable;
    }

    /** The names for which the clients were given the address while they used it, else the last before. */
    private Map<String, List<Answers>> candidates(Contact contact, Span span) {
        Map<String, List<Answers>> valid = new TreeMap<>();
        Map<String, List<Answers>> earlier = new TreeMap<>();
        for (AskedNames.Answer answer : asked.answers(contact.clients(), contact.block())) {
            Answers given = answer.answers();
            boolean timeless = !span.isKnown() || given.from().equals(Instant.MAX);
            if (!timeless && given.from().isAfter(span.last())) {
                continue;
            }
            earlier.computeIfAbsent(answer.name(), name -> new ArrayList<>()).add(given);
            if (timeless || !plus(given.until(), GRACE).isBefore(span.first())) {
                valid.computeIfAbsent(answer.name(), name -> new ArrayList<>()).add(given);
            }
        }
        return valid.isEmpty() ? earlier : valid;
    }

    private static Instant plus(Instant time, Duration more) {
        return time.isAfter(Instant.MAX.minus(more)) ? Instant.MAX : time.plus(more);
    }

    /** Collects the name of each connection; false where one does not say which it is. */
    private static boolean meant(Contacts contacts, Map<String, List<Answers>> known, SortedSet<String> meant) {
        if (contacts.more() || contacts.openings().isEmpty()) {
            return false;
        }
        for (Map.Entry<String, Moments> opened : contacts.openings().entrySet()) {
            if (known.containsKey(opened.getKey())) {
                meant.add(opened.getKey());
                continue;
            }
            if (opened.getValue().more() || opened.getValue().kept().isEmpty()) {
                return false;
            }
            for (Moment opening : opened.getValue().kept()) {
                Optional<String> last = lastAsked(opening, known);
                if (last.isEmpty()) {
                    return false;
                }
                meant.add(last.get());
            }
        }
        return true;
    }

    /** The one name that the pod was last told about before it opened the connection. */
    private static Optional<String> lastAsked(Moment opening, Map<String, List<Answers>> known) {
        Instant latest = Instant.MIN;
        String name = "";
        for (Map.Entry<String, List<Answers>> candidate : known.entrySet()) {
            for (Answers answers : candidate.getValue()) {
                if (answers.given().more()) {
                    return Optional.empty();
                }
                for (Moment given : answers.given().kept()) {
                    boolean before = given.client().equals(opening.client())
                            && !given.time().isAfter(opening.time());
                    if (before && given.time().isAfter(latest)) {
                        latest = given.time();
                        name = candidate.getKey();
                    } else if (before && given.time().equals(latest) && !name.equals(candidate.getKey())) {
                        name = "";
                    }
                }
            }
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
