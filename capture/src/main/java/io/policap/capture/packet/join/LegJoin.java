package io.policap.capture.packet.join;

import static java.util.Objects.requireNonNull;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Joins the legs of all captures of a run to connections: the same leg seen by several captures, and the legs of one
 * connection before and after NAT.
 *
 * <p>What is delivered depends only on the set of legs and the names of their captures, not on the order or the threads
 * that brought them, as long as there were no more legs than can be held. Every packet of every leg counts in the weight
 * of exactly one connection.
 *
 * <p>Safe for several threads. The sink is called under a lock of its own: by {@link #add} only when it has to make
 * room, else by {@link #deliver} and {@link #deliverSettled}; other callers of the same sink have to be kept apart by it.
 */
public final class LegJoin {
    /** Legs held where nothing else is asked for. */
    public static final int DEFAULT_LIMIT = 1 << 18;

    /** Questions and answers of DNS that are held; they need no join, but somebody to be delivered to. */
    private static final int LOOKUPS = 1 << 16;

    /** Those that are delivered as soon as nothing else is being delivered. */
    private static final int LOOKUPS_AT_ONCE = 1 << 13;

    /** Legs from which on a second thread counts the connections that the first makes of them. */
    private static final int HANDED_OVER = 1 << 12;

    /** HTTP requests of all legs held. */
    private static final long REQUESTS = 1 << 20;

    private final CaptureNames names;
    private final Supplier<Inventory> inventory;
    private final Function<Ip, List<String>> serverNames;
    private final FlowSink sink;
    private final Consumer<PacketConnection> toSink;
    private final int limit;
    private final int lookupsAtOnce;
    private final ClockSkews skews = new ClockSkews();
    private final Aside aside;
    private final Executor beside;
    /** Whether that is another thread than the caller's. */
    private final boolean isThread;

    private HeldLegs held = new HeldLegs();
    private List<NameLookup> lookups = new ArrayList<>();
    /** How many of those held, the first, were held when settled ones were delivered before. */
    private int settled;

    private long unjoined;

    /** A join that holds {@link #DEFAULT_LIMIT} legs. */
    public LegJoin(
            CaptureNames names, Supplier<Inventory> inventory, Function<Ip, List<String>> serverNames, FlowSink sink) {
        this(names, inventory, serverNames, sink, DEFAULT_LIMIT);
    }

    /**
     * A join.
     *
     * @param names what the captures are called
     * @param inventory who owned which address; asked for when something is delivered
     * @param serverNames names that captures give to an address, in any order
     * @param sink where connections go
     * @param limit legs held at most, at least 1
     */
    public LegJoin(
            CaptureNames names,
            Supplier<Inventory> inventory,
            Function<Ip, List<String>> serverNames,
            FlowSink sink,
            int limit) {
        this(names, inventory, serverNames, sink, limit, LOOKUPS, Runnable::run, false);
    }

    /**
     * A join that makes room beside those who add, for a run that ends: the sink is to be left alone from the first leg
     * to {@link #await}.
     *
     * @param beside runs one piece of work after the other
     */
    public LegJoin(
            CaptureNames names,
            Supplier<Inventory> inventory,
            Function<Ip, List<String>> serverNames,
            FlowSink sink,
            int limit,
            Executor beside) {
        this(names, inventory, serverNames, sink, limit, LOOKUPS_AT_ONCE, beside, true);
    }

    private LegJoin(
            CaptureNames names,
            Supplier<Inventory> inventory,
            Function<Ip, List<String>> serverNames,
            FlowSink sink,
            int limit,
            int lookupsAtOnce,
            Executor beside,
            boolean isThread) {
        this.names = requireNonNull(names, "names");
        this.inventory = requireNonNull(inventory, "inventory");
        this.serverNames = requireNonNull(serverNames, "serverNames");
        this.sink = requireNonNull(sink, "sink");
        this.toSink = sink::accept;
        this.limit = limit;
        this.lookupsAtOnce = lookupsAtOnce;
        this.aside = new Aside(beside);
        this.beside = beside;
        this.isThread = isThread;
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " < 1");
        }
    }

    /** Takes a leg; where there is no room, the quarter of all legs that ended first is delivered before. */
    public synchronized void add(Leg leg) {
        requireNonNull(leg, "leg");
        if (held.size() >= limit || held.requests() >= REQUESTS) {
            makeRoom();
        }
        held.add(leg);
    }

    /** Takes a question or an answer of DNS, which is delivered like a leg, but joined with nothing. */
    public synchronized void add(NameLookup lookup) {
        requireNonNull(lookup, "lookup");
        if (lookups.size() >= (aside.isBusy() ? LOOKUPS : lookupsAtOnce)) {
            List<NameLookup> all = lookups;
            lookups = new ArrayList<>();
            aside.run(new LookupDelivery(all));
        }
        lookups.add(lookup);
    }

    /** Delivers the connections of all legs held, in the order of their times. */
    public synchronized void deliver() {
        aside.await();
        HeldLegs all = held;
        held = new HeldLegs();
        settled = 0;
        deliverLookups();
        if (all.size() < HANDED_OVER || !isThread) {
            deliver(all, toSink, Runnable::run);
            return;
        }
        HandOver way = new HandOver(sink, beside);
        try {
            deliver(all, way::accept, beside);
        } finally {
            way.finish();
        }
    }

    private void deliverLookups() {
        List<NameLookup> all = lookups;
        lookups = new ArrayList<>();
        deliver(all);
    }

    private void deliver(List<NameLookup> all) {
        for (NameLookup lookup : all) {
            sink.accept(lookup);
        }
    }

    /** Waits until nothing is delivered any more but on demand. */
    public synchronized void await() {
        aside.await();
    }

    /**
     * Delivers, of a run that does not end, the connections of which no leg came since this was called before; for
     * captures of one host, as clocks are not measured on them. To be called at intervals within which all legs of a
     * connection come, and not while {@link #deliver} runs. Legs may be added meanwhile.
     */
    public void deliverSettled() {
        List<Leg> all;
        Set<Leg> recent = Collections.newSetFromMap(new IdentityHashMap<>());
        synchronized (this) {
            aside.await();
            all = held.legs();
            recent.addAll(all.subList(settled, all.size()));
            held = new HeldLegs();
            settled = 0;
        }
        List<List<MergedLeg>> complete = new ArrayList<>();
        List<Leg> rest = new ArrayList<>();
        NamesOfDelivery known = new NamesOfDelivery(names, serverNames);
        Delivery delivery = new Delivery(known, new Owners(inventory.get()));
        for (List<MergedLeg> chain : delivery.chains(all, new ClockSkews())) {
            List<Leg> legs =
                    chain.stream().flatMap(merged -> merged.legs().stream()).toList();
            if (legs.stream().anyMatch(recent::contains)) {
                rest.addAll(legs);
            } else {
                complete.add(chain);
            }
        }
        List<PacketConnection> connections = delivery.connections(complete);
        synchronized (this) {
            settled = rest.size();
            HeldLegs since = held;
            held = new HeldLegs();
            rest.forEach(held::add);
            for (int row = 0; row < since.size(); row++) {
                held.add(since, row);
            }
            deliverLookups();
            connections.forEach(sink::accept);
        }
    }

    /** The legs that were not delivered yet. */
    public synchronized List<Leg> held() {
        return List.copyOf(held.legs());
    }

    /** The questions and answers of DNS that were not delivered yet. */
    public synchronized List<NameLookup> lookups() {
        return List.copyOf(lookups);
    }

    /** Legs that had to make room: joined among themselves, but not with legs that came later. */
    public synchronized long unjoined() {
        return unjoined;
    }

    /** How far the clocks of the captures' nodes are apart, as connections delivered so far tell; sorted. */
    public synchronized List<ClockSkew> skews() {
        return skews.list();
    }

    private void makeRoom() {
        int[] rows = TimeOrder.byLast(held, new LegOrder(names));
        int count = Math.max(1, rows.length / 4);
        HeldLegs oldest = held.take(rows, count);
        settled = 0;
        unjoined += count;
        aside.run(new LegDelivery(oldest));
    }

    // Classes with names, as lambdas would be linked while packets wait.

    private final class LookupDelivery implements Runnable {
        private final List<NameLookup> all;

        LookupDelivery(List<NameLookup> all) {
            this.all = all;
        }

        @Override
        public void run() {
            deliver(all);
        }
    }

    private final class LegDelivery implements Runnable {
        private final HeldLegs legs;

        LegDelivery(HeldLegs legs) {
            this.legs = legs;
        }

        @Override
        public void run() {
            // Packets come meanwhile, and leave no thread idle.
            deliver(legs, toSink, Runnable::run);
        }
    }

    private void deliver(HeldLegs legs, Consumer<PacketConnection> to, Executor executor) {
        if (legs.size() > 0) {
            NamesOfDelivery known = new NamesOfDelivery(names, serverNames);
            new Delivery(known, new Owners(inventory.get())).deliver(legs, skews, to, executor);
        }
    }
}
