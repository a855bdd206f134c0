package io.policap.cli.hubble;

import io.policap.capture.hubble.collect.EventSink;
import io.policap.capture.hubble.event.FlowMapping;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.cli.source.LazySink;
import io.policap.infer.baseline.Baseline;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Place;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.issue.Issues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The baseline that live events grow, with nodes that are out of reach at the moment and an inventory that changes.
 *
 * <p>Not safe for several threads: whoever looks at it holds the collector meanwhile.
 */
final class LiveBaseline implements EventSink {
    private final Function<Inventory, Baseline> empty;
    private final FlowMapping mapping;
    private Inventory inventory;
    private Baseline baseline;

    /**
     * A baseline that goes on from another.
     *
     * @param empty makes an empty one for an inventory
     * @param before what was seen before, of other sources too; nodes that were out of reach when it ended still are
     */
    LiveBaseline(Function<Inventory, Baseline> empty, Inventory inventory, BaselineSnapshot before, Issues issues) {
        this.empty = empty;
        this.inventory = inventory;
        this.baseline = empty.apply(inventory);
        this.mapping = new FlowMapping(new LazySink(this::current), issues);
        baseline.merge(before.withBlindSpots(reopened(before.blindSpots())));
    }

    /** Takes those up again whose end is not known; the others stay. */
    private List<BlindSpot> reopened(List<BlindSpot> spots) {
        List<BlindSpot> closed = new ArrayList<>();
        for (BlindSpot spot : spots) {
            if (!mapping.reopen(spot)) {
                closed.add(spot);
            }
        }
        return closed;
    }

    @Override
    public void event(HubbleRecord record, byte[] bytes, int offset, int length, Place place) {
        mapping.deliver(record, place);
    }

    private Baseline current() {
        return baseline;
    }

    /** Resolves addresses by another inventory from now on. */
    void inventory(Inventory next) {
        if (next != inventory) {
            inventory = next;
            BaselineSnapshot seen = baseline.snapshot();
            baseline = empty.apply(next);
            baseline.merge(seen);
        }
    }

    Inventory inventory() {
        return inventory;
    }

    /** What would be the result if the run ended now. */
    BaselineSnapshot snapshot() {
        BaselineSnapshot seen = baseline.snapshot();
        List<BlindSpot> spots = new ArrayList<>(seen.blindSpots());
        spots.addAll(mapping.pending(Instant.MAX));
        return seen.withBlindSpots(spots);
    }
}
