package io.policap.capture.hubble.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a {@link HubbleServer} is to be, before it listens. */
public final class HubbleServerBuilder {
    /** The capacity of an agent's ring when nothing else is configured. */
    public static final int DEFAULT_CAPACITY = 4_095;

    private final List<HubbleNode> nodes = new ArrayList<>();
    private int capacity = DEFAULT_CAPACITY;
    private int port;
    private boolean isRelay;
    private boolean holdsBackNewest = true;
    private boolean startsAtOldest;
    private boolean tellsTimesOfLoss = true;
    private boolean isCuttable;
    private String version = "cilium v1.19.0 (test)";
    private FieldMasks masks = FieldMasks.HONOURED;
    private Transport transport = new Transport.Plain();

    HubbleServerBuilder() {}

    /** TCP with TLS; the certificate is the server's. */
    public HubbleServerBuilder tls(TestCertificates certificates) {
        transport = new Transport.Tls(certificates, false);
        return this;
    }

    /** TCP with TLS, where clients must show a certificate of the same authority. */
    public HubbleServerBuilder mutualTls(TestCertificates certificates) {
        transport = new Transport.Tls(certificates, true);
        return this;
    }

    /** A Unix domain socket, by epoll. The path must be shorter than 108 bytes. */
    public HubbleServerBuilder unixSocket(Path path) {
        transport = new Transport.Unix(path);
        return this;
    }

    /** The port to listen on; 0 for any free one. */
    public HubbleServerBuilder port(int number) {
        port = number;
        return this;
    }

    /** Answers as a relay: GetNodes, node status events, several nodes. */
    public HubbleServerBuilder relay() {
        isRelay = true;
        return this;
    }

    /** The capacity of the rings of nodes named after this call, and of those that a published flow names first. */
    public HubbleServerBuilder capacity(int events) {
        capacity = events;
        return this;
    }

    /** A node that is there before it has published anything. */
    public HubbleServerBuilder node(String name) {
        return node(name, new ArrayFlowRing(capacity));
    }

    /** A node whose flows come from elsewhere. */
    public HubbleServerBuilder node(String name, FlowRing ring) {
        nodes.add(new HubbleNode(name, ring));
        return this;
    }

    /** Gives out the newest event at once; an agent keeps it until the next one comes. */
    public HubbleServerBuilder everythingAtOnce() {
        holdsBackNewest = false;
        return this;
    }

    /** Begins every stream with the oldest event, whatever the request says of time and number. For load. */
    public HubbleServerBuilder everyStreamFromTheOldest() {
        startsAtOldest = true;
        return this;
    }

    /** Says of lost events only how many, as agents before 1.19 do. */
    public HubbleServerBuilder withoutTimesOfLoss() {
        tellsTimesOfLoss = false;
        return this;
    }

    /** Puts a relay of bytes in front that can cut connections. */
    public HubbleServerBuilder cuttable() {
        isCuttable = true;
        return this;
    }

    /** The version it says it has. */
    public HubbleServerBuilder version(String said) {
        version = said;
        return this;
    }

    /** What it does with field masks at first. */
    public HubbleServerBuilder fieldMasks(FieldMasks said) {
        masks = said;
        return this;
    }

    /** Listens. */
    public HubbleServer start() {
        return new HubbleServer(this);
    }

    ServerOptions options() {
        return new ServerOptions(isRelay, holdsBackNewest, startsAtOldest, tellsTimesOfLoss, version);
    }

    Listening listening() {
        return new Listening(transport, port, isCuttable);
    }

    int defaultCapacity() {
        return capacity;
    }

    FieldMasks fieldMasks() {
        return masks;
    }

    List<HubbleNode> nodes() {
        return nodes;
    }
}
