package io.policap.capture.packet;

import io.policap.capture.packet.connection.ConnectionTable;
import io.policap.capture.packet.connection.PacketBatch;

/** A lane without a wait: packets are counted by the thread that decodes them. */
final class DirectLane implements PacketLane {
    private final ConnectionTable table;
    private final PacketBatch batch = new PacketBatch(1);

    DirectLane(ConnectionTable table) {
        this.table = table;
    }

    @Override
    public PacketBatch batch() {
        return batch;
    }

    @Override
    public void added() {
        table.add(batch);
        batch.clear();
    }

    @Override
    public void onlyHandshakesCome() {
        batch.onlyHandshakesCome();
        added();
    }

    @Override
    public void finish() {
        // Nothing waits.
    }
}
