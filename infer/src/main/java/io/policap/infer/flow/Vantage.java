package io.policap.infer.flow;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.PodKey;

/** From where a source saw traffic, which says whose traffic it would have shown (R19). */
public sealed interface Vantage extends Comparable<Vantage> {
    /** The vantage in words, which also orders vantages; never a path or a URL. */
    String text();

    /** The node where it is, empty for a pod's interface, which is where its pod runs, and where unknown. */
    String node();

    @Override
    default int compareTo(Vantage other) {
        int byText = text().compareTo(other.text());
        // Hostile names can give two pods the same text.
        return byText == 0 && this instanceof Pod && other instanceof Pod
                ? ((Pod) this).pod.compareTo(((Pod) other).pod)
                : byText;
    }

    /** All interfaces of a node, or its Hubble agent: everything that its pods say and hear. */
    record Node(String node) implements Vantage {
        public Node {
            requireNonNull(node, "node");
        }

        @Override
        public String text() {
            return "node " + node;
        }
    }

    /** The interface that connects a node with others: nothing between pods of that node, and egress masqueraded. */
    record Uplink(String node) implements Vantage {
        public Uplink {
            requireNonNull(node, "node");
        }

        @Override
        public String text() {
            return "uplink " + node;
        }
    }

    /** A node's tunnel device: its pods' traffic with pods of other nodes. */
    record Overlay(String node) implements Vantage {
        public Overlay {
            requireNonNull(node, "node");
        }

        @Override
        public String text() {
            return "overlay " + node;
        }
    }

    /** A node's bridge for pods: what leaves or reaches its pods, between them only where the bridge shows it. */
    record Bridge(String node) implements Vantage {
        public Bridge {
            requireNonNull(node, "node");
        }

        @Override
        public String text() {
            return "bridge " + node;
        }
    }

    /** One pod's own interface, or the node's end of it: everything that this pod says and hears. */
    record Pod(PodKey pod) implements Vantage {
        public Pod {
            requireNonNull(pod, "pod");
        }

        @Override
        public String text() {
            return "pod " + pod.cluster() + "/" + pod;
        }

        @Override
        public String node() {
            return "";
        }
    }

    /** Somewhere: nobody's traffic is known to be covered. */
    record Unknown() implements Vantage {
        @Override
        public String text() {
            return "unknown";
        }

        @Override
        public String node() {
            return "";
        }
    }
}
