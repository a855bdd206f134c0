package io.policap.capture.packet.decode;

import java.util.Arrays;

/** The UDP ports behind which a tunnel may be found. */
public final class TunnelPorts {
    static final int GENEVE = 6081;
    static final int MPLS = 6635;
    static final int ESP = 4500;
    static final int WIREGUARD = 51820;

    /** The port of Cilium's WireGuard device. */
    static final int WIREGUARD_CILIUM = 51871;

    /** VXLAN at its assigned port (RFC 7348) and at the one that Linux took before there was one. */
    public static final TunnelPorts DEFAULT = new TunnelPorts(new int[] {4789, 8472});

    private final int[] vxlan;
    /** A bit for each port there is. */
    private final long[] bits = new long[(1 << 16) / Long.SIZE];

    private TunnelPorts(int[] vxlan) {
        this.vxlan = vxlan;
        add(GENEVE, MPLS, ESP, WIREGUARD, WIREGUARD_CILIUM);
        add(vxlan);
    }

    private void add(int... ports) {
        for (int port : ports) {
            bits[port >>> 6] |= 1L << port;
        }
    }

    /** The default ports and these of VXLAN. */
    public static TunnelPorts withVxlan(int... ports) {
        int[] all = Arrays.copyOf(DEFAULT.vxlan, DEFAULT.vxlan.length + ports.length);
        for (int i = 0; i < ports.length; i++) {
            if (ports[i] < 1 || ports[i] > 0xFFFF) {
                throw new IllegalArgumentException("VXLAN port " + ports[i] + " is not within 1 to 65535");
            }
            all[DEFAULT.vxlan.length + i] = ports[i];
        }
        return new TunnelPorts(all);
    }

    /** Whether one of both ports is one of these. */
    boolean hasOneOf(int source, int destination) {
        return ((bits[source >>> 6] >>> source | bits[destination >>> 6] >>> destination) & 1) != 0;
    }

    boolean isVxlan(int destination) {
        for (int port : vxlan) {
            if (port == destination) {
                return true;
            }
        }
        return false;
    }
}
