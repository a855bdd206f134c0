package io.policap.emit.read;

import io.policap.infer.net.Cidr;

/** Reads prefixes. */
final class Addresses {
    private Addresses() {}

    /** A prefix as the API wants it, with a length. */
    static Cidr prefix(Node node, String path) throws MalformedException {
        if (!Fields.text(node, path).contains("/")) {
            throw new MalformedException(
                    node.line(),
                    path + " is " + Excerpt.of(Fields.text(node, path)) + ", not a prefix; write /32 or /128");
        }
        return prefixOrAddress(node, path);
    }

    /** A prefix, or an address alone as Cilium took it up to 1.19. */
    static Cidr prefixOrAddress(Node node, String path) throws MalformedException {
        String text = Fields.text(node, path);
        try {
            return Cidr.parse(text);
        } catch (IllegalArgumentException notCidr) {
            throw new MalformedException(node.line(), path + " is " + Excerpt.of(text) + ", not an address prefix");
        }
    }
}
