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
 * Questions and answers of DNS that say of a party what others said before: pods of one kind ask for the same names again
 * and again.
 *
 * <p>A client is looked up once for the time in which its address has the same owner. Bounded: of what is told, what comes
 * later takes the place of what came before. Not safe for several threads.
 */
final class RepeatedLookups {
    private static final int MOST_CLIENTS = 1 << 14;
    private static final int PLACES = 1 << 14;
    private static final int MOST_ADDRESSES = 16;

    /** Who asks from an address, while that is the same. */
    static final class Client {
        final Party party;
        private final int partyHash;
        private final Lifetime time;
        private final List<GrowingSpan> sightings = new ArrayList<>(1);

        private Client(SteadyEnd end, Spans<PodSighting> pods) {
            this.party = end.party();
            this.partyHash = party.hashCode();
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

    /**
     * What an answer gives outside of the cluster. That is the same at all times: an address that the cluster ever had is
     * not outside before and after, but somebody unknown.
     */
    private record Known(Party party, NameLookup like, List<Ip> outside) {
        private boolean is(Client client, NameLookup lookup) {
            return like.name().equals(lookup.name())
                    && like.addresses().equals(lookup.addresses())
                    && client.party.equals(party);
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
        Known same = known.length == 0 ? null : known[place(client, lookup)];
        return same != null && same.is(client, lookup) ? same.outside : null;
    }

    /** Keeps a question or an answer for which there was room, and what it gives outside of the cluster. */
    void keep(Client client, NameLookup lookup, List<Ip> outside) {
        if (lookup.addresses().size() > MOST_ADDRESSES) {
            return;
        }
        if (known.length == 0) {
            known = new Known[PLACES];
        }
        known[place(client, lookup)] = new Known(client.party, lookup, outside);
    }

    private static int place(Client client, NameLookup lookup) {
        int given = lookup.addresses().isEmpty() ? 0 : 1;
        long mixed = ((client.partyHash + given) * 31L + lookup.name().hashCode()) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32) & PLACES - 1;
    }
}
