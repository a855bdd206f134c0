package io.policap.capture.hubble.access;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Where a Hubble server listens: the relay of a cluster, or the agent of one node.
 *
 * <p>Its text, which is also the name of the source in places and files, is canonical: {@code hubble://host:port},
 * {@code hubble+tls://host:port} or {@code hubble+unix:///path}.
 */
public sealed interface HubbleTarget permits HubbleTarget.Tcp, HubbleTarget.UnixSocket {
    /** The port on which a relay listens, and where {@code kubectl port-forward} is pointed at by habit. */
    int DEFAULT_PORT = 4245;

    /** Whether the text is meant as a target; it may still be a wrong one. */
    static boolean isTarget(String text) {
        return TargetText.isTarget(text);
    }

    /**
     * Reads a target from its text.
     *
     * @throws IllegalArgumentException with one line that says what is wrong with it and what is right; never with
     *     credentials or a query that it held
     */
    static HubbleTarget parse(String text) {
        return TargetText.parse(text);
    }

    /** Whether the connection is encrypted. */
    boolean isTls();

    /** A server behind a TCP port; IPv6 addresses are held without brackets. */
    record Tcp(String host, int port, boolean isTls) implements HubbleTarget {
        public Tcp {
            if (host.isEmpty()) {
                throw new IllegalArgumentException("no host");
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port " + port + " is outside 1 to 65535");
            }
        }

        /** The host as it stands in an authority, IPv6 in brackets. */
        String authority() {
            return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
        }

        @Override
        public String toString() {
            return (isTls ? TargetText.TLS : TargetText.PLAIN) + authority();
        }
    }

    /** The agent of this node, at the socket file that it listens on. */
    record UnixSocket(Path path) implements HubbleTarget {
        public UnixSocket {
            requireNonNull(path, "path");
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("the socket's path '" + path + "' is not absolute");
            }
        }

        @Override
        public boolean isTls() {
            return false;
        }

        @Override
        public String toString() {
            return TargetText.UNIX + path;
        }
    }
}
