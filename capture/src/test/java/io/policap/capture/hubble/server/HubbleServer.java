package io.policap.capture.hubble.server;

import com.google.protobuf.Timestamp;
import io.grpc.Server;
import io.grpc.Status;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.LostEvent;
import io.policap.capture.hubble.proto.flow.LostEventSource;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.relay.NodeState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A Hubble agent or relay on a real socket, with rings that are filled by {@link #publish} and faults on command. Made by
 * {@link #builder()}; listens as soon as it is made. Safe for any number of threads.
 */
public final class HubbleServer implements AutoCloseable {
    /** Kept, as the JDK forgets a level whose logger nobody holds. */
    private static final Logger TRANSPORT_LOG =
            Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty.NettyServerHandler");

    static {
        // Readers that go away in the middle are what this server is for.
        TRANSPORT_LOG.setLevel(Level.SEVERE);
    }

    private final ServerOptions options;
    private final Listening listening;
    private final int defaultCapacity;
    private final List<HubbleNode> nodes = new CopyOnWriteArrayList<>();
    private final List<FlowStream> streams = new CopyOnWriteArrayList<>();
    private final List<GetFlowsRequest> requests = new CopyOnWriteArrayList<>();
    private final Refusals refusals = new Refusals();
    private final ExecutorService executor = Executors.newCachedThreadPool(HubbleServer::thread);
    private final AtomicLong sentResponses = new AtomicLong();
    private final AtomicLong sentBytes = new AtomicLong();
    private volatile FieldMasks fieldMasks;
    private volatile boolean isStalled;
    private volatile long started = System.nanoTime();
    private @Nullable Server server;

    HubbleServer(HubbleServerBuilder builder) {
        options = builder.options();
        listening = builder.listening();
        defaultCapacity = builder.defaultCapacity();
        fieldMasks = builder.fieldMasks();
        nodes.addAll(builder.nodes());
        listen();
    }

    /** A server as an agent has it: plain TCP on a free port of 127.0.0.1, newest event held back. */
    public static HubbleServerBuilder builder() {
        return new HubbleServerBuilder();
    }

    // ---- where it is

    /** The TCP port. */
    public int port() {
        return listening.port();
    }

    /** "127.0.0.1:PORT", or the path of the socket. */
    public String address() {
        return listening.address();
    }

    /** The server as the command line names it: "hubble://", "hubble+tls://" or "hubble+unix://" and the address. */
    public String target() {
        return listening.scheme() + listening.address();
    }

    // ---- what it says

    /** Writes a flow into the ring of the node it names, or of the first node when it names none. */
    public void publish(Flow flow) {
        write(flow.getNodeName(), PublishedEvent.of(flow));
    }

    /** Writes flows in that order. */
    public void publish(Iterable<Flow> flows) {
        for (Flow flow : flows) {
            HubbleNode node = node(flow.getNodeName());
            node.write(PublishedEvent.of(flow));
        }
        wake();
    }

    /** Writes any response into the ring of the node it names; filters, masks and time ranges do not touch it. */
    public void publish(GetFlowsResponse response) {
        write(response.getNodeName(), PublishedEvent.of(response));
    }

    /** Writes into the node's ring that events were lost before they came there. */
    public void lose(String node, LostEventSource source, long count, Timestamp time) {
        publish(Responses.lost(node, source, count, time));
    }

    /** Writes into the node's ring that events were lost, with whatever the message says of it. */
    public void lose(String node, LostEvent lost, Timestamp time) {
        publish(Responses.lost(node, lost, time));
    }

    /** Sends a response to everyone who reads now, past the rings. */
    public void announce(GetFlowsResponse response) {
        streams.forEach(stream -> stream.announce(response.toByteArray()));
        wake();
    }

    /** As a relay: the node cannot be reached from now on, and readers hear of it. */
    public void unavailable(String node, String message) {
        HubbleNode gone = node(node);
        synchronized (streams) {
            gone.available(false);
            announce(nodeStatus(NodeState.NODE_UNAVAILABLE, List.of(node), message));
        }
    }

    /** As a relay: the node is reached again; it is asked anew for what each reader asked for. */
    public void available(String node) {
        HubbleNode back = node(node);
        synchronized (streams) {
            announce(nodeStatus(NodeState.NODE_CONNECTED, List.of(node), ""));
            back.available(true);
        }
        wake();
    }

    /**
     * As a relay: the node's agent is started again, with an empty ring of that capacity. Readers hear that it is gone;
     * {@link #available} tells them that it is back.
     */
    public void restartNode(String node, int capacity) {
        unavailable(node, "connection refused");
        node(node).ring().clear(capacity);
        node(node).restarted();
    }

    GetFlowsResponse nodeStatus(NodeState state, List<String> names, String message) {
        Instant now = Instant.now();
        Timestamp time = Timestamp.newBuilder()
                .setSeconds(now.getEpochSecond())
                .setNanos(now.getNano())
                .build();
        return Responses.nodeStatus("relay", state, names, message, time);
    }

    /** Lets readers see what a generated ring has got meanwhile. */
    public void wake() {
        streams.forEach(FlowStream::wake);
    }

    // ---- faults

    /** Sends nothing more, without a word, until {@link #resume}. Connections stay open. */
    public void stall() {
        isStalled = true;
    }

    /** Ends {@link #stall}. */
    public void resume() {
        isStalled = false;
        wake();
    }

    /** Which calls are answered with an error. */
    public Refusals refusals() {
        return refusals;
    }

    /** Ends every stream that is open now with that status. */
    public void breakStreams(Status status) {
        streams.forEach(stream -> stream.end(status));
    }

    /** Changes what it does with field masks. */
    public void fieldMasks(FieldMasks masks) {
        fieldMasks = masks;
    }

    /**
     * Cuts every connection in the middle of a message; new ones are accepted. Needs {@link HubbleServerBuilder#cuttable}.
     * Where nothing is being sent the cut waits for the next message.
     */
    public void cut() {
        listening.cutter().cut();
    }

    /** Cuts every connection at once, wherever it stands. Needs {@link HubbleServerBuilder#cuttable}. */
    public void cutNow() {
        listening.cutter().cutNow();
    }

    /** Goes away: every connection is closed and the port refuses new ones, until {@link #start}. Rings are kept. */
    public synchronized void stop() {
        Server running = server;
        if (running == null) {
            return;
        }
        server = null;
        listening.close();
        running.shutdownNow();
        try {
            if (!running.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        streams.clear();
    }

    /** Comes back on the same port with the rings it had, as an agent does after a short network outage. */
    public synchronized void start() {
        if (server == null) {
            listen();
        }
    }

    /** Stops and starts on the same port as a new process: uptime and counts from zero, every ring empty. */
    public void restart() {
        restart(defaultCapacity);
    }

    /** As {@link #restart()}, with rings of another capacity. */
    public synchronized void restart(int capacity) {
        stop();
        nodes.forEach(node -> node.ring().clear(capacity));
        nodes.forEach(HubbleNode::restarted);
        started = System.nanoTime();
        listen();
    }

    /** As {@link #restart()}, but what is in the rings stays there. */
    public synchronized void restartKeepingRings() {
        stop();
        nodes.forEach(HubbleNode::restarted);
        started = System.nanoTime();
        listen();
    }

    // ---- what it saw

    /** The GetFlows requests so far, oldest first. */
    public List<GetFlowsRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many GetFlows calls are open. */
    public int readers() {
        return streams.size();
    }

    /** Whether there are readers, and each was given everything that there is. */
    public boolean isDrained() {
        return !streams.isEmpty() && streams.stream().allMatch(FlowStream::isCaughtUp);
    }

    /** How many responses went to any reader. */
    public long sentResponses() {
        return sentResponses.get();
    }

    /** How many bytes of messages went to any reader, without framing. */
    public long sentBytes() {
        return sentBytes.get();
    }

    @Override
    public void close() {
        stop();
        listening.release();
        executor.shutdownNow();
    }

    // ---- for the streams

    ServerOptions options() {
        return options;
    }

    FieldMasks fieldMasks() {
        return fieldMasks;
    }

    List<HubbleNode> nodes() {
        return nodes;
    }

    boolean isStalled() {
        return isStalled;
    }

    Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Runs the task on a thread that sends; not any more once the server is closed. */
    void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            if (!executor.isShutdown()) {
                throw e;
            }
        }
    }

    void record(GetFlowsRequest request) {
        requests.add(request);
    }

    /** Begins a stream while no node goes or comes, so that its reader hears of each that does. */
    void open(Supplier<FlowStream> begun) {
        FlowStream stream;
        synchronized (streams) {
            stream = begun.get();
            streams.add(stream);
        }
        stream.wake();
    }

    void remove(FlowStream stream) {
        streams.remove(stream);
    }

    void countSent(int bytes) {
        sentResponses.incrementAndGet();
        sentBytes.addAndGet(bytes);
    }

    private void write(String node, PublishedEvent event) {
        node(node).write(event);
        wake();
    }

    private synchronized HubbleNode node(String name) {
        if (name.isEmpty() && !nodes.isEmpty()) {
            return nodes.get(0);
        }
        for (HubbleNode node : nodes) {
            if (node.name().equals(name)) {
                return node;
            }
        }
        HubbleNode added = new HubbleNode(name, new ArrayFlowRing(defaultCapacity));
        nodes.add(added);
        return added;
    }

    private synchronized void listen() {
        try {
            server = listening.start(new ObserverService(this).definition(), refusals);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + listening.address(), e);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "hubble-server");
        thread.setDaemon(true);
        return thread;
    }
}
