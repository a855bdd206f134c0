package io.policap.infer.baseline;

import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.connection.Party;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.connection.SteadyEnd;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.inventory.Lifetime;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers of DNS that tell a client what it was told before: most pods ask for the same names again and again.
 *
 * <p>A client is looked up once for the time in which its address has the same owner, and so is what an answer gives.
 * Bounded: a newer answer takes the place of an older one. Not safe for several threads.
 */
final class RepeatedLookups {
    private static final int MOST_CLIENTS = 1 << 14;
    private static final int PLACES = 1 << 14;
    private static final int MOST_ADDRESSES = 16;

    /** Who asks from an address, while that is the same. */
    static final class Client {
        final Party party;
        private final Lifetime time;
        private final List<GrowingSpan> sightings = new ArrayList<>(1);

        private Client(SteadyEnd end, Spans<PodSighting> pods) {
            this.party = end.party();
            this.time = end.time();
            for (PodSighting sighting : end.pods()) {
                sightings.add(pods.of(sighting));
            }
        }

        private void sighted(Instant at) {
            for (int i = 0; i < sightings.size(); i++) {
                sightings.get(i).add(at);
            }
        }
    }

    /** What an answer gives, while its addresses have the same owners: those outside of the cluster. */
    private record Known(Client client, NameLookup like, Instant from, Instant to, List<Ip> outside) {
        private boolean is(Client who, NameLookup lookup) {
            return client == who
                    && like.name().equals(lookup.name())
                    && like.addresses().equals(lookup.addresses())
                    && !lookup.time().isBefore(from)
                    && lookup.time().isBefore(to);
        }
    }

    private final ConnectionResolver resolver;
    private final Map<Ip, Client> clients = new HashMap<>();
    private @Nullable Known[] known = new Known[0];

    RepeatedLookups(ConnectionResolver resolver) {
        this.resolver = resolver;
    }

    /**
     * Who asked, seen at this time, of which {@code pods} takes note; null where that is not the same around this time, or
     * there are too many.
     */
    @Nullable
    Client client(NameLookup lookup, Spans<PodSighting> pods) {
        Instant time = lookup.time();
        // Where no time is known, who it was depends on all that had the address (R4).
        if (lookup.endpoint().isPod() || time.equals(Instant.MIN)) {
            return null;
        }
        Client client = clients.get(lookup.client());
        if (client == null) {
            SteadyEnd end = clients.size() == MOST_CLIENTS
                    ? null
                    : resolver.steady(lookup.client(), time).orElse(null);
            if (end == null || !end.time().contains(time)) {
                return null;
            }
            client = new Client(end, pods);
            clients.put(lookup.client(), client);
        }
        if (!client.time.contains(time)) {
            return null;
        }
        client.sighted(time);
        return client;
    }

    /** Of the addresses given, those outside of the cluster, if the same answer was {@link #keep kept}; else null. */
    @Nullable
    List<Ip> outside(Client client, NameLookup lookup) {
        if (known.length == 0 || lookup.addresses().isEmpty()) {
            return null;
        }
        Known same = known[place(lookup)];
        return same != null && same.is(client, lookup) ? same.outside : null;
    }

    /** Keeps an answer for which there was room, and what it gives outside of the cluster. */
    void keep(Client client, NameLookup lookup, List<Ip> outside) {
        if (lookup.addresses().isEmpty() || lookup.addresses().size() > MOST_ADDRESSES) {
            // A capture tells a question of a client once.
            return;
        }
        Instant from = client.time.from();
        Instant to = client.time.to();
        for (Ip address : lookup.addresses()) {
            Lifetime same = resolver.same(address, lookup.time());
            from = same.from().isAfter(from) ? same.from() : from;
            to = same.to().isBefore(to) ? same.to() : to;
        }
        if (known.length == 0) {
            known = new Known[PLACES];
        }
        known[place(lookup)] = new Known(client, lookup, from, to, outside);
    }

    private static int place(NameLookup lookup) {
        long mixed = (lookup.client().hashCode() * 31L + lookup.name().hashCode()) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32) & PLACES - 1;
    }
}
