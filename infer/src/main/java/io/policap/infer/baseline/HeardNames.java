package io.policap.infer.baseline;

import io.policap.infer.connection.Connection;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.connection.Party;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.connection.Sign;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.Layer7;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.Reply;
import io.policap.infer.name.DnsName;
import io.policap.infer.name.NameBook;
import io.policap.infer.name.Names;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a baseline hears of names: questions to DNS with their answers, and by which host outside servers were reached. */
final class HeardNames {
    /** Said of a name beside which the true one travels encrypted (ECH). */
    private static final String OUTER = " (outer name, ECH)";

    private final ConnectionResolver resolver;
    private final NameBook book = new NameBook();
    private final RepeatedLookups repeated;
    private long refused;

    HeardNames(ConnectionResolver resolver) {
        this.resolver = resolver;
        this.repeated = new RepeatedLookups(resolver);
    }

    /** Takes in a question or answer that a capture showed; the pod that asked is added to {@code pods}. */
    void accept(NameLookup lookup, Spans<PodSighting> pods) {
        RepeatedLookups.Client steady = repeated.client(lookup, pods);
        if (steady == null) {
            List<PodSighting> sightings = new ArrayList<>(1);
            Party client = resolver.client(lookup, sightings);
            for (PodSighting sighting : sightings) {
                pods.add(sighting, lookup.time());
            }
            if (isPod(client)) {
                add(client, lookup, outside(lookup.addresses(), lookup.time()));
            }
            return;
        }
        List<Ip> known = repeated.outside(steady, lookup);
        if (known == null) {
            List<Ip> outside = outside(lookup.addresses(), lookup.time());
            if (add(steady.party, lookup, outside)) {
                repeated.keep(steady, lookup, outside);
            }
        } else if (!known.isEmpty()) {
            // Only these have times; the question is in the book.
            add(steady.party, lookup, known);
        }
    }

    /** Takes in what a flow says of its client's questions, if it does. */
    void accept(Party client, Flow flow) {
        if (isPod(client) && flow.layer7().isPresent() && flow.layer7().get() instanceof Layer7.Dns dns) {
            Ip address = dns.response() ? flow.destination() : flow.source();
            List<Ip> outside = outside(dns.addresses(), flow.time());
            add(client, address, flow.time(), DnsName.normal(dns.query()), outside, dns.ttlSeconds());
        }
    }

    private static boolean isPod(Party client) {
        return client instanceof Party.Pods || client instanceof Party.NamedPod;
    }

    /** Those of the addresses that are not the cluster's: the names of its own services its selectors say better. */
    private List<Ip> outside(List<Ip> given, Instant time) {
        List<Ip> outside = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            if (resolver.isOutside(given.get(i), time)) {
                outside.add(given.get(i));
            }
        }
        return outside;
    }

    private boolean add(Party client, NameLookup lookup, List<Ip> outside) {
        return !isPod(client)
                || add(client, lookup.client(), lookup.time(), lookup.name(), outside, lookup.ttlSeconds());
    }

    /** Takes in a normal name; whether there was room for all of it. */
    private boolean add(Party client, Ip address, Instant time, String name, List<Ip> outside, long ttlSeconds) {
        boolean room = book.add(client, address, time, name, outside, ttlSeconds);
        if (!room) {
            refused = Counts.plus(refused, 1);
        }
        return room;
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
