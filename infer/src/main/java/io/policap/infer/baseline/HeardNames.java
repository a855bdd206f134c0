package io.policap.infer.baseline;

import io.policap.infer.connection.Connection;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.connection.Party;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.connection.Sign;
import io.policap.infer.connection.SteadyEnd;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.Layer7;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.Reply;
import io.policap.infer.inventory.Lifetime;
import io.policap.infer.name.DnsName;
import io.policap.infer.name.NameBook;
import io.policap.infer.name.Names;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a baseline hears of names: questions to DNS with their answers, and by which host outside servers were reached. */
final class HeardNames {
    /** Said of a name beside which the true one travels encrypted (ECH). */
    private static final String OUTER = " (outer name, ECH)";

    /** Clients remembered, and answers; what else comes is looked up each time. */
    private static final int MOST_KNOWN = 1 << 15;

    /** Who an address is for a time, and from when to when it was heard. */
    private record Client(SteadyEnd end, List<GrowingSpan> seen) {}

    /** Whether an address is outside the cluster for a time. */
    private record Answered(Lifetime time, boolean outside) {}

    private final ConnectionResolver resolver;
    private final Map<Ip, Client> clients = new HashMap<>();
    private final Map<Ip, Answered> answered = new HashMap<>();
    private final NameBook book = new NameBook();
    private long refused;

    HeardNames(ConnectionResolver resolver) {
        this.resolver = resolver;
    }

    /** Takes in a question or answer that a capture showed; the pod that asked is added to {@code pods}. */
    void accept(NameLookup lookup, Spans<PodSighting> pods) {
        Instant time = lookup.time();
        add(client(lookup, time, pods), lookup.client(), time, lookup.name(), lookup.addresses(), lookup.ttlSeconds());
    }

    private Party client(NameLookup lookup, Instant time, Spans<PodSighting> pods) {
        boolean pod = lookup.endpoint().isPod();
        Client known = pod ? null : clients.get(lookup.client());
        if (known != null && known.end.time().contains(time)) {
            for (int i = 0; i < known.seen.size(); i++) {
                known.seen.get(i).add(time);
            }
            return known.end.party();
        }
        List<PodSighting> sightings = new ArrayList<>(1);
        Party client = resolver.client(lookup, sightings);
        List<GrowingSpan> seen = new ArrayList<>(1);
        for (PodSighting sighting : sightings) {
            GrowingSpan span = pods.of(sighting);
            span.add(time);
            seen.add(span);
        }
        boolean kept = !pod && known == null && clients.size() < MOST_KNOWN && !time.equals(Instant.MIN);
        if (kept && isPod(client)) {
            resolver.steady(lookup.client(), time)
                    .ifPresent(end -> clients.put(lookup.client(), new Client(end, seen)));
        }
        return client;
    }

    /** Takes in what a flow says of its client's questions, if it does. */
    void accept(Party client, Flow flow) {
        if (flow.layer7().isPresent() && flow.layer7().get() instanceof Layer7.Dns dns) {
            Ip address = dns.response() ? flow.destination() : flow.source();
            add(client, address, flow.time(), dns.query(), dns.addresses(), dns.ttlSeconds());
        }
    }

    private static boolean isPod(Party client) {
        return client instanceof Party.Pods || client instanceof Party.NamedPod;
    }

    private void add(Party client, Ip address, Instant time, String name, List<Ip> given, long ttlSeconds) {
        if (!isPod(client)) {
            return;
        }
        List<Ip> outside = outside(given, time);
        if (outside.isEmpty() && !name.endsWith(".") && book.hasAsked(client, name)) {
            // As the name stands in the book it needs no other form.
            return;
        }
        if (!book.add(client, address, time, DnsName.normal(name), outside, ttlSeconds)) {
            refused = Counts.plus(refused, 1);
        }
    }

    /** The names of the cluster's own services say nothing that its selectors do not say better. */
    private List<Ip> outside(List<Ip> given, Instant time) {
        List<Ip> outside = List.of();
        for (int i = 0; i < given.size(); i++) {
            Ip address = given.get(i);
            if (isOutside(address, time)) {
                outside = outside.isEmpty() ? new ArrayList<>(given.size()) : outside;
                outside.add(address);
            }
        }
        return outside;
    }

    private boolean isOutside(Ip address, Instant time) {
        Answered known = answered.get(address);
        if (known != null && known.time.contains(time)) {
            return known.outside;
        }
        boolean outside = resolver.isOutside(address, time);
        if (known == null && answered.size() < MOST_KNOWN && !time.equals(Instant.MIN)) {
            resolver.steady(address, time).ifPresent(end -> answered.put(address, new Answered(end.time(), outside)));
        }
        return outside;
    }

    /** Notes by what name an outside server was reached, as a flow tells it. */
    static void contact(Connection.Known known, EvidenceTally tally) {
        Flow flow = known.flow();
        boolean answers = flow.reply() == Reply.YES;
        List<String> names = (answers ? flow.sourceEndpoint() : flow.destinationEndpoint()).names();
        String host = "";
        if (flow.layer7().isPresent() && flow.layer7().get() instanceof Layer7.Http http) {
            host = DnsName.normal(http.host());
        }
        if (!names.isEmpty()) {
            tally.addNames(names);
            tally.contacts().told(names);
        }
        if (!host.isEmpty() || known.sign() == Sign.REQUEST || known.sign() == Sign.VERDICT) {
            tally.contacts().opened(host, flow.time(), answers ? flow.destination() : flow.source());
        }
    }

    /** Notes by what name an outside server was reached, as a capture shows it. */
    static void contact(PacketConnection connection, EvidenceTally tally) {
        tally.addNames(connection.serverNames());
        Content content = connection.content();
        if (content.outerName() && !content.serverName().isEmpty()) {
            tally.addNames(List.of(content.serverName() + OUTER));
        }
        String host = content.outerName() ? "" : content.serverName();
        tally.contacts().opened(host, connection.first(), connection.client());
    }

    void merge(Names other) {
        refused = Counts.plus(refused, book.merge(other));
    }

    /** How much there was no room for. */
    long refused() {
        return refused;
    }

    Names snapshot() {
        return book.snapshot();
    }
}
