package io.policap.capture.hubble.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a collector has read, so that a later run goes on there: per server and node the newest event, and what the
 * last ones are recognised by.
 *
 * <p>Its file form is JSON of up to some megabytes. It belongs to the baseline that was saved at the same moment, and
 * only to that one.
 */
public final class ResumePoint {
    /** Nothing was read yet. */
    public static final ResumePoint EMPTY = new ResumePoint(List.of());

    /** Characters that the name of a server or node may have. */
    static final int LONGEST_NAME = 1_024;

    private final List<ServerPosition> servers;

    ResumePoint(List<ServerPosition> servers) {
        TreeMap<String, ServerPosition> byName = new TreeMap<>();
        for (ServerPosition server : servers) {
            if (byName.put(server.server(), server) != null) {
                throw new IllegalArgumentException("two positions for server '" + server.server() + "'");
            }
        }
        this.servers = List.copyOf(byName.values());
    }

    /**
     * Reads what {@link #write} wrote; does not close the stream.
     *
     * @throws DamagedResumePointException when it is anything else
     * @throws IOException when the stream itself fails
     */
    public static ResumePoint read(InputStream in) throws IOException, DamagedResumePointException {
        return ResumePointReader.read(in);
    }

    /** Writes it as JSON, the same point always as the same bytes; does not close the stream. */
    public void write(OutputStream out) throws IOException {
        ResumePointWriter.write(this, out);
    }

    public boolean isEmpty() {
        return servers.isEmpty();
    }

    /** The time of the newest flow that had been read. */
    public Optional<Instant> lastEvent() {
        return servers.stream()
                .flatMap(server -> server.nodes().stream())
                .filter(node -> !node.isBlank())
                .map(node -> EpochNanos.instant(node.watermark()))
                .max(Comparator.naturalOrder());
    }

    List<ServerPosition> servers() {
        return servers;
    }

    Optional<ServerPosition> server(String name) {
        return servers.stream().filter(server -> server.server().equals(name)).findFirst();
    }
}
