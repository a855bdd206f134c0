package io.policap.cli.source;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.policap.capture.packet.CaptureReader;
import io.policap.capture.packet.CaptureReading;
import io.policap.capture.packet.CaptureSource;
import io.policap.capture.packet.Captures;
import io.policap.capture.packet.TakenCapture;
import io.policap.capture.packet.join.ClockSkew;
import io.policap.capture.packet.join.ClockSkews;
import io.policap.capture.packet.join.LegJoin;
import io.policap.capture.packet.vantage.RecordingNotes;
import io.policap.capture.packet.vantage.RecordingNotesReader;
import io.policap.capture.recording.ContentKind;
import io.policap.capture.recording.RecognizedFile;
import io.policap.capture.recording.Recording;
import io.policap.cli.console.Console;
import io.policap.infer.baseline.Baseline;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;

/** Reads the captures of a recording: while the inventory is still being read, as packets do not need it. */
final class CaptureIngest {
    private static final int IDLE_SECONDS = 5;

    private final Sources sources;
    private final Console console;
    private final CompletableFuture<Baseline> baseline;
    private final Captures captures = new Captures();
    private final LegJoin join;
    private boolean any;

    /**
     * An ingest of captures.
     *
     * @param inventory completed by another thread when it is read, also where that fails
     * @param baseline makes an empty baseline
     */
    CaptureIngest(
            Sources sources,
            Console console,
            CompletableFuture<Inventory> inventory,
            Function<Inventory, Baseline> baseline) {
        this.sources = sources;
        this.console = console;
        this.baseline = inventory.thenApply(baseline);
        this.join = new LegJoin(
                captures,
                inventory::join,
                captures::names,
                new LazySink(this.baseline::join),
                sources.captures().limits().connections(),
                besideReading());
    }

    /** One thread for all of it: each one takes a megabyte of the heap with its first object. It ends when it idles. */
    private static Executor besideReading() {
        return new ThreadPoolExecutor(0, 1, IDLE_SECONDS, SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "policap-deliver");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The tasks that read the captures, one for each rotated set; they give issues and files, and no snapshot. */
    List<Callable<Part>> tasks(Recording recording) {
        List<Callable<Part>> tasks = new ArrayList<>();
        int number = 0;
        for (List<CaptureSource> set : CaptureSource.sets(recording.files(ContentKind.CAPTURE))) {
            int first = number;
            number += set.size();
            tasks.add(() -> read(set, first));
        }
        any = !tasks.isEmpty();
        return tasks;
    }

    private Part read(List<CaptureSource> set, int firstNumber) {
        Issues issues = new Issues();
        console.progress("reading " + set.get(0).file().name());
        CaptureReader reader = new CaptureReader(sources.captures(), join, issues);
        for (CaptureReading reading : reader.read(set, firstNumber)) {
            captures.add(reading);
        }
        return new Part(List.of(), issues, reader.filesRead());
    }

    /** What the captures are delivered to, which can take in other parts when all tasks and the inventory are done. */
    Baseline baseline() {
        return baseline.join();
    }

    /** Delivers what the captures showed, when all tasks and the inventory are done; after that nothing is read. */
    Part finish(Recording recording, Inventory inventory) {
        Issues issues = new Issues();
        List<String> files = new ArrayList<>();
        RecordingNotes notes = notes(recording, inventory, issues, files);
        List<String> names = recording.files(ContentKind.CAPTURE).stream()
                .map(RecognizedFile::name)
                .toList();
        notes.reportUnmatched(names, issues);
        if (!any) {
            return new Part(List.of(), issues, files);
        }
        Baseline into = baseline.join();
        captures.describe(inventory, notes, into, issues);
        join.deliver();
        ClockSkews.report(join.skews(), issues);
        if (join.unjoined() > 0) {
            issues.add(
                    IssueCode.EVICTED,
                    "captures",
                    join.unjoined() + " legs of connections were delivered before all others were read; where NAT or"
                            + " another capture shows the same connection later, it counts twice");
        }
        return new Part(List.of(), issues, files);
    }

    /** From where the captures were taken. */
    List<TakenCapture> taken() {
        return captures.taken();
    }

    /** How far the clocks of the captures' nodes are apart. */
    List<ClockSkew> skews() {
        return join.skews();
    }

    private static RecordingNotes notes(Recording recording, Inventory inventory, Issues issues, List<String> files) {
        RecordingNotes notes = RecordingNotes.none();
        for (RecognizedFile file : recording.files(ContentKind.RECORDING_NOTES)) {
            try (InputStream in = file.open(issues)) {
                notes = notes.and(new RecordingNotesReader(inventory, issues).read(file.name(), in));
                files.add(file.name());
            } catch (IOException e) {
                issues.add(IssueCode.UNREADABLE_FILE, file.name(), "cannot be read: " + Console.message(e));
            }
        }
        return notes;
    }
}
