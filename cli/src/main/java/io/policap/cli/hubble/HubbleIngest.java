package io.policap.cli.hubble;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.hubble.collect.HubbleCollector;
import io.policap.capture.hubble.collect.NamedServer;
import io.policap.capture.hubble.collect.ResumePoint;
import io.policap.capture.kubernetes.live.ClusterFailure;
import io.policap.cli.console.Console;
import io.policap.cli.source.Ingest;
import io.policap.cli.source.Ingested;
import io.policap.cli.source.Sources;
import io.policap.infer.baseline.Baseline;
import io.policap.infer.baseline.BaselineLimits;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.LearnOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the files of a run, and then its Hubble servers until the run is ended. */
public final class HubbleIngest {
    private final Sources files;
    private final HubbleSources asked;
    private final Optional<SavedBaseline> saved;
    private final LearnOptions options;
    private final InputStream standardInput;
    private final Console console;

    /**
     * An ingest that has not begun.
     *
     * @param files the other sources of the run, and its objects
     * @param baseline the file that has what was seen so far meanwhile, and that an earlier run may have left; empty for
     *     none
     * @param options how it is inferred from meanwhile, to see whether learning settles
     */
    public HubbleIngest(
            Sources files,
            HubbleSources asked,
            Optional<Path> baseline,
            LearnOptions options,
            InputStream standardInput,
            Console console) {
        this.files = files;
        this.asked = asked;
        this.saved = baseline.map(SavedBaseline::new);
        this.options = options;
        this.standardInput = standardInput;
        this.console = console;
    }

    /**
     * Reads to the end of the run.
     *
     * @return everything; has a {@link IssueCode#SERVER_FAILED} issue where a server ended the run
     * @throws HubbleFailure when no server could be read at all
     * @throws ClusterFailure when the cluster cannot be read
     * @throws UnusableResumeFile when an earlier run left something from which nobody can go on
     * @throws IOException when what was seen cannot be written
     */
    public Ingested run() throws HubbleFailure, ClusterFailure, UnusableResumeFile, IOException {
        Optional<SavedBaseline.Before> before = before();
        asked.warn(console);
        Ingested read = new Ingest(files, standardInput, console).run();
        if (asked.cluster().isEmpty()) {
            return listen(read, before, servers(), read::inventory, List.of());
        }
        try (ClusterSession cluster = ClusterSession.open(
                asked.cluster().get(), files.cluster(), asked.targets().isEmpty())) {
            return listen(read, before, cluster);
        }
    }

    private Ingested listen(Ingested read, Optional<SavedBaseline.Before> before, ClusterSession cluster)
            throws HubbleFailure, IOException {
        List<NamedServer> servers = new ArrayList<>(servers());
        cluster.relay().ifPresent(servers::add);
        try {
            Ingested seen = listen(read, before, servers, cluster::inventory, List.of("kube:" + cluster.name()));
            seen.issues().addAll(cluster.issues());
            return new Ingested(
                    cluster.latest(),
                    seen.baseline(),
                    seen.issues(),
                    seen.files(),
                    seen.captures(),
                    seen.skews(),
                    seen.decisions());
        } catch (HubbleFailure e) {
            cluster.problem().ifPresent(problem -> console.error("policap: " + problem));
            throw e;
        }
    }

    private List<NamedServer> servers() {
        return asked.targets().stream().map(NamedServer::of).toList();
    }

    private Ingested listen(
            Ingested read,
            Optional<SavedBaseline.Before> before,
            List<NamedServer> servers,
            Supplier<Inventory> inventory,
            List<String> objects)
            throws HubbleFailure, IOException {
        Issues issues = new Issues();
        issues.addAll(read.issues());
        LiveBaseline baseline =
                new LiveBaseline(this::emptyBaseline, inventory.get(), merged(read, before, issues), issues);
        HubbleCollector collector = HubbleCollector.open(
                servers,
                asked.tls(),
                asked.query(),
                before.map(SavedBaseline.Before::point).orElse(ResumePoint.EMPTY),
                Clock.systemUTC());
        console.say("listening to " + String.join(", ", names(servers)) + "; "
                + (asked.span().isPresent() || asked.stable().isPresent() ? "" : "until Ctrl-C or SIGTERM, ")
                + "then everything is written");
        HubbleRun run = new HubbleRun(asked, collector, baseline, inventory, saved, options, console);
        run.toEnd(issues)
                .ifPresent(failure -> issues.add(
                        IssueCode.SERVER_FAILED, "live", "the run ended early: " + Console.message(failure)));
        List<String> names = new ArrayList<>(read.files());
        names.addAll(objects);
        if (collector.counts().events() > 0 || before.isPresent()) {
            names.addAll(names(servers));
        }
        return new Ingested(
                baseline.inventory(),
                baseline.snapshot(),
                issues,
                names,
                read.captures(),
                read.skews(),
                read.decisions());
    }

    private Optional<SavedBaseline.Before> before() throws IOException, UnusableResumeFile {
        if (saved.isEmpty()) {
            return Optional.empty();
        }
        Optional<SavedBaseline.Before> before = saved.get().before();
        Path file = saved.get().file();
        before.ifPresentOrElse(
                found -> console.say("going on from " + file + ", read up to "
                        + found.point().lastEvent().map(Instant::toString).orElse("nothing")),
                () -> {
                    if (saved.get().exists()) {
                        console.say(file + " is there already, of a run that was not live, and will be replaced; to go"
                                + " on from it, name it as a source, too");
                    }
                });
        return before;
    }

    private BaselineSnapshot merged(Ingested read, Optional<SavedBaseline.Before> before, Issues issues) {
        if (before.isEmpty()) {
            return read.baseline();
        }
        before.get().baseline().issues().forEach(issues::add);
        if (read.hasTraffic()) {
            console.say("flows of files among the sources were read when the run began, too: they count twice");
        }
        Baseline all = emptyBaseline(read.inventory());
        all.merge(read.baseline());
        all.merge(before.get().baseline().snapshot());
        return all.snapshot();
    }

    private Baseline emptyBaseline(Inventory inventory) {
        return new Baseline(
                files.cluster(),
                new ConnectionResolver(inventory, files.cluster()),
                BaselineLimits.DEFAULT,
                files.captures().l7());
    }

    private static List<String> names(List<NamedServer> servers) {
        return servers.stream().map(NamedServer::name).toList();
    }
}
