package io.policap.infer.baseline;

import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.Party;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides to which prefix the addresses of one edge fold when there are too many.
 *
 * <p>The level depends on the set of addresses only: it is the finest one at which no more than the limit stay apart,
 * so any order of arrival and any merge gives the same result.
 */
final class AddressFold {
    private static final int[] LEVELS_V4 = {32, 24, 16, 8, 0};
    private static final int[] LEVELS_V6 = {128, 64, 48, 32, 0};

    /** One end of an edge, with everything but the address. */
    private record Edge(Party other, boolean addressServes, boolean outside, boolean v6, Protocol protocol, int port) {}

    private static final class State {
        private int level;
        private Set<Cidr> blocks = new HashSet<>();
    }

    private final int limit;
    private final Map<Edge, State> edges = new HashMap<>();
    private boolean raised;

    AddressFold(int limit) {
        this.limit = limit;
    }

    /**
     * The class under which this one is kept.
     *
     * @return the same class while its address stays apart; another one after a fold
     */
    ConnectionClass fold(ConnectionClass type) {
        boolean serves = type.server() instanceof Party.Address;
        Party end = serves ? type.server() : type.client();
        if (!(end instanceof Party.Address) || (serves && type.client() instanceof Party.Address)) {
            return type;
        }
        Party.Address address = (Party.Address) end;
        State state = edges.computeIfAbsent(edge(type, serves, address), key -> new State());
        int[] levels = address.block().v6() ? LEVELS_V6 : LEVELS_V4;
        while (levels[state.level] > address.block().length() && state.level < levels.length - 1) {
            raise(state, levels);
        }
        state.blocks.add(at(address.block(), levels[state.level]));
        while (state.blocks.size() > limit && state.level < levels.length - 1) {
            raise(state, levels);
        }
        return with(type, serves, address, at(address.block(), levels[state.level]));
    }

    /** The class under which a class that was kept before is kept now. */
    ConnectionClass current(ConnectionClass type) {
        boolean serves = type.server() instanceof Party.Address;
        Party end = serves ? type.server() : type.client();
        if (!(end instanceof Party.Address) || (serves && type.client() instanceof Party.Address)) {
            return type;
        }
        Party.Address address = (Party.Address) end;
        State state = edges.get(edge(type, serves, address));
        if (state == null || state.level == 0) {
            return type;
        }
        int[] levels = address.block().v6() ? LEVELS_V6 : LEVELS_V4;
        return with(type, serves, address, at(address.block(), levels[state.level]));
    }

    /** Whether a fold has happened since this was last asked, so that classes kept before may have to move. */
    boolean takeRaised() {
        boolean was = raised;
        raised = false;
        return was;
    }

    private void raise(State state, int[] levels) {
        raised = true;
        state.level++;
        Set<Cidr> coarser = new HashSet<>();
        for (Cidr block : state.blocks) {
            coarser.add(at(block, levels[state.level]));
        }
        state.blocks = coarser;
    }

    private static Cidr at(Cidr block, int length) {
        return block.length() <= length ? block : new Cidr(block.network(), length);
    }

    private static Edge edge(ConnectionClass type, boolean serves, Party.Address address) {
        Party other = serves ? type.client() : type.server();
        return new Edge(other, serves, address.outside(), type.v6(), type.protocol(), type.port());
    }

    private static ConnectionClass with(ConnectionClass type, boolean serves, Party.Address old, Cidr block) {
        if (block.equals(old.block())) {
            return type;
        }
        Party folded = new Party.Address(block, old.outside());
        return new ConnectionClass(
                serves ? type.client() : folded,
                serves ? folded : type.server(),
                type.v6(),
                type.protocol(),
                type.port());
    }
}
