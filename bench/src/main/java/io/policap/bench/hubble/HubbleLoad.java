package io.policap.bench.hubble;

import io.policap.bench.generator.FlowSample;
import io.policap.capture.hubble.server.FieldMasks;
import io.policap.capture.hubble.server.FlowPool;
import io.policap.capture.hubble.server.GeneratedRing;
import io.policap.capture.hubble.server.HubbleServer;
import io.policap.capture.hubble.server.HubbleServerBuilder;
import java.nio.file.Path;
import java.util.List;

/**
 * A Hubble server that sends generated flows at full speed to whoever asks, so that a client can be measured in another
 * process: what that process uses is then the client's alone.
 *
 * <p>{@code HubbleLoad [--flows N] [--port N] [--unix PATH] [--pool N] [--seed N] [--pods N] [--edges N]}
 *
 * <p>Every reader gets the same N flows (1,000,000 if not told) from the first on, whatever it asks of time and number;
 * they are {@code --pool} different ones (20,000) with new UUIDs and times, encoded beforehand. A reader that follows is
 * kept; the others' streams end. Prints where it listens, then a line whenever a second brought flows, until it is killed.
 */
public final class HubbleLoad {
    private static final List<String> OPTIONS =
            List.of("--flows", "--port", "--unix", "--pool", "--seed", "--pods", "--edges");
    private static final int PER_SECOND = 20_000;

    private HubbleLoad() {}

    public static void main(String[] words) throws InterruptedException {
        Words options;
        try {
            options = new Words(words, OPTIONS);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\nusage: HubbleLoad [OPTION VALUE]... with " + OPTIONS);
            System.exit(2);
            return;
        }
        long flows = options.number("--flows", 1_000_000);
        HubbleServerBuilder builder = HubbleServer.builder()
                .node("node-0", ring(options, flows))
                .everyStreamFromTheOldest()
                .everythingAtOnce()
                .port((int) options.number("--port", 0))
                // To mask each flow anew would cost the server more than all else.
                .fieldMasks(FieldMasks.IGNORED);
        String unix = options.text("--unix", "");
        if (!unix.isEmpty()) {
            builder.unixSocket(Path.of(unix));
        }
        try (HubbleServer server = builder.start()) {
            System.out.printf("%s: %,d flows for every reader%n", server.target(), flows);
            report(server);
        }
    }

    private static GeneratedRing ring(Words options, long flows) {
        FlowSample sample = new FlowSample(
                (int) options.number("--pool", 20_000),
                options.number("--seed", 1),
                (int) options.number("--pods", 500),
                (int) options.number("--edges", 3_000));
        // As fresh as a live cluster's when the last one is sent.
        long start = System.currentTimeMillis() / 1_000 - flows / PER_SECOND - 1;
        FlowPool pool = new FlowPool(sample.flows(), options.number("--seed", 1), start, PER_SECOND);
        GeneratedRing ring = new GeneratedRing(pool, flows);
        ring.advance(flows);
        return ring;
    }

    private static void report(HubbleServer server) throws InterruptedException {
        long responses = 0;
        long bytes = 0;
        while (true) {
            Thread.sleep(1_000);
            long nowResponses = server.sentResponses();
            long nowBytes = server.sentBytes();
            if (nowResponses > responses) {
                System.out.printf(
                        "%,d flows/s, %,d MB/s, %d bytes each; %,d in all, %d readers%n",
                        nowResponses - responses,
                        (nowBytes - bytes) / 1_000_000,
                        (nowBytes - bytes) / (nowResponses - responses),
                        nowResponses,
                        server.readers());
                responses = nowResponses;
                bytes = nowBytes;
            }
        }
    }
}
