package io.policap.infer.translation;

import static java.util.Objects.requireNonNull;

/**
 * One direction of one socket of a node; sorted by a number that mixes all of it, so that the first ones are a sample.
 *
 * @param node the node's name, empty where not told
 * @param cookie the kernel's number for the socket
 * @param reverse whether answers are meant
 * @param mixed what the others mix to
 */
public record Socket(String node, long cookie, boolean reverse, long mixed) implements Comparable<Socket> {
    public Socket {
        requireNonNull(node, "node");
    }

    public static Socket of(String node, long cookie, boolean reverse) {
        return new Socket(node, cookie, reverse, mix(node, cookie, reverse));
    }

    @Override
    public int compareTo(Socket other) {
        int byMixed = Long.compare(mixed, other.mixed);
        int byCookie = byMixed != 0 ? byMixed : Long.compare(cookie, other.cookie);
        int byNode = byCookie != 0 ? byCookie : node.compareTo(other.node);
        return byNode != 0 ? byNode : Boolean.compare(reverse, other.reverse);
    }

    /** The finalizer of SplitMix64, of what FNV-1a makes of the name: the same on every machine and in every version. */
    private static long mix(String node, long cookie, boolean reverse) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < node.length(); i++) {
            hash = (hash ^ node.charAt(i)) * 0x100000001b3L;
        }
        long mixed = hash ^ (cookie << 1 | (reverse ? 1 : 0));
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
