package io.policap.bench.hubble;

import io.policap.bench.generator.FlowSample;
import io.policap.capture.hubble.server.HubbleServer;
import io.policap.capture.hubble.server.HubbleServerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Lets the flows pass and the bad things happen. */
final class SoakRun {
    private static final int SAMPLE = 20_000;
    private static final int PODS = 150;
    private static final int EDGES = 400;
    private static final long TICK_MILLIS = 5;
    private static final long QUIET_MILLIS = 10_000;

    private final SoakOptions options;
    private final List<SoakNode> nodes = new ArrayList<>();
    private final Map<SoakEvent.Kind, Integer> happened = new EnumMap<>(SoakEvent.Kind.class);
    private final PriorityQueue<Ending> endings = new PriorityQueue<>(Comparator.comparingLong(Ending::atFlow));
    private final long startSeconds;
    private final int perSecond;
    private int clientDeaths;
    private int exitStatus;
    private int unhappened;
    private int requestsAtKill;

    private record Ending(long atFlow, Runnable what) {}

    SoakRun(SoakOptions options) {
        this.options = options;
        FlowSample sample = new FlowSample(SAMPLE, options.seed(), PODS, EDGES);
        List<String> names = sample.nodes();
        startSeconds = System.currentTimeMillis() / 1_000;
        perSecond = (int) Math.max(1, options.rate() / names.size());
        for (String name : names) {
            // Times of the cluster are those of the clock, as long as the machine keeps up with the rate.
            nodes.add(
                    new SoakNode(name, sample, options.seed() + nodes.size(), startSeconds, perSecond, options.ring()));
        }
    }

    List<SoakNode> nodes() {
        return nodes;
    }

    Map<SoakEvent.Kind, Integer> happened() {
        return happened;
    }

    int clientDeaths() {
        return clientDeaths;
    }

    /** Events that were still to come when the last flow had passed. */
    int unhappened() {
        return unhappened;
    }

    int exitStatus() {
        return exitStatus;
    }

    void run() throws IOException, InterruptedException {
        HubbleServerBuilder builder = HubbleServer.builder().relay().cuttable();
        nodes.forEach(node -> builder.node(node.name(), node.ring()));
        Files.createDirectories(options.output());
        try (HubbleServer server = builder.start()) {
            // Something to begin with: a first contact without any flow is another test's business.
            advance(server, options.flows() / 1_000);
            List<String> command = options.command(server.target());
            System.err.println(String.join(" ", command));
            SoakClient client = new SoakClient(command, options.output().resolve("soak-client.log"));
            try {
                awaitReader(server, client);
                pass(server, client);
                awaitQuiet(server, client);
                exitStatus = client.finish();
                clientDeaths = client.deaths();
            } finally {
                client.abandon();
            }
        }
    }

    private void pass(HubbleServer server, SoakClient client) throws IOException, InterruptedException {
        Deque<SoakEvent> plan = new ArrayDeque<>(SoakEvent.plan(options, nodes.size()));
        long reported = 0;
        while (flows() < options.flows()) {
            Thread.sleep(TICK_MILLIS);
            // What happened while the client was starting comes at once: a flow's time is that of the clock.
            double seconds = System.currentTimeMillis() / 1e3 - startSeconds;
            long due = (long) (seconds * perSecond * nodes.size());
            advance(server, Math.min(due, options.flows()) - flows());
            for (Ending over = endings.peek(); over != null && over.atFlow <= flows(); over = endings.peek()) {
                endings.remove();
                over.what.run();
            }
            // While something lasts nothing else happens, so that each leaves its own trace.
            // What a client saw that is killed before it has saved anything is lost, and nobody can know that.
            boolean isPossible = Files.exists(options.baseline());
            if (isPossible
                    && endings.isEmpty()
                    && !plan.isEmpty()
                    && plan.peek().atFlow() <= flows()) {
                happen(plan.remove(), server, client);
            }
            if (flows() - reported >= options.flows() / 20) {
                reported = flows();
                System.err.printf(
                        "%,d flows, %d events to come, %d readers%n", reported, plan.size(), server.readers());
            }
        }
        endings.forEach(over -> over.what.run());
        unhappened = plan.size();
    }

    private void happen(SoakEvent event, HubbleServer server, SoakClient client)
            throws IOException, InterruptedException {
        happened.merge(event.kind(), 1, Integer::sum);
        String node = nodes.get(event.node()).name();
        long over = flows() + event.lasts();
        switch (event.kind()) {
            case KILL -> {
                client.kill();
                requestsAtKill = server.requests().size();
            }
            case CUT_IN_MESSAGE -> server.cut();
            case CUT -> server.cutNow();
            case OUTAGE -> {
                server.stop();
                endings.add(new Ending(over, server::start));
            }
            case NODE_AWAY -> {
                server.unavailable(node, "connection refused");
                endings.add(new Ending(over, () -> server.available(node)));
            }
            case NODE_RESTART -> {
                server.restartNode(node, (int) options.ring());
                endings.add(new Ending(over, () -> server.available(node)));
            }
            case NODE_RESTART_SMALLER -> {
                server.restartNode(node, options.smallRing());
                endings.add(new Ending(over, () -> server.available(node)));
            }
        }
    }

    private long flows() {
        long flows = 0;
        for (SoakNode node : nodes) {
            flows += node.ring().end();
        }
        return flows;
    }

    private void advance(HubbleServer server, long flows) {
        long each = Math.max(0, flows) / nodes.size();
        if (each > 0 || flows > 0) {
            nodes.forEach(node -> node.ring().advance(Math.max(1, each)));
            server.wake();
        }
    }

    private static void awaitReader(HubbleServer server, SoakClient client) throws InterruptedException, IOException {
        for (int i = 0; server.readers() == 0; i++) {
            if (i == 1_200) {
                throw new IOException("the client asked for no flows within two minutes; see its log");
            }
            client.keepAlive();
            Thread.sleep(100);
        }
    }

    /** Until the client has asked, been given everything, and saved nothing new for a while. */
    private void awaitQuiet(HubbleServer server, SoakClient client) throws InterruptedException, IOException {
        FileTime saved = FileTime.fromMillis(0);
        while (true) {
            client.keepAlive();
            Thread.sleep(QUIET_MILLIS);
            FileTime now = Files.exists(options.baseline()) ? Files.getLastModifiedTime(options.baseline()) : saved;
            if (server.requests().size() > requestsAtKill && server.isDrained() && now.equals(saved)) {
                return;
            }
            saved = now;
        }
    }
}
