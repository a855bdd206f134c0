package io.policap.capture.packet.content;

import io.policap.capture.packet.connection.Carried;
import io.policap.capture.packet.connection.ContentSink;
import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.payload.tls.ClientHelloReader;
import io.policap.capture.packet.payload.tls.HelloReading;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.NameLookup;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of one capture carry, beside their table: the names that clients give to servers, DNS, and where
 * they are wanted the requests of HTTP.
 *
 * <p>What is kept of connections that are not over is bounded in number and in bytes; the least recently used is settled
 * with what is known of it, which is counted. For one thread.
 */
public final class ContentTable implements ContentSink {
    /** Connections in the middle of something at a time. */
    static final int MOST_OPEN = 1 << 14;

    /** Bytes that these may take, about. */
    public static final long MOST_BYTES = 8L << 20;

    /** The same where requests are wanted. */
    public static final long MOST_BYTES_L7 = 64L << 20;

    private static final Content SILENT = new Content(AppProtocol.NOT_SEEN, "", false, List.of(), true);

    private final boolean l7;
    private final int mostOpen;
    private final long mostBytes;
    private final NameLookups lookups;
    private final RequestPool pool = new RequestPool();
    private final OpenConversations open = new OpenConversations();
    private @Nullable Conversation[] conversations = new Conversation[0];
    private long evicted;

    /**
     * A table of no connection.
     *
     * @param l7 whether protocols and requests are wanted
     * @param lookups gets the questions and answers of DNS
     */
    public ContentTable(boolean l7, Consumer<NameLookup> lookups) {
        this(l7, lookups, MOST_OPEN, l7 ? MOST_BYTES_L7 : MOST_BYTES);
    }

    ContentTable(boolean l7, Consumer<NameLookup> lookups, int mostOpen, long mostBytes) {
        this.l7 = l7;
        this.lookups = new NameLookups(lookups);
        this.mostOpen = mostOpen;
        this.mostBytes = mostBytes;
    }

    @Override
    public void payload(Carried carried) {
        int number = carried.connection;
        Conversation conversation = number < conversations.length ? conversations[number] : null;
        if (conversation == null) {
            if (carried.protocol == PacketHeader.UDP && isDns(carried)) {
                lookups.datagram(carried);
                return;
            }
            conversation = begin(carried);
            if (conversation == null) {
                return;
            }
            put(number, conversation);
        }
        if (!conversation.isOver()) {
            conversation.take(carried);
            keep(number, conversation);
        }
    }

    private @Nullable Conversation begin(Carried carried) {
        int number = carried.connection;
        if (carried.protocol == PacketHeader.UDP) {
            return new QuicConversation(number, l7);
        }
        if (isDns(carried)) {
            return new DnsConversation(number, lookups, l7);
        }
        if (l7 && carried.startKnown) {
            return new HttpConversation(number, pool);
        }
        if ((!carried.fromClient && carried.directed) || carried.offset != 0 || carried.captured == 0) {
            return null;
        }
        HelloReading reading = ClientHelloReader.read(carried.bytes, carried.from, carried.captured);
        return switch (reading.state()) {
            case NEED_MORE -> new HelloConversation(number, reading, l7);
            case DONE -> new Settled(number, TlsContent.of(reading, l7));
            case NOT_TLS -> new Settled(number, named(HttpNames.host(carried)));
        };
    }

    private static Content named(String host) {
        return host.isEmpty() ? Content.NONE : new Content(AppProtocol.NOT_SEEN, host, false, List.of(), false);
    }

    private static boolean isDns(Carried carried) {
        return carried.protocol == PacketHeader.UDP
                ? PayloadChoice.isDns(carried.sourcePort) || PayloadChoice.isDns(carried.destinationPort)
                : PayloadChoice.isDnsOverTcp(carried.sourcePort, carried.destinationPort);
    }

    private void put(int number, Conversation conversation) {
        if (number >= conversations.length) {
            conversations = Arrays.copyOf(conversations, Math.max(1024, 2 * number));
        }
        conversations[number] = conversation;
    }

    private void keep(int number, Conversation conversation) {
        if (conversation.isOver()) {
            settle(number, conversation);
        } else {
            open.use(conversation);
        }
        while (open.count() > mostOpen || open.bytes() > mostBytes) {
            Conversation oldest = open.oldest();
            if (oldest == null) {
                return;
            }
            evicted++;
            evict(oldest);
        }
    }

    private void settle(int number, Conversation conversation) {
        open.remove(conversation);
        Settled settled = new Settled(number, conversation.end());
        conversations[number] = settled;
        if (!settled.content().requests().isEmpty()) {
            open.use(settled);
        }
    }

    /** Keeps of a connection what takes no memory to speak of. */
    private void evict(Conversation conversation) {
        open.remove(conversation);
        Content known = conversation.end();
        Content least = new Content(known.protocol(), known.serverName(), known.outerName(), List.of(), false);
        conversations[conversation.connection] = new Settled(conversation.connection, least);
    }

    @Override
    public Content content(int connection, boolean silentClient) {
        Conversation conversation = connection < conversations.length ? conversations[connection] : null;
        return conversation == null ? nothing(silentClient) : something(conversation.content(), silentClient);
    }

    @Override
    public Content end(int connection, boolean silentClient) {
        Conversation conversation = connection < conversations.length ? conversations[connection] : null;
        if (conversation == null) {
            return nothing(silentClient);
        }
        open.remove(conversation);
        conversations[connection] = null;
        return something(conversation.end(), silentClient);
    }

    private Content something(Content content, boolean silentClient) {
        return content.equals(Content.NONE) ? nothing(silentClient) : content;
    }

    private Content nothing(boolean silentClient) {
        return l7 && silentClient ? SILENT : Content.NONE;
    }

    /** About how many bytes are kept of connections that are not over. */
    public long held() {
        return open.bytes();
    }

    /** Connections that had to make room before all of their content was seen. */
    public long evicted() {
        return evicted;
    }
}
