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
    private long refused;

    HeardNames(ConnectionResolver resolver) {
        this.resolver = resolver;
    }

    /** Takes in a question or answer that a capture showed; the pod that asked is added to {@code pods}. */
    void accept(NameLookup lookup, Spans<PodSighting> pods) {
        List<PodSighting> sightings = new ArrayList<>(1);
        Party client = resolver.client(lookup, sightings);
        for (PodSighting sighting : sightings) {
            pods.add(sighting, lookup.time());
        }
        add(client, lookup.client(), lookup.time(), lookup.name(), lookup.addresses(), lookup.ttlSeconds());
    }

    /** Takes in what a flow says of its client's questions, if it does. */
    void accept(Party client, Flow flow) {
        if (flow.layer7().isPresent() && flow.layer7().get() instanceof Layer7.Dns dns) {
            Ip address = dns.response() ? flow.destination() : flow.source();
            add(client, address, flow.time(), dns.query(), dns.addresses(), dns.ttlSeconds());
        }
    }

    private void add(Party client, Ip address, Instant time, String name, List<Ip> given, long ttlSeconds) {
        if (!(client instanceof Party.Pods) && !(client instanceof Party.NamedPod)) {
            return;
        }
        // The names of the cluster's own services say nothing that its selectors do not say better.
        List<Ip> outside = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            if (resolver.isOutside(given.get(i), time)) {
                outside.add(given.get(i));
            }
        }
        if (!book.add(client, address, time, DnsName.normal(name), outside, ttlSeconds)) {
            refused = Counts.plus(refused, 1);
        }
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
