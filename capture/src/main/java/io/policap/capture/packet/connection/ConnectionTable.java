package io.policap.capture.packet.connection;

import static java.util.Objects.requireNonNull;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.SkipReason;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The connections of one capture: takes decoded packets, hands out a {@link Leg} for each connection that ended, was
 * idle too long, or had to make room.
 *
 * <p>Time is that of the packets. What is handed out, and in which order, depends on the packets alone. Every packet is
 * in one leg's {@link Leg#packets} or was skipped. Packets of known connections allocate nothing. For one thread.
 */
public final class ConnectionTable {
    /** How often idle connections are looked for, in nanoseconds of capture time; none is continued meanwhile. */
    private static final long SWEEP = 500_000_000L;

    private final ConnectionStore store;
    private final LegSink out;
    private final int capture;
    private final long limit;
    private final IdleTimeouts timeouts;
    private final SettledPackets settled;
    private final ConnectionKey key;
    private final PlainKeys plainKeys;
    /** The plain packet that is being counted, for those who ask headers. */
    private final PacketHeader plain = new PacketHeader();

    private final AddressCache addresses = new AddressCache();
    private final ContentSink contents;
    private final Carried carried = new Carried(addresses);
    private final CaptureClock clock = new CaptureClock();
    private boolean handshakesOnly;

    /** The time of the packet that is being counted, as it is used. */
    private long observed;

    private long swept = Long.MIN_VALUE;
    private long datagramsEvicted = Long.MIN_VALUE;
    private long packets;
    private long copies;
    private long legs;
    private long evicted;

    /** A table of connections at whose content nobody looks. */
    public ConnectionTable(TableLimits limits, LegSink out, int capture) {
        this(limits, out, capture, ContentSink.NONE);
    }

    /** A table of the connections of the capture with this number. */
    public ConnectionTable(TableLimits limits, LegSink out, int capture, ContentSink contents) {
        // Hostile packets cannot aim at one chain of a table whose seed they do not know; the seed shows in no result.
        this(limits, out, capture, contents, new SplittableRandom().nextLong());
    }

    ConnectionTable(TableLimits limits, LegSink out, int capture, long seed) {
        this(limits, out, capture, ContentSink.NONE, seed);
    }

    private ConnectionTable(TableLimits limits, LegSink out, int capture, ContentSink contents, long seed) {
        this.contents = requireNonNull(contents, "contents");
        this.out = requireNonNull(out, "out");
        this.capture = capture;
        this.limit = Math.min(limits.connections(), ConnectionStore.MOST);
        this.handshakesOnly = limits.handshakesOnly();
        timeouts = new IdleTimeouts(limits);
        store = new ConnectionStore((int) limit);
        settled = new SettledPackets(store, out, timeouts.shortest());
        key = new ConnectionKey(seed);
        plainKeys = new PlainKeys(key, store);
    }

    /**
     * Takes a packet with its transport header, or an ICMP message.
     *
     * @param data the buffer in which the header's payload lies, in network byte order
     * @param time nanoseconds since 1970
     * @param record the number of its record in the capture, from 1
     */
    public void add(PacketHeader header, ByteBuffer data, long time, long record) {
        PayloadHash.fill(header, data);
        add(header, time, record);
    }

    /** The same for a header that {@link PayloadHash#fill} has completed. */
    public void add(PacketHeader header, long time, long record) {
        addHeader(header, time, record);
    }

    /** Gives the connection of a packet that was not seen before, else -1. */
    private int addHeader(PacketHeader header, long time, long record) {
        packets++;
        long now = observe(time);
        int request = 0;
        int protocol = header.protocol;
        if (protocol == PacketHeader.ICMP || protocol == PacketHeader.ICMPV6) {
            if (IcmpTypes.isError(protocol, header.icmpType)) {
                addError(header, now);
                return -1;
            }
            if (IcmpTypes.isControl(protocol, header.icmpType)) {
                out.skip(SkipReason.ICMP_CONTROL, 1);
                return -1;
            }
            request = IcmpTypes.request(protocol, header.icmpType);
        }
        key.set(header, request);
        return count(header, now, record);
    }

    /** Counts a packet whose key is set; gives its connection, with all bits changed where it is a copy. */
    private int count(PacketHeader header, long now, long record) {
        int side = key.side;
        long signature = Copies.signature(header, now);
        int entry = current(now);
        if (entry >= 0) {
            int at = entry * Entry.WORDS;
            long[] words = store.words;
            if (Copies.has(words, at, side, signature)) {
                copies++;
                count(entry, Entry.state(words, at), now);
                return ~entry;
            }
            if (PortReuse.isBegun(words, at, side, header, now)) {
                handOut(entry);
                entry = -1;
            }
        }
        if (entry < 0) {
            entry = create(now, record);
        }
        int at = entry * Entry.WORDS;
        Copies.add(store.words, at, side, signature);
        count(entry, progress(header, at, side, now), now);
        return entry;
    }

    /** Does the part of {@link #add(PacketBatch)} that needs no connection; any thread may do so beforehand, once. */
    public void prepare(PacketBatch batch) {
        plainKeys.order(batch);
    }

    /** Takes the packets of a batch, and changes it; the batch keeps what they carry. */
    public void add(PacketBatch batch) {
        handshakesOnly |= batch.handshakesOnly;
        int size = batch.size();
        for (int from = 0; from < size; from += PlainKeys.TOGETHER) {
            int to = Math.min(size, from + PlainKeys.TOGETHER);
            plainKeys.prepare(batch, from, to);
            for (int i = from; i < to; i++) {
                add(batch, i, plainKeys.guess(i - from));
            }
        }
    }

    private void add(PacketBatch batch, int number, int guess) {
        long[] packed = batch.words;
        int at = number * PacketBatch.WORDS;
        long kind = packed[at + PacketBatch.KIND];
        long time = packed[at + PacketBatch.TIME];
        long place = packed[at + PacketBatch.CARRIED];
        if (PlainKeys.isPlain(kind)) {
            packets++;
            long now = observe(time);
            if (place == 0 && guess >= 0 && !handshakesOnly && settled.isSettled(packed, at, guess, now)) {
                settled.count(packed, at, guess, now);
                return;
            }
            plainKeys.set(packed, at);
            PlainKeys.unfold(packed, at, plain);
            int entry = count(plain, now, packed[at + PacketBatch.RECORD]);
            store.words[(entry < 0 ? ~entry : entry) * Entry.WORDS + Entry.SENT] += PlainKeys.told(kind);
            if (place != 0 && entry >= 0) {
                carry(plain, entry, batch.bytes(), place);
            }
        } else if ((int) kind == PacketBatch.HEADER) {
            PacketHeader header = batch.header(number);
            int entry = addHeader(header, time, packed[at + PacketBatch.RECORD]);
            if (place != 0 && entry >= 0) {
                carry(header, entry, batch.bytes(), place);
            }
        } else {
            addFragment(batch.header(number), time);
        }
    }

    /** Shows the payload of a packet that was just counted to an entry. */
    private void carry(PacketHeader header, int entry, byte[] bytes, long place) {
        carried.set(header, key, store.words, entry);
        carried.put(bytes, place, header.payload, observed);
        contents.payload(carried);
    }

    private Leg leg(int entry, boolean ends) {
        int at = entry * Entry.WORDS;
        boolean silent = TcpProgress.isClientSilent(Entry.state(store.words, at));
        Content content = ends ? contents.end(entry, silent) : contents.content(entry, silent);
        return LegMaking.leg(store.words, at, capture, handshakesOnly, addresses, content);
    }

    /**
     * Takes a later fragment whose header has the ports of the first one. It counts as a packet of the connection, but
     * neither as a datagram of its own nor as a sign of anything.
     */
    public void addFragment(PacketHeader header, long time) {
        packets++;
        long now = observe(time);
        key.set(header, 0);
        int entry = current(now);
        if (entry < 0) {
            out.skip(SkipReason.ORPHAN_FRAGMENT, 1);
        } else {
            count(entry, Entry.state(store.words, entry * Entry.WORDS), now);
        }
    }

    /** Hands out what was idle too long at this time; for live captures in which no packet comes. */
    public void expire(long time) {
        observe(time);
        sweep();
    }

    /** Hands out all connections, the least recently used first; among those of one second in a fixed order. */
    public void finish() {
        for (int entry = store.oldest(); entry != Recency.NONE; entry = store.next()) {
            pass(entry);
        }
        store.clear();
    }

    /** Shows each connection as it is now, and goes on with all of them as if nobody had looked. */
    public void show(Consumer<Leg> to) {
        for (int list = 0; list < Recency.LISTS; list++) {
            for (int entry = store.oldest(list); entry != Recency.NONE; entry = store.newer(entry)) {
                to.accept(leg(entry, false));
            }
        }
    }

    /** Packets taken. */
    public long packets() {
        return packets;
    }

    /** Packets that were captured before, on another interface. */
    public long copies() {
        return copies + settled.copies();
    }

    /** Legs handed out. */
    public long legs() {
        return legs;
    }

    /** Legs handed out before their time to make room. */
    public long evicted() {
        return evicted;
    }

    /** Connections held at present. */
    public int connections() {
        return store.size();
    }

    private long observe(long time) {
        observed = clock.observe(time);
        long since = clock.now() - swept;
        if (since >= SWEEP || since < 0) {
            sweep();
        }
        return observed;
    }

    private void sweep() {
        swept = clock.now();
        for (int list = 0; list < Recency.LISTS; list++) {
            for (int entry = store.oldest(list);
                    entry != Recency.NONE && isIdle(entry, swept);
                    entry = store.oldest(list)) {
                handOut(entry);
            }
        }
    }

    private boolean isIdle(int entry, long now) {
        return timeouts.isIdle(store.words, entry * Entry.WORDS, now);
    }

    /** The key's entry, or -1; one that was idle too long is handed out first. */
    private int current(long now) {
        int entry = store.find(key);
        if (entry >= 0 && isIdle(entry, now)) {
            handOut(entry);
            return -1;
        }
        return entry;
    }

    private int create(long now, long record) {
        if (store.size() == limit) {
            sweep();
        }
        if (store.size() == limit) {
            evict(store.oldest(), now);
        }
        int list = key.isDatagram() ? Recency.DATAGRAM : Recency.CLOSED;
        return store.add(key, list, now, record);
    }

    private void evict(int entry, long now) {
        evicted++;
        if (Entry.waits(Entry.state(store.words, entry * Entry.WORDS)) == Recency.DATAGRAM) {
            datagramsEvicted = now;
        }
        handOut(entry);
    }

    private void handOut(int entry) {
        pass(entry);
        store.remove(entry);
    }

    private void pass(int entry) {
        settled.tell(entry);
        legs++;
        out.leg(leg(entry, true));
    }

    private int progress(PacketHeader header, int at, int side, long now) {
        long[] words = store.words;
        int state = Entry.state(words, at);
        return switch (header.protocol) {
            case PacketHeader.TCP -> TcpProgress.add(words, at, state, side, header, now);
            case PacketHeader.SCTP -> SctpProgress.add(words, at, state, side, header, now);
            case PacketHeader.UDP -> DatagramProgress.addUdp(words, at, state, side, header, now, isStartKnown(now));
            default -> DatagramProgress.addIcmp(words, at, state, side, header, now);
        };
    }

    private boolean isStartKnown(long now) {
        return now - Math.max(clock.since(), datagramsEvicted) >= DatagramProgress.UNREPLIED;
    }

    /** Counts a packet for an entry, with the state it has now. */
    private void count(int entry, int state, long now) {
        long[] words = store.words;
        int at = entry * Entry.WORDS;
        words[at + Entry.PACKETS]++;
        long last = words[at + Entry.LAST];
        if (now > last) {
            words[at + Entry.LAST] = now;
        }
        int from = Entry.waits(state);
        int to = from == Recency.DATAGRAM ? from : Outcome.waits(state, handshakesOnly);
        Entry.state(words, at, Entry.waiting(state, to));
        if (from != to || (now ^ last) >>> SettledPackets.RECENCY_SHIFT != 0) {
            store.touch(entry, from, to);
        }
    }

    private void addError(PacketHeader header, long now) {
        int entry = -1;
        if (header.quotes) {
            key.setQuoted(header, IcmpTypes.echo(header.quotedProtocol));
            entry = current(now);
        }
        if (entry < 0) {
            out.skip(SkipReason.ICMP_CONTROL, 1);
            return;
        }
        int state = Entry.state(store.words, entry * Entry.WORDS);
        if (IcmpTypes.isUnreachable(header.protocol, header.icmpType, header.icmpCode)
                && Outcome.awaitsAnswer(state, key.side)) {
            state |= Entry.UNREACHABLE;
        }
        count(entry, state, now);
    }
}
