package io.policap.infer.baseline;

import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.Party;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Protocol;
import io.policap.infer.net.SpecialRanges;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides to which prefixes the addresses of an edge fold when there are too many of one edge, or of all together.
 *
 * <p>An edge with more addresses than the limit keeps the longest prefixes, all of one length, of which there are no
 * more than the limit. The limit is the first of its halvings at which the edges, each counted up to the limit, stay
 * below what is kept in all: so those with most addresses fold first. Both only ever go down as addresses come, and
 * depend on the set of addresses only: an edge that has folded had more than any later limit, whatever else it had. So
 * any order of arrival and any merge gives the same result.
 *
 * <p>Addresses of a special range fold among themselves and never beyond it: see {@link SpecialRanges}.
 */
final class AddressFold {
    private static final int ALL_V4 = -1;
    private static final int ALL_V6 = -2;

    /** One end of an edge, with everything but the address; the zone is its special range or the rest of its family. */
    private record Edge(
            Party other, boolean addressServes, boolean outside, int zone, boolean v6, Protocol protocol, int port) {
        static @Nullable Edge of(ConnectionClass type) {
            boolean serves = type.server() instanceof Party.Address;
            Party end = serves ? type.server() : type.client();
            Party other = serves ? type.client() : type.server();
            if (!(end instanceof Party.Address address) || other instanceof Party.Address) {
                return null;
            }
            return new Edge(
                    other, serves, address.outside(), zoneOf(address.block()), type.v6(), type.protocol(), type.port());
        }

        // Asked for every class: what a record has of its own runs as method handles until it is compiled.
        @Override
        public boolean equals(@Nullable Object compared) {
            return compared instanceof Edge edge
                    && port == edge.port
                    && protocol == edge.protocol
                    && zone == edge.zone
                    && v6 == edge.v6
                    && addressServes == edge.addressServes
                    && outside == edge.outside
                    && other.equals(edge.other);
        }

        @Override
        public int hashCode() {
            return ((other.hashCode() * 31 + zone) * 31 + port) * 31 + protocol.ordinal();
        }

        ConnectionClass with(Cidr block) {
            Party address = new Party.Address(block, outside);
            return new ConnectionClass(
                    addressServes ? other : address, addressServes ? address : other, v6, protocol, port);
        }
    }

    private static final class State {
        /** Of every block, as soon as any is a prefix. */
        private int length;

        private Set<Cidr> blocks = new HashSet<>(4);
        private boolean folded;

        private State(int length) {
            this.length = length;
        }

        private Cidr at(Cidr block) {
            return block.length() <= length ? block : new Cidr(block.network(), length);
        }
    }

    private final Map<Edge, State> edges = new HashMap<>();
    private final int mostInAll;
    private int limit;
    /** The addresses of all edges, each counted up to the limit. */
    private long counted;

    AddressFold(int limit, int mostInAll) {
        this.limit = limit;
        this.mostInAll = mostInAll;
    }

    /**
     * The class under which this one is kept.
     *
     * @param moved called with each class kept before that is now kept under another one
     * @return the same class while its address stays apart; another one after a fold
     */
    ConnectionClass fold(ConnectionClass type, BiConsumer<ConnectionClass, ConnectionClass> moved) {
        Edge edge = Edge.of(type);
        if (edge == null) {
            return type;
        }
        Cidr block = block(type);
        State state =
                edges.computeIfAbsent(edge, key -> new State(block.network().bits()));
        if (block.length() < state.length) {
            cut(edge, state, block.length(), moved);
        }
        if (state.blocks.add(state.at(block))) {
            counted += state.folded ? 0 : 1;
            if (state.blocks.size() > limit) {
                cut(edge, state, fitting(state.blocks), moved);
            }
            while (counted > mostInAll && limit > 1) {
                halve(moved);
            }
        }
        return kept(edge, state, type, block);
    }

    /** The class under which a class that was kept before is kept now. */
    ConnectionClass current(ConnectionClass type) {
        Edge edge = Edge.of(type);
        State state = edge == null ? null : edges.get(edge);
        return edge == null || state == null ? type : kept(edge, state, type, block(type));
    }

    private static ConnectionClass kept(Edge edge, State state, ConnectionClass type, Cidr block) {
        Cidr kept = state.at(block);
        return kept.equals(block) ? type : edge.with(kept);
    }

    private static Cidr block(ConnectionClass type) {
        Party end = type.server() instanceof Party.Address ? type.server() : type.client();
        return ((Party.Address) end).block();
    }

    private static int zoneOf(Cidr block) {
        int special = SpecialRanges.indexOf(block);
        return special >= 0 ? special : block.v6() ? ALL_V6 : ALL_V4;
    }

    private void halve(BiConsumer<ConnectionClass, ConnectionClass> moved) {
        limit /= 2;
        edges.forEach((edge, state) -> {
            if (state.blocks.size() > limit) {
                cut(edge, state, fitting(state.blocks), moved);
            }
        });
        counted = edges.values().stream().mapToLong(this::counts).sum();
    }

    private long counts(State state) {
        return state.folded ? limit : state.blocks.size();
    }

    /** Folds the blocks of an edge to a length. */
    private void cut(Edge edge, State state, int length, BiConsumer<ConnectionClass, ConnectionClass> moved) {
        counted -= counts(state);
        state.folded = true;
        counted += counts(state);
        state.length = length;
        Set<Cidr> before = state.blocks;
        state.blocks = new HashSet<>();
        for (Cidr block : before) {
            Cidr now = state.at(block);
            state.blocks.add(now);
            if (!now.equals(block)) {
                moved.accept(edge.with(block), edge.with(now));
            }
        }
    }

    /** The longest length at which no more than the limit of these blocks stay apart. */
    private int fitting(Set<Cidr> blocks) {
        List<Cidr> sorted = blocks.stream().sorted().toList();
        // Two neighbours stay apart at every length above the bits that they share.
        int[] shared = new int[129];
        for (int i = 1; i < sorted.size(); i++) {
            shared[sorted.get(i - 1).network().commonBits(sorted.get(i).network())]++;
        }
        int apart = 1;
        int length = 0;
        while (apart + shared[length] <= limit) {
            apart += shared[length];
            length++;
        }
        return length;
    }
}
