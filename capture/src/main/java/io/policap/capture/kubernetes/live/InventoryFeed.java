package io.policap.capture.kubernetes.live;

import io.policap.infer.inventory.Inventory;
import io.policap.infer.issue.Issues;

/** A cluster's inventory, kept current by watches. Safe for several threads. */
public final class InventoryFeed implements AutoCloseable {
    InventoryFeed() {}

    /** The inventory as of now, at most {@link FeedOptions#rebuildEvery} old; the same object while nothing changed. */
    public Inventory current() {
        return Inventory.empty();
    }

    /** How many changes there were that an inventory shows; equal numbers mean equal inventories. */
    public long changes() {
        return 0;
    }

    /** What could not be read, or is not kept current at the moment; a copy. */
    public Issues issues() {
        return new Issues();
    }

    /** Ends the watches; the last inventory stays. */
    @Override
    public void close() {}
}
