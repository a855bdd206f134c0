package io.policap.capture.hubble.event;

import java.util.SortedSet;

/**
 * Cilium's reserved identities by label and by number (Cilium 1.19, {@code pkg/identity}).
 *
 * <p>{@code world-ipv4} and {@code world-ipv6}, which dual-stack clusters use, are {@code world} here; {@code unknown}
 * tells nothing and is no identity.
 */
final class ReservedIdentity {
    private static final int FIRST_LOCAL = 1 << 24;
    private static final int FIRST_REMOTE_NODE = 1 << 25;
    private static final int END_REMOTE_NODE = FIRST_REMOTE_NODE + FIRST_LOCAL;

    private ReservedIdentity() {}

    static void addLabel(String name, SortedSet<String> into) {
        if (name.startsWith("world")) {
            into.add("world");
        } else if (!name.isEmpty() && !name.equals("unknown")) {
            into.add(name);
        }
    }

    /** Adds what the number alone says; nothing for a number that stands for labels of a cluster. */
    static void addNumber(long identity, SortedSet<String> into) {
        if (identity >= FIRST_LOCAL && identity < END_REMOTE_NODE) {
            // Numbers of CIDR and FQDN identities, and of remote nodes with node labels, differ from node to node.
            into.add(identity < FIRST_REMOTE_NODE ? "world" : "remote-node");
        } else if (identity >= 1 && identity <= 11) {
            addReserved((int) identity, into);
        }
    }

    private static void addReserved(int identity, SortedSet<String> into) {
        switch (identity) {
            case 1:
                into.add("host");
                break;
            case 3:
                into.add("unmanaged");
                break;
            case 4:
                into.add("health");
                break;
            case 5:
                into.add("init");
                break;
            case 7:
                into.add("kube-apiserver");
                into.add("remote-node");
                break;
            case 6:
                into.add("remote-node");
                break;
            case 8:
                into.add("ingress");
                break;
            case 11:
                into.add("overlay-to-encrypt");
                break;
            default:
                into.add("world");
        }
    }
}
