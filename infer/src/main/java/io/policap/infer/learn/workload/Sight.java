package io.policap.infer.learn.workload;

import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.PodKey;

/**
 * How much of one pod's traffic a vantage shows, in each direction (R19).
 *
 * @param ingress how much of what reaches the pod
 * @param egress how much of what the pod sends
 */
record Sight(Share ingress, Share egress) {
    /** A share of the traffic in one direction. */
    enum Share {
        NOTHING,
        SOME,
        ALL
    }

    private static final Sight NOTHING = new Sight(Share.NOTHING, Share.NOTHING);
    private static final Sight ALL = new Sight(Share.ALL, Share.ALL);

    /** Ingress from other nodes only; egress that left the node, and outside it without the pod's own address (R5). */
    private static final Sight SOME = new Sight(Share.SOME, Share.SOME);

    /** What a vantage shows of any pod of this node; a pod's own interface shows its node nothing of the others. */
    static Sight ofNode(Vantage vantage, String node) {
        if (vantage instanceof Vantage.Node) {
            return ((Vantage.Node) vantage).node().equals(node) ? ALL : NOTHING;
        }
        boolean passing = (vantage instanceof Vantage.Uplink
                        && ((Vantage.Uplink) vantage).node().equals(node))
                || (vantage instanceof Vantage.Overlay
                        && ((Vantage.Overlay) vantage).node().equals(node))
                || (vantage instanceof Vantage.Bridge
                        && ((Vantage.Bridge) vantage).node().equals(node));
        return passing ? SOME : NOTHING;
    }

    /** What a vantage shows of this pod while it runs on this node. */
    static Sight ofPod(Vantage vantage, PodKey pod, String node) {
        boolean own =
                vantage instanceof Vantage.Pod && ((Vantage.Pod) vantage).pod().equals(pod);
        return own ? ALL : ofNode(vantage, node);
    }
}
