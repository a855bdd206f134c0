package io.policap.capture.live;

import com.sun.jna.Native;
import java.util.List;
import java.util.stream.Stream;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;

/** The library that live capture needs, if this host has it. */
final class Libpcap {
    /** PCAP_ERROR_ codes of pcap/pcap.h. */
    static final int NO_SUCH_DEVICE = -5;

    static final int PERMISSION_DENIED = -8;
    static final int NOT_UP = -9;
    static final int PROMISCUOUS_DENIED = -11;

    private Libpcap() {}

    /** Loads the library. */
    static void require() throws LiveFailure {
        try {
            // Read from JNA's native part, which has to be unpacked and loaded first.
            if (Native.POINTER_SIZE == 0) {
                throw new LinkageError("no pointer size");
            }
        } catch (LinkageError e) {
            throw new LiveFailure(
                    LiveFailure.Kind.LIBRARY,
                    "live capture cannot load its native part (JNA) from the temporary directory; name one from which"
                            + " this user may run programs: POLICAP_JAVA_OPTS=-Djna.tmpdir=DIR",
                    e);
        }
        try {
            Pcaps.libVersion();
        } catch (LinkageError e) {
            throw new LiveFailure(
                    LiveFailure.Kind.LIBRARY,
                    "live capture needs libpcap, which this host does not have; install libpcap0.8 (Debian, Ubuntu) or"
                            + " libpcap (Fedora, Alpine, SUSE: libpcap1); reading files does not need it",
                    e);
        }
    }

    /** The interfaces of this host that carry IP, those that are up first. */
    static List<String> interfaces() {
        try {
            return Pcaps.findAllDevs().stream()
                    .filter(device -> isNetwork(device.getName()))
                    .map(PcapNetworkInterface::getName)
                    .toList();
        } catch (PcapNativeException e) {
            return List.of();
        }
    }

    /** libpcap lists message buses and capture devices of its own as well. */
    private static boolean isNetwork(String name) {
        return Stream.of("bluetooth", "nflog", "nfqueue", "dbus-", "usbmon").noneMatch(name::startsWith);
    }

    /** What libpcap said, without the name of its function. */
    static String message(PcapNativeException failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        String prefix = "Error occurred in pcap_";
        int colon = message.indexOf(": ");
        return message.startsWith(prefix) && colon > 0 ? message.substring(colon + 2) : message;
    }

    /**
     * What has to be granted so that this process may read packets. A file capability on the java program is no way: the
     * loader then refuses Java's own libraries.
     */
    static LiveFailure notPermitted(String name) {
        return new LiveFailure(
                LiveFailure.Kind.PERMISSION,
                "nic:" + name
                        + ": no permission to read packets, which takes CAP_NET_RAW: run as root, or grant only that"
                        + " (sudo setpriv --reuid $(id -u) --regid $(id -g) --init-groups --inh-caps +net_raw"
                        + " --ambient-caps +net_raw policap ...); in a pod: as root, with NET_RAW in"
                        + " securityContext.capabilities.add");
    }
}
