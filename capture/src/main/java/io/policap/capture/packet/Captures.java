package io.policap.capture.packet;

import io.policap.capture.packet.join.CaptureNames;
import io.policap.capture.packet.vantage.CaptureNote;
import io.policap.capture.packet.vantage.RecordingNotes;
import io.policap.capture.packet.vantage.VantageFacts;
import io.policap.capture.packet.vantage.VantageFinder;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The captures of a run: what they are called, from where they were taken, and what they cover and lost. */
public final class Captures implements CaptureNames {
    private static final String LOST = "CAPTURE_DROPS";

    private final SortedMap<Integer, CaptureReading> readings = new TreeMap<>();
    private final SortedMap<Integer, String> nodes = new TreeMap<>();

    private final List<TakenCapture> taken = new ArrayList<>();

    /** Takes what a capture held; from the thread that read it. */
    public synchronized void add(CaptureReading reading) {
        readings.put(reading.number(), reading);
    }

    @Override
    public synchronized String source(int capture) {
        CaptureReading reading = readings.get(capture);
        return reading == null ? "" : reading.name();
    }

    @Override
    public synchronized String node(int capture) {
        return nodes.getOrDefault(capture, "");
    }

    /** The names that any capture gives to an address. */
    public synchronized List<String> names(Ip address) {
        TreeSet<String> names = new TreeSet<>();
        for (CaptureReading reading : readings.values()) {
            names.addAll(reading.names().getOrDefault(address, Collections.emptySortedSet()));
        }
        return List.copyOf(names);
    }

    /** Says from where each capture was taken, what it covers, lost and left out. To be called when all were added. */
    public synchronized void describe(Inventory inventory, RecordingNotes notes, FlowSink sink, Issues issues) {
        for (CaptureReading reading : readings.values()) {
            List<Vantage> vantages = vantages(reading, inventory, notes);
            String node = node(vantages, reading, inventory);
            nodes.put(reading.number(), node);
            taken.add(new TakenCapture(reading.name(), vantages));
            for (int i = 0; i < vantages.size(); i++) {
                covers(vantages.get(i), reading, i, notes, sink);
            }
            lost(reading, node, sink);
            reading.skipped().forEach(sink::skip);
        }
    }

    /** From where the captures were taken, as far as they were described. */
    public synchronized List<TakenCapture> taken() {
        return List.copyOf(taken);
    }

    private static List<Vantage> vantages(CaptureReading reading, Inventory inventory, RecordingNotes notes) {
        List<Vantage> vantages =
                new ArrayList<>(VantageFinder.findAll(reading.facts(), reading.interfaces(), inventory));
        for (int i = 0; i < vantages.size(); i++) {
            int at = i;
            notes.vantage(reading.files().get(0), reading.interfaces().get(i).name())
                    .ifPresent(noted -> vantages.set(at, noted));
        }
        return vantages;
    }

    private static String node(List<Vantage> vantages, CaptureReading reading, Inventory inventory) {
        TreeSet<String> nodes = new TreeSet<>();
        for (int i = 0; i < vantages.size(); i++) {
            nodes.add(node(vantages.get(i), reading.facts().get(i), inventory));
        }
        nodes.remove("");
        return nodes.isEmpty() ? "" : nodes.first();
    }

    private static String node(Vantage vantage, VantageFacts facts, Inventory inventory) {
        if (vantage instanceof Vantage.Pod) {
            return inventory
                    .pod(((Vantage.Pod) vantage).pod(), facts.first())
                    .map(PodRecord::node)
                    .orElse("");
        }
        return vantage.node();
    }

    private static void covers(
            Vantage vantage, CaptureReading reading, int iface, RecordingNotes notes, FlowSink sink) {
        VantageFacts facts = reading.facts().get(iface);
        if (facts.first().equals(Instant.MIN)) {
            return;
        }
        Optional<CaptureNote> note = notes.note(
                reading.files().get(0), reading.interfaces().get(iface).name());
        Instant from = note.map(told -> told.from(facts.first())).orElse(facts.first());
        Instant to = note.map(told -> told.to(facts.last())).orElse(facts.last());
        sink.covers(vantage, from, to);
    }

    private static void lost(CaptureReading reading, String node, FlowSink sink) {
        for (int i = 0; i < reading.interfaces().size(); i++) {
            Instant from = reading.facts().get(i).first();
            long before = 0;
            for (LostPackets count : reading.lost()) {
                if (count.iface() != i) {
                    continue;
                }
                Instant to = count.time() > 0
                        ? Instant.ofEpochSecond(0, count.time())
                        : reading.facts().get(i).last();
                if (count.packets() > before) {
                    sink.blindSpot(
                            new BlindSpot(node, from, to.isBefore(from) ? from : to, count.packets() - before, LOST));
                    before = count.packets();
                }
                from = to;
            }
        }
    }
}
