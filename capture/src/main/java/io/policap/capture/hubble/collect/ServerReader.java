package io.policap.capture.hubble.collect;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.policap.capture.hubble.access.FlowQuery;
import io.policap.capture.hubble.access.HubbleChannel;
import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.hubble.access.HubblePreflight;
import io.policap.capture.hubble.access.HubbleTarget;
import io.policap.capture.hubble.access.HubbleTls;
import io.policap.capture.hubble.access.ServerFacts;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads one server on a thread of its own, and connects again whenever that ends.
 *
 * <p>Messages come as tasks to a queue that this thread runs, so that whatever the sink does holds up this stream only,
 * never gRPC's own threads.
 */
final class ServerReader implements Runnable {
    private static final Runnable WAKE = () -> {};
    private static final long LONGEST_FAREWELL_SECONDS = 5;
    private static final long NAP_NANOS = 500_000;

    private final NamedServer server;
    private final HubbleTls tls;
    private final FlowQuery query;
    private final CollectorOptions options;
    private final Clock clock;
    private final DeliveryGate gate;
    private final RunState run;
    private final NodeTracks tracks;
    private final ServerTally tally;
    private final EventIntake intake;
    private final Backoff backoff;
    private final Outages outages;
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private volatile @Nullable ManagedChannel channel;
    private boolean mask = true;
    private boolean connectedBefore;
    private boolean askAgain;

    ServerReader(
            NamedServer server,
            HubbleTls tls,
            FlowQuery query,
            CollectorOptions options,
            Clock clock,
            DeliveryGate gate,
            RunState run,
            EventSink sink) {
        this.server = server;
        this.tls = tls;
        this.query = query;
        this.options = options;
        this.clock = clock;
        this.gate = gate;
        this.run = run;
        this.tracks = new NodeTracks(options.overlap().toNanos(), options.fingerprints());
        this.tally = new ServerTally(server.name(), clock);
        this.intake = new EventIntake(server.name(), tracks, tally, sink, clock, this::recheck);
        this.backoff = new Backoff(options.firstRetry(), options.longestRetry());
        this.outages = new Outages(server.name());
    }

    NamedServer server() {
        return server;
    }

    NodeTracks tracks() {
        return tracks;
    }

    ServerTally tally() {
        return tally;
    }

    EventIntake intake() {
        return intake;
    }

    Outages outages() {
        return outages;
    }

    @Override
    public void run() {
        try {
            while (!run.isStopping()) {
                try {
                    read();
                } catch (HubbleFailure failure) {
                    if (run.isStopping()) {
                        break;
                    }
                    failed(failure);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error broken) {
            run.end(broken);
        } finally {
            gate.leave();
        }
    }

    private void failed(HubbleFailure failure) throws InterruptedException {
        if (!failure.isRetriable()) {
            run.end(failure);
            return;
        }
        gate.hold(() -> {
            tally.is(ServerCounts.State.RETRYING);
            outages.failed(clock.instant(), failure);
            tracks.broken();
            tally.awaited(tracks.awaited());
        });
        run.failed(this, failure);
        run.pause(backoff.next());
    }

    /** Connects and reads for as long as it goes well; returns to be called again at once. */
    private void read() throws HubbleFailure, InterruptedException {
        HubbleTarget target = target();
        ManagedChannel opened = HubbleChannel.open(target, target.isTls() ? tls : HubbleTls.DEFAULT);
        channel = opened;
        try {
            if (!run.isStopping()) {
                read(opened, target);
            }
        } finally {
            gate.leave();
            opened.shutdownNow();
        }
    }

    private HubbleTarget target() throws HubbleFailure {
        try {
            return server.targets().target();
        } catch (IOException nowhere) {
            throw HubbleFailure.unreachable(server.name(), nowhere);
        }
    }

    private void read(ManagedChannel opened, HubbleTarget target) throws HubbleFailure, InterruptedException {
        Instant asked = clock.instant();
        ServerFacts facts = HubblePreflight.ask(opened, target, options.answer());
        Instant answered = clock.instant();
        run.answered(this);
        gate.enter();
        tracks.connected(facts, EpochNanos.of(asked), EpochNanos.of(answered));
        OptionalLong from = tracks.askFrom();
        Optional<Instant> since = Optional.of(from.isPresent() ? EpochNanos.instant(from.getAsLong()) : Instant.EPOCH);
        GetFlowsRequest request = query.request(since, mask);
        intake.stream(request.getWhitelistCount() + request.getBlacklistCount() > 0);
        tally.is(ServerCounts.State.CONNECTED);
        tally.awaited(tracks.awaited());
        if (connectedBefore) {
            tally.reconnect();
        }
        connectedBefore = true;
        outages.over(answered);
        gate.leave();
        askAgain = false;
        FlowCall call = FlowCall.start(opened, request, tasks::add, options.buffered(), this::take);
        try {
            follow(call, opened, target);
        } finally {
            farewell(call);
        }
        Status end = call.end();
        boolean wanted = askAgain || run.isStopping();
        if (!wanted && end != null) {
            ended(end, Duration.between(answered, clock.instant()), target);
        } else if (askAgain) {
            gate.hold(tracks::interrupted);
        }
    }

    private void follow(FlowCall call, ManagedChannel opened, HubbleTarget target)
            throws HubbleFailure, InterruptedException {
        while (call.end() == null && !run.isStopping() && !askAgain) {
            Runnable task = tasks.poll();
            if (task == null) {
                gate.leave();
                // To be woken for each message costs more than to read it: let some come together.
                LockSupport.parkNanos(NAP_NANOS);
                task = tasks.poll(options.silence().toMillis(), MILLISECONDS);
            }
            if (task == null) {
                HubblePreflight.ping(opened, target, options.answer());
                askAboutSilence(opened, target);
            } else {
                task.run();
            }
        }
    }

    private void askAboutSilence(ManagedChannel opened, HubbleTarget target) {
        gate.enter();
        boolean worthIt = tracks.hasSilent();
        gate.leave();
        if (!worthIt) {
            return;
        }
        try {
            ServerFacts facts = HubblePreflight.ask(opened, target, options.answer());
            long answered = EpochNanos.of(clock.instant());
            gate.enter();
            tracks.silent(facts, answered);
            tally.awaited(tracks.awaited());
            gate.leave();
        } catch (HubbleFailure unknown) {
            // The server is there; what it does not tell is not proven.
            return;
        }
    }

    /**
     * Asks the server about its nodes while flows are coming; over a connection of its own, as those that wait to be taken
     * may fill the other one.
     */
    private Optional<ServerFacts> recheck() {
        gate.leave();
        ManagedChannel other = null;
        try {
            HubbleTarget target = target();
            other = HubbleChannel.open(target, target.isTls() ? tls : HubbleTls.DEFAULT);
            return Optional.of(HubblePreflight.ask(other, target, options.answer()));
        } catch (HubbleFailure unknown) {
            return Optional.empty();
        } finally {
            if (other != null) {
                other.shutdownNow();
            }
            gate.enter();
        }
    }

    /** Runs the tasks of a call that is over to its last, so that messages still on their way are given back. */
    private void farewell(FlowCall call) throws InterruptedException {
        gate.leave();
        call.cancel();
        while (call.end() == null) {
            Runnable task = tasks.poll(LONGEST_FAREWELL_SECONDS, SECONDS);
            if (task == null) {
                break;
            }
            task.run();
        }
        tasks.clear();
    }

    private void ended(Status end, Duration lasted, HubbleTarget target) throws HubbleFailure {
        StatusRuntimeException failed = end.isOk()
                ? Status.UNAVAILABLE
                        .withDescription("the server ended the stream")
                        .asRuntimeException()
                : end.asRuntimeException();
        if (mask && FlowQuery.rejectsMask(failed)) {
            mask = false;
            return;
        }
        if (lasted.compareTo(options.longestRetry()) > 0) {
            backoff.reset();
        }
        throw HubblePreflight.explain(target, failed);
    }

    private void take(RawMessage message) {
        if (run.isStopping() || askAgain) {
            return;
        }
        try {
            gate.enter();
            intake.take(message);
            String error = intake.nodeError();
            if (mask && !error.isEmpty() && FlowQuery.rejectsMask(error)) {
                mask = false;
                askAgain = true;
            }
            gate.delivered();
        } catch (RuntimeException | Error broken) {
            run.end(broken);
        }
    }

    /** Makes the thread look whether the run is over; from any thread. */
    void wake() {
        tasks.add(WAKE);
        ManagedChannel opened = channel;
        if (opened != null) {
            opened.shutdownNow();
        }
    }
}
