package io.policap.cli.source;

import io.policap.capture.baseline.BaselineReader;
import io.policap.capture.baseline.BaselineReading;
import io.policap.capture.baseline.UnreadableBaseline;
import io.policap.capture.hubble.skim.HubbleLogReader;
import io.policap.capture.kubernetes.InventoryReader;
import io.policap.capture.live.LiveFailure;
import io.policap.capture.live.NicSource;
import io.policap.capture.recording.ContentKind;
import io.policap.capture.recording.RecognizedFile;
import io.policap.capture.recording.Recording;
import io.policap.cli.console.Console;
import io.policap.infer.baseline.Baseline;
import io.policap.infer.baseline.BaselineLimits;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads a recording: the captures and the inventory side by side, then the flows and baselines, files in parallel, and the
 * parts of a large flow log. Network
 * interfaces are listened on meanwhile, and then until the run is ended.
 */
public final class Ingest {
    private final Sources sources;
    private final InputStream standardInput;
    private final Console console;
    private final Issues issues = new Issues();
    private final List<String> files = new ArrayList<>();

    public Ingest(Sources sources, InputStream standardInput, Console console) {
        this.sources = sources;
        this.standardInput = standardInput;
        this.console = console;
    }

    /** Reads files; network interfaces of the sources are left out. */
    public Ingested run() {
        return run(new CompletableFuture<>(), Optional.empty());
    }

    /**
     * Reads files, and listens on the network interfaces of the sources until the run is ended.
     *
     * @param target where what was seen so far is written while it lasts
     * @throws LiveFailure when one of them cannot be listened on; then nothing was read
     */
    public Ingested run(BaselineTarget target) throws LiveFailure {
        if (sources.live().isEmpty()) {
            return run();
        }
        LiveSources asked = sources.live().get();
        CompletableFuture<Inventory> promised = new CompletableFuture<>();
        try (NicSource nic = asked.open()) {
            LiveIngest live = new LiveIngest(sources, asked, nic, target, console, promised, this::emptyBaseline);
            return run(promised, Optional.of(live));
        }
    }

    private Ingested run(CompletableFuture<Inventory> promised, Optional<LiveIngest> live) {
        try {
            return read(promised, live);
        } finally {
            // Who listens may wait for the inventory.
            promised.completeExceptionally(new IllegalStateException("no inventory"));
            if (live.isPresent()) {
                live.get().close();
            }
        }
    }

    private Ingested read(CompletableFuture<Inventory> promised, Optional<LiveIngest> live) {
        Recording recording = Recording.open(sources.paths(), standardInput, issues);
        CaptureIngest captures = new CaptureIngest(sources, console, promised, this::emptyBaseline);
        List<Callable<Part>> early = captures.tasks(recording);
        List<RecognizedFile> flows = recording.files(ContentKind.HUBBLE_FLOWS);
        List<RecognizedFile> baselines = recording.files(ContentKind.BASELINE);
        // Threads are made when there is something to do for them; a large log has work for all.
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, sources.threads()));
        try {
            List<Future<Part>> parts = new ArrayList<>();
            for (Callable<Part> task : early) {
                parts.add(pool.submit(task));
            }
            Recording objects = Recording.open(sources.inventories(), standardInput, issues);
            Inventory inventory = inventory(recording, objects, promised);
            for (RecognizedFile file : flows) {
                parts.add(pool.submit(() -> flows(file, inventory, pool)));
            }
            for (RecognizedFile file : baselines) {
                parts.add(pool.submit(() -> baseline(file)));
            }
            // One for all: to merge that of the captures into another would take as long as to fill it.
            Baseline baseline = captures.baseline();
            for (Future<Part> part : parts) {
                take(part.get(), baseline);
            }
            take(captures.finish(recording, inventory), baseline);
            if (live.isPresent()) {
                take(live.get().toEnd(inventory, baseline.snapshot()), baseline);
            }
            files.sort(null);
            return new Ingested(
                    inventory,
                    baseline.snapshot(half -> CompletableFuture.runAsync(half, pool)::join),
                    issues,
                    files,
                    captures.taken(),
                    captures.skews(),
                    recording.files(ContentKind.DECISIONS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reader failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** In the order of the tasks, whatever thread ran them. */
    private void take(Part part, Baseline baseline) {
        part.snapshots().forEach(baseline::merge);
        issues.addAll(part.issues());
        files.addAll(part.files());
    }

    private Inventory inventory(Recording recording, Recording objects, CompletableFuture<Inventory> promised) {
        try {
            Inventory inventory = inventory(recording, objects);
            promised.complete(inventory);
            return inventory;
        } finally {
            // Readers of captures may wait for it, also where it cannot be made.
            promised.completeExceptionally(new IllegalStateException("no inventory"));
        }
    }

    /** From all files of the sources that hold objects, and from those given for it, of which nothing else is read. */
    private Inventory inventory(Recording recording, Recording objects) {
        InventoryBuilder builder = new InventoryBuilder();
        InventoryReader reader = new InventoryReader(builder, issues, sources.cluster());
        List<RecognizedFile> holders = new ArrayList<>(recording.files(ContentKind.KUBERNETES_OBJECTS));
        Set<String> known = new HashSet<>();
        holders.forEach(file -> known.add(file.name()));
        for (RecognizedFile file : objects.files(ContentKind.KUBERNETES_OBJECTS)) {
            if (known.add(file.name())) {
                holders.add(file);
            }
        }
        holders.sort((left, right) -> left.name().compareTo(right.name()));
        for (RecognizedFile file : holders) {
            console.progress("reading " + file.name());
            try (InputStream in = file.open(issues)) {
                reader.read(file.name(), in);
                files.add(file.name());
            } catch (IOException e) {
                unreadable(issues, file, e);
            }
        }
        return builder.build();
    }

    private Part flows(RecognizedFile file, Inventory inventory, ExecutorService pool) {
        Issues own = new Issues();
        console.progress("reading " + file.name());
        HubbleLogReader<Baseline> reader = new HubbleLogReader<>(file.name(), () -> emptyBaseline(inventory), own);
        List<String> wasRead = List.of(file.name());
        try {
            if (file.plainPath().isPresent()) {
                Path plain = file.plainPath().get();
                reader.read(plain, Files.size(plain), file::open, pool, sources.threads());
            } else {
                reader.read(file::open, sources.threads() > 1);
            }
        } catch (IOException e) {
            unreadable(own, file, e);
            wasRead = List.of();
        }
        return new Part(reader.sinks().stream().map(Baseline::snapshot).toList(), own, wasRead);
    }

    private static Part baseline(RecognizedFile file) {
        Issues own = new Issues();
        try (InputStream in = file.open(own)) {
            BaselineReading reading = BaselineReader.read(file.name(), in);
            reading.issues().forEach(own::add);
            return new Part(List.of(reading.snapshot()), own, List.of(file.name()));
        } catch (UnreadableBaseline e) {
            own.add(IssueCode.UNREADABLE_FILE, file.name(), Console.message(e));
        } catch (IOException e) {
            unreadable(own, file, e);
        }
        return new Part(List.of(), own, List.of());
    }

    private Baseline emptyBaseline(Inventory inventory) {
        return new Baseline(
                sources.cluster(),
                new ConnectionResolver(inventory, sources.cluster()),
                BaselineLimits.DEFAULT,
                sources.captures().l7());
    }

    private static void unreadable(Issues issues, RecognizedFile file, IOException e) {
        issues.add(IssueCode.UNREADABLE_FILE, file.name(), "cannot be read: " + Console.message(e));
    }
}
