package io.policap.bench;

import io.policap.bench.generator.CaptureGenerator;
import io.policap.capture.packet.connection.ConnectionTable;
import io.policap.capture.packet.connection.Leg;
import io.policap.capture.packet.connection.LegSink;
import io.policap.capture.packet.connection.PacketBatch;
import io.policap.capture.packet.connection.PayloadHash;
import io.policap.capture.packet.connection.TableLimits;
import io.policap.capture.packet.decode.Decoding;
import io.policap.capture.packet.decode.PacketDecoder;
import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.decode.PlainPacket;
import io.policap.capture.packet.decode.TunnelPorts;
import io.policap.capture.packet.file.WordCopy;
import io.policap.infer.flow.SkipReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one packet of a generated capture in memory costs: its headers, and its headers and the connection table, by the
 * decoder alone and by the shorter way of most packets.
 *
 * <p>{@code -prof gc} shows that the headers allocate nothing; the table allocates a leg for each connection that ends.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PacketBenchmark {
    private static final int PACKETS = 100_000;
    private static final int ETHERNET = 1;

    /** As much of a file as is read at once, and is in the processor's cache when its headers are decoded. */
    private static final int CHUNK = 1 << 17;

    /** Bytes of each frame with data; 0 for sizes as they are in life. */
    @Param({"0", "100"})
    public int packetSize;

    private final int[] offsets = new int[PACKETS];
    private final int[] lengths = new int[PACKETS];
    private final long[] times = new long[PACKETS];
    private final PacketHeader header = new PacketHeader();
    private final PacketDecoder decoder = new PacketDecoder(TunnelPorts.DEFAULT);
    private final PlainPacket plain = decoder.plain();
    private final PacketBatch batch = new PacketBatch(2048);
    private long[] words = new long[0];
    private ByteBuffer data = ByteBuffer.allocate(0);
    private CountingSink sink = new CountingSink();
    private ConnectionTable table = new ConnectionTable(TableLimits.DEFAULT, sink, 0);
    private long passed;
    private long record;
    /** Packets of the first chunk. */
    private int near;

    @Setup
    public void generate() throws IOException {
        Path directory = Files.createTempDirectory("policap-bench");
        try {
            Path file = directory.resolve("capture");
            CaptureGenerator.main(new String[] {
                file.toString(), "--packets", "" + PACKETS, "--packet-size", "" + packetSize, "--seed", "7"
            });
            index(Files.readAllBytes(file));
        } finally {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void index(byte[] capture) {
        ByteBuffer records = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN);
        int at = 24;
        for (int i = 0; i < PACKETS; i++) {
            times[i] = records.getInt(at) * 1_000_000_000L + records.getInt(at + 4) * 1_000L;
            lengths[i] = records.getInt(at + 8);
            offsets[i] = at + 16;
            at += 16 + lengths[i];
            near = at <= CHUNK ? i + 1 : near;
        }
        // Files are read into memory outside the heap.
        data = ByteBuffer.allocateDirect(capture.length).put(capture);
        int whole = capture.length / Long.BYTES;
        words = new long[whole + 1 + WordCopy.BEYOND];
        records.clear().asLongBuffer().get(words, 0, whole);
        for (int i = whole * Long.BYTES; i < capture.length; i++) {
            words[whole] |= (capture[i] & 0xFFL) << 8 * (i % Long.BYTES);
        }
    }

    @Setup(Level.Iteration)
    public void emptyTable() {
        sink = new CountingSink();
        table = new ConnectionTable(TableLimits.DEFAULT, sink, 0);
        passed = 0;
        record = 0;
        batch.clear();
    }

    /** Frames of one chunk to headers, again and again. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long headers() {
        for (int i = 0, next = 0; i < PACKETS; i++, next = after(next)) {
            readHeader(next);
        }
        return record;
    }

    /** Frames to connections; each round goes on where the last one ended, a minute later. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long connections() {
        for (int i = 0; i < PACKETS; i++) {
            if (decode(i) == Decoding.PACKET) {
                table.add(header, data, passed + times[i], ++record);
            }
        }
        passed += times[PACKETS - 1] - times[0] + 60_000_000_000L;
        return sink.legs;
    }

    /** The same frames to words where they are plain, as most are, else to headers. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long plainHeaders() {
        for (int i = 0, next = 0; i < PACKETS; i++, next = after(next)) {
            read(next);
        }
        return record;
    }

    /** The packet after this one, within a chunk; makes room for it. */
    private int after(int packet) {
        if (batch.isFull()) {
            batch.clear();
        }
        return packet + 1 == near ? 0 : packet + 1;
    }

    /** All frames to words or headers, and by batches to connections, as captures are read. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long plainConnections() {
        for (int i = 0; i < PACKETS; i++) {
            read(i);
            if (batch.isFull()) {
                table.add(batch);
                batch.clear();
            }
        }
        passed += times[PACKETS - 1] - times[0] + 60_000_000_000L;
        return sink.legs;
    }

    private void read(int index) {
        int at = batch.at();
        long time = passed + times[index];
        if (plain.read(words, offsets[index], lengths[index], batch.words(), at)) {
            batch.addPlain(time, ++record, true);
            if (plain.isUdp()) {
                PayloadHash.fill(plain, batch.words(), at);
            }
            return;
        }
        if (plain.readIpv6(batch.header())) {
            add(time);
        } else {
            readHeader(index);
        }
    }

    private void readHeader(int index) {
        int length = lengths[index];
        if (decoder.decode(data, offsets[index], length, length, ETHERNET, batch.header()) == Decoding.PACKET) {
            add(passed + times[index]);
        }
    }

    private void add(long time) {
        PayloadHash.fill(batch.header(), data);
        batch.add(time, ++record, false);
    }

    private Decoding decode(int index) {
        int length = lengths[index];
        return decoder.decode(data, offsets[index], length, length, ETHERNET, header);
    }

    private static final class CountingSink implements LegSink {
        private long legs;

        @Override
        public void leg(Leg leg) {
            legs++;
        }

        @Override
        public void skip(SkipReason reason, long packets) {
            legs -= packets;
        }
    }
}
