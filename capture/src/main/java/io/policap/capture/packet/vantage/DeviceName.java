package io.policap.capture.packet.vantage;

import java.util.regex.Pattern;

/**
 * What the name of a captured device rules out. A name alone proves nothing; what it contradicts is not claimed.
 *
 * <p>Names are those that Linux and the usual network plugins give.
 */
enum DeviceName {
    /** All devices at once. */
    ANY("any"),
    LOOPBACK("lo|lo0"),
    /** The node's end of a pod's interface: bridge plugins and kindnet, Calico, Cilium. */
    POD_END("veth.*|cali.*|lxc.*"),
    /** A bridge that pods are attached to. */
    BRIDGE("cni\\d+|cbr\\d+|docker\\d+|br-.*|kube-bridge|cni-podman\\d+"),
    /** A tunnel device between nodes: Flannel, Calico, Cilium, Antrea. */
    OVERLAY("flannel.*|vxlan.*|cilium_vxlan|cilium_geneve|genev_sys.*|tunl\\d+|antrea-tun\\d+|(cilium_)?wg\\d+"),
    /** Any other name, or none told. */
    OTHER(".*");

    private final Pattern pattern;

    DeviceName(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }

    static DeviceName of(String name) {
        for (DeviceName kind : values()) {
            if (kind.pattern.matcher(name).matches()) {
                return kind;
            }
        }
        return OTHER;
    }

    boolean isOneOf(DeviceName first, DeviceName second) {
        return this == first || this == second;
    }
}
