package io.policap.capture.live;

import io.policap.capture.live.LiveFailure.Kind;
import io.policap.capture.packet.file.CaptureInterface;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.PcapStat;
import org.pcap4j.core.RawPacketListener;
import org.pcap4j.packet.namednumber.DataLinkType;

/** One network interface that is being listened on; used by one thread at a time. */
final class OpenInterface implements AutoCloseable {
    /** After how many milliseconds the kernel hands over what it has, be it ever so little. */
    static final int HAND_OVER_MILLIS = 20;

    private static final int KERNEL_BUFFER = 16 << 20;
    private static final int BATCH = 4096;
    private static final int DLT_COOKED = 113;
    private static final int DLT_COOKED_2 = 276;
    private static final int DLT_RAW = 12;
    private static final int LINKTYPE_RAW = 101;

    private final String name;
    private final PcapHandle handle;
    private final CaptureInterface declared;
    private final LossCount inKernel = new LossCount();
    private final LossCount inDevice = new LossCount();

    private OpenInterface(String name, PcapHandle handle, CaptureInterface declared) {
        this.name = name;
        this.handle = handle;
        this.declared = declared;
    }

    static OpenInterface open(String name, LiveFilter filter, int snapLength) throws LiveFailure {
        Libpcap.require();
        PcapHandle handle;
        try {
            handle = new PcapHandle.Builder(name)
                    .snaplen(snapLength)
                    .promiscuousMode(PromiscuousMode.NONPROMISCUOUS)
                    .timeoutMillis(HAND_OVER_MILLIS)
                    .bufferSize(KERNEL_BUFFER)
                    .timestampPrecision(TimestampPrecision.NANO)
                    .build();
        } catch (PcapNativeException e) {
            throw notOpened(name, e);
        }
        try {
            return prepare(name, handle, filter, snapLength);
        } catch (PcapNativeException | NotOpenException e) {
            handle.close();
            throw new LiveFailure(Kind.OTHER, "nic:" + name + ": " + e.getMessage(), e);
        } catch (LiveFailure | RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    private static OpenInterface prepare(String name, PcapHandle handle, LiveFilter filter, int snapLength)
            throws PcapNativeException, NotOpenException, LiveFailure {
        if (handle.getDlt().value() == DLT_COOKED && offers(handle, DLT_COOKED_2)) {
            // The newer cooked header names the interface of each packet.
            handle.setDlt(new DataLinkType(DLT_COOKED_2, "Linux cooked-mode capture v2"));
        }
        int linkType = linkType(handle.getDlt().value());
        String expression = filter.expression(linkType);
        if (!expression.isEmpty()) {
            try {
                handle.setFilter(expression, BpfCompileMode.OPTIMIZE);
            } catch (PcapNativeException e) {
                throw new LiveFailure(
                        Kind.FILTER,
                        "nic:" + name + ": libpcap does not take the filter '" + expression + "': "
                                + Libpcap.message(e),
                        e);
            }
        }
        return new OpenInterface(name, handle, new CaptureInterface(linkType, snapLength, name, expression));
    }

    private static boolean offers(PcapHandle handle, int dlt) throws PcapNativeException, NotOpenException {
        return handle.listDatalinks().stream().anyMatch(type -> type.value() == dlt);
    }

    /** The value that files use; the few that differ in memory differ by operating system. */
    private static int linkType(int dlt) {
        return dlt == DLT_RAW ? LINKTYPE_RAW : dlt;
    }

    private static LiveFailure notOpened(String name, PcapNativeException failure) {
        int code = failure.getReturnCode() == null ? 0 : failure.getReturnCode();
        List<String> interfaces = Libpcap.interfaces();
        String message = Libpcap.message(failure);
        boolean denied = code == Libpcap.PERMISSION_DENIED
                || code == Libpcap.PROMISCUOUS_DENIED
                || message.toLowerCase(Locale.ROOT).contains("not permitted");
        if (code == Libpcap.NO_SUCH_DEVICE || (denied && !interfaces.isEmpty() && !interfaces.contains(name))) {
            return new LiveFailure(
                    Kind.INTERFACE,
                    "nic:" + name + ": no such interface; there are " + String.join(", ", interfaces),
                    failure);
        }
        if (denied) {
            return Libpcap.notPermitted(name);
        }
        if (code == Libpcap.NOT_UP) {
            return new LiveFailure(
                    Kind.OTHER,
                    "nic:" + name + ": the interface is down; bring it up (ip link set " + name + " up)",
                    failure);
        }
        return new LiveFailure(Kind.OTHER, "nic:" + name + ": " + message, failure);
    }

    String name() {
        return name;
    }

    CaptureInterface declared() {
        return declared;
    }

    /**
     * Hands over packets until {@link #breakLoop}. One call for the whole run: pcap4j makes a native callback for each,
     * whose memory only the garbage collector gives back.
     */
    void loop(RawPacketListener listener) throws PcapNativeException {
        try {
            handle.loop(-1, listener);
        } catch (InterruptedException e) {
            // How pcap4j says that the loop was broken.
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends {@link #loop}, or the next one if none runs; from any thread. Before libpcap 1.10 with the next packet. */
    void breakLoop() {
        try {
            handle.breakLoop();
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hands over what the kernel still has, at most {@value #BATCH} packets, without waiting, and returns how many. */
    int drain(RawPacketListener listener) throws PcapNativeException {
        try {
            handle.setBlockingMode(BlockingMode.NONBLOCKING);
            return handle.dispatch(BATCH, listener);
        } catch (InterruptedException e) {
            return 0;
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        }
    }

    /** When the packet being handed over was captured, nanoseconds since 1970. */
    long time() {
        Timestamp time = handle.getTimestamp();
        return Math.floorDiv(time.getTime(), 1000L) * 1_000_000_000L + time.getNanos();
    }

    /** Bytes that the packet being handed over had on the wire. */
    int originalLength() {
        return handle.getOriginalLength();
    }

    /** Packets lost since it was opened, by the kernel for want of room and by the device. */
    long lost() throws PcapNativeException {
        try {
            PcapStat stat = handle.getStats();
            return inKernel.advance(stat.getNumPacketsDropped()) + inDevice.advance(stat.getNumPacketsDroppedByIf());
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        handle.close();
    }
}
