package io.policap.cli.hubble;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.hubble.collect.CollectorCounts;
import io.policap.capture.hubble.collect.HubbleCollector;
import io.policap.capture.hubble.collect.NamedServer;
import io.policap.capture.hubble.collect.ResumePoint;
import io.policap.capture.hubble.write.RotatingFlowLog;
import io.policap.capture.kubernetes.live.ClusterFailure;
import io.policap.capture.output.Rotation;
import io.policap.cli.console.Console;
import io.policap.cli.console.IssueText;
import io.policap.cli.live.Checkpoints;
import io.policap.cli.live.EndOfRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Records what Hubble servers send, as the exporter writes it, until the run is ended. */
public final class HubbleRecording {
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final HubbleSources asked;
    private final Path file;
    private final Rotation rotation;
    private final Console console;

    public HubbleRecording(HubbleSources asked, Path file, Rotation rotation, Console console) {
        this.asked = asked;
        this.file = file;
        this.rotation = rotation;
        this.console = console;
    }

    /**
     * Records to the end of the run.
     *
     * @return whether nothing ended it before its time, and nothing was lost on the way from the servers
     * @throws ClusterFailure when the cluster or its relay cannot be reached
     * @throws HubbleFailure when no server could be read at all
     */
    public boolean run() throws HubbleFailure, ClusterFailure {
        asked.warn(console);
        if (asked.cluster().isEmpty()) {
            return record(asked.targets().stream().map(NamedServer::of).toList());
        }
        try (ClusterSession cluster = ClusterSession.relayOnly(asked.cluster().get())) {
            return record(cluster.relay().stream().toList());
        }
    }

    private boolean record(List<NamedServer> servers) throws HubbleFailure {
        HubbleCollector collector = HubbleCollector.open(
                servers, asked.tls(), asked.query(), ResumePoint.EMPTY, Clock.systemUTC());
        long began = System.nanoTime();
        Optional<HubbleFailure> failure = Optional.empty();
        // Taken before the first file exists, so that no signal leaves half a one behind.
        try (EndOfRun end = EndOfRun.watch(asked.span(), collector::stop);
                RotatingFlowLog log = new RotatingFlowLog(file, rotation, Instant.now())) {
            console.say("recording " + names(servers) + " into " + file);
            try (Checkpoints rounds = Checkpoints.every(
                    ROUND,
                    () -> {
                        collector.hold(() -> log.tick(Instant.now()));
                        console.progress(counts(collector.counts()));
                    },
                    failed -> collector.stop())) {
                collector.run((record, bytes, offset, length, place) -> log.event(bytes, offset, length));
            } catch (HubbleFailure e) {
                if (collector.counts().events() == 0) {
                    log.abandon();
                    throw e;
                }
                failure = Optional.of(e);
            }
            log.close();
            console.clearProgress();
            collector.issues().list().forEach(issue -> console.say(IssueText.line(issue)));
            console.say(String.format(
                    Locale.ROOT,
                    "%s in %.1f s; %s: %s, %d bytes%s",
                    counts(collector.counts()),
                    (System.nanoTime() - began) / 1e9,
                    file,
                    log.files() == 1 ? "1 file" : log.files() + " files",
                    log.bytes(),
                    end.reason()
                            .filter(reason -> reason.startsWith("SIG"))
                            .map(reason -> "; ended by " + reason)
                            .orElse("")));
        }
        failure.ifPresent(early -> console.error("policap: the run ended early: " + Console.message(early)));
        return failure.isEmpty() && collector.counts().gaps() == 0;
    }

    private static String counts(CollectorCounts counts) {
        return String.format(
                Locale.ROOT,
                "%,d flows recorded, %,d lost, %d gaps",
                counts.flows(),
                counts.lost(),
                counts.gaps());
    }

    private static String names(List<NamedServer> servers) {
        return String.join(", ", servers.stream().map(NamedServer::name).toList());
    }
}
