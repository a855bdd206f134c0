package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.Exchange;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Legs that wait to be joined, each a row of numbers in pages: hundreds of thousands of objects would be copied by every
 * collection of garbage. Not safe for several threads.
 */
final class HeldLegs {
    private static final int PAGE_BITS = 10;
    private static final int PAGE_ROWS = 1 << PAGE_BITS;

    /** The words of a row. */
    private static final int FIRST = 0;

    private static final int LAST = 1;
    private static final int REQUEST_TIME = 2;
    private static final int ANSWER_TIME = 3;
    private static final int RECORD = 4;
    private static final int FINGERPRINT = 5;
    private static final int PACKETS = 6;
    private static final int CLIENT_PACKETS = 7;
    private static final int SERVER_PACKETS = 8;
    /** Each end: the number of its address, its port and its protocol. */
    private static final int CLIENT = 9;

    private static final int SERVER = 10;
    /** The capture's number, the type of the ICMP request, the exchange, and whether it is directed. */
    private static final int META = 11;

    private static final int WORDS = 12;

    private static final int PORT_BITS = 24;
    private static final int PROTOCOL_BITS = 3;
    private static final int EXCHANGE_BITS = 4;

    private static final Protocol[] PROTOCOLS = Protocol.values();
    private static final Exchange[] EXCHANGES = Exchange.values();

    /** A leg has two addresses; from so many for each leg on, most belong to legs that were taken out. */
    private static final int STALE = 3;

    private AddressNumbers addresses = new AddressNumbers();
    private long[][] pages = new long[4][];
    /** Of each page the contents, nothing where no leg of it has one. */
    private @Nullable Content[][] contents = new Content[4][];

    private int size;
    private long requests;

    int size() {
        return size;
    }

    /** HTTP requests of all legs. */
    long requests() {
        return requests;
    }

    void add(Leg leg) {
        long[] page = page();
        int at = at(size);
        page[at + FIRST] = leg.first();
        page[at + LAST] = leg.last();
        page[at + REQUEST_TIME] = leg.requestTime();
        page[at + ANSWER_TIME] = leg.answerTime();
        page[at + RECORD] = leg.record();
        page[at + FINGERPRINT] = leg.fingerprint();
        page[at + PACKETS] = leg.packets();
        page[at + CLIENT_PACKETS] = leg.clientPackets();
        page[at + SERVER_PACKETS] = leg.serverPackets();
        page[at + CLIENT] = end(leg.client(), leg.clientPort(), leg.protocol());
        page[at + SERVER] = end(leg.server(), leg.serverPort(), leg.protocol());
        page[at + META] = (long) leg.capture() << 32
                | (long) leg.icmpType() << EXCHANGE_BITS + 1
                | (long) leg.exchange().ordinal() << 1
                | (leg.directed() ? 1 : 0);
        add(leg.content());
    }

    /** Adds a leg of others. */
    void add(HeldLegs others, int row) {
        long[] page = page();
        int at = at(size);
        System.arraycopy(others.pages[row >>> PAGE_BITS], at(row), page, at, WORDS);
        Protocol protocol = others.protocol(row);
        page[at + CLIENT] = end(others.client(row), others.clientPort(row), protocol);
        page[at + SERVER] = end(others.server(row), others.serverPort(row), protocol);
        add(others.content(row));
    }

    private void add(Content content) {
        put(size, content);
        requests += content.requests().size();
        size++;
    }

    private void put(int row, Content content) {
        if (content != Content.NONE) {
            contents(row >>> PAGE_BITS)[row & PAGE_ROWS - 1] = content;
        } else if (contents[row >>> PAGE_BITS] != null) {
            contents(row >>> PAGE_BITS)[row & PAGE_ROWS - 1] = null;
        }
    }

    /**
     * Takes legs out, in this order. Those that stay keep their pages, and no order: pages made anew each time would live
     * for so long that only a collection of all garbage gives them back. Addresses that nobody has any more are forgotten when
     * they are too many.
     *
     * @param chosen their rows, the first {@code count} of it, each once
     */
    HeldLegs take(int[] chosen, int count) {
        HeldLegs taken = new HeldLegs();
        BitSet gone = new BitSet(size);
        for (int i = 0; i < count; i++) {
            taken.add(this, chosen[i]);
            gone.set(chosen[i]);
        }
        int kept = size - count;
        int from = kept;
        for (int hole = gone.nextSetBit(0); hole >= 0 && hole < kept; hole = gone.nextSetBit(hole + 1)) {
            from = gone.nextClearBit(from);
            System.arraycopy(pages[from >>> PAGE_BITS], at(from), pages[hole >>> PAGE_BITS], at(hole), WORDS);
            put(hole, content(from));
            from++;
        }
        for (int row = kept; row < size; row++) {
            put(row, Content.NONE);
        }
        size = kept;
        requests -= taken.requests;
        if (addresses.size() > STALE * Math.max(PAGE_ROWS, size)) {
            numberAddressesAnew();
        }
        return taken;
    }

    private void numberAddressesAnew() {
        AddressNumbers before = addresses;
        addresses = new AddressNumbers();
        for (int row = 0; row < size; row++) {
            long[] page = pages[row >>> PAGE_BITS];
            for (int at = at(row) + CLIENT; at <= at(row) + SERVER; at++) {
                page[at] = end(before.address(addressNumber(page[at])), port(page[at]), protocol(page[at]));
            }
        }
    }

    private long[] page() {
        int number = size >>> PAGE_BITS;
        if (number == pages.length) {
            pages = Arrays.copyOf(pages, number * 2);
            contents = Arrays.copyOf(contents, number * 2);
        }
        if (pages[number] == null) {
            pages[number] = new long[WORDS * PAGE_ROWS];
        }
        return pages[number];
    }

    private @Nullable Content[] contents(int number) {
        @Nullable Content[] page = contents[number];
        if (page == null) {
            page = new Content[PAGE_ROWS];
            contents[number] = page;
        }
        return page;
    }

    private long end(Ip address, int port, Protocol protocol) {
        return ((long) addresses.of(address) << PORT_BITS | port) << PROTOCOL_BITS | protocol.ordinal();
    }

    private static int at(int row) {
        return (row & PAGE_ROWS - 1) * WORDS;
    }

    private long word(int row, int word) {
        return pages[row >>> PAGE_BITS][at(row) + word];
    }

    long first(int row) {
        return word(row, FIRST);
    }

    long last(int row) {
        return word(row, LAST);
    }

    long requestTime(int row) {
        return word(row, REQUEST_TIME);
    }

    long answerTime(int row) {
        return word(row, ANSWER_TIME);
    }

    long record(int row) {
        return word(row, RECORD);
    }

    long fingerprint(int row) {
        return word(row, FINGERPRINT);
    }

    long packets(int row) {
        return word(row, PACKETS);
    }

    long clientPackets(int row) {
        return word(row, CLIENT_PACKETS);
    }

    long serverPackets(int row) {
        return word(row, SERVER_PACKETS);
    }

    /** The client's end as a number: equal where address, port and protocol are. */
    long clientEnd(int row) {
        return word(row, CLIENT);
    }

    /** The server's end as a number. */
    long serverEnd(int row) {
        return word(row, SERVER);
    }

    Ip client(int row) {
        return address(clientEnd(row));
    }

    int clientPort(int row) {
        return port(clientEnd(row));
    }

    Ip server(int row) {
        return address(serverEnd(row));
    }

    int serverPort(int row) {
        return port(serverEnd(row));
    }

    Protocol protocol(int row) {
        return protocol(clientEnd(row));
    }

    /** The address of an end. */
    Ip address(long end) {
        return addresses.address(addressNumber(end));
    }

    static int addressNumber(long end) {
        return (int) (end >>> PORT_BITS + PROTOCOL_BITS);
    }

    static int port(long end) {
        return (int) (end >>> PROTOCOL_BITS) & (1 << PORT_BITS) - 1;
    }

    static Protocol protocol(long end) {
        return PROTOCOLS[(int) end & (1 << PROTOCOL_BITS) - 1];
    }

    int capture(int row) {
        return (int) (word(row, META) >>> 32);
    }

    int icmpType(int row) {
        return (int) word(row, META) >>> EXCHANGE_BITS + 1;
    }

    Exchange exchange(int row) {
        return EXCHANGES[(int) (word(row, META) >>> 1) & (1 << EXCHANGE_BITS) - 1];
    }

    boolean directed(int row) {
        return (word(row, META) & 1) != 0;
    }

    Content content(int row) {
        @Nullable Content[] page = contents[row >>> PAGE_BITS];
        Content content = page == null ? null : page[row & PAGE_ROWS - 1];
        return content == null ? Content.NONE : content;
    }

    /** The leg of a row. */
    Leg leg(int row) {
        return new Leg(
                capture(row),
                record(row),
                client(row),
                clientPort(row),
                server(row),
                serverPort(row),
                protocol(row),
                icmpType(row),
                directed(row),
                exchange(row),
                first(row),
                last(row),
                requestTime(row),
                answerTime(row),
                clientPackets(row),
                serverPackets(row),
                packets(row),
                fingerprint(row),
                content(row));
    }

    /** All legs, those that came since {@link #take} in the order in which they came. */
    List<Leg> legs() {
        List<Leg> legs = new ArrayList<>(size);
        for (int row = 0; row < size; row++) {
            legs.add(leg(row));
        }
        return legs;
    }
}
