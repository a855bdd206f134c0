package io.policap.capture.hubble.access;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How an encrypted connection is made: whom to believe, and how to introduce oneself.
 *
 * @param ca PEM file with the certificates to believe; empty: those that this Java believes
 * @param certificate PEM file with the client's certificate and what leads to its CA
 * @param key PEM file with the private key of that certificate, not encrypted
 * @param serverName the name that the server's certificate has to bear instead of the host's
 * @param insecure whether any certificate is accepted; whoever sits in between then reads everything
 */
public record HubbleTls(
        Optional<Path> ca,
        Optional<Path> certificate,
        Optional<Path> key,
        Optional<String> serverName,
        boolean insecure) {
    /** The system's CAs, the host's name, no client certificate. */
    public static final HubbleTls DEFAULT =
            new HubbleTls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /**
     * Checks what can be checked without the files.
     *
     * @throws IllegalArgumentException for what cannot go together, naming the flags
     */
    public HubbleTls {
        requireNonNull(ca, "ca");
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    certificate.isPresent()
                            ? "--tls-cert needs --tls-key: a client certificate is of no use without its private key"
                            : "--tls-key needs --tls-cert: a private key is of no use without its certificate");
        }
        if (insecure && ca.isPresent()) {
            throw new IllegalArgumentException(
                    "--tls-insecure accepts any certificate, so --tls-ca would do nothing; give one of them");
        }
        if (serverName.isPresent() && !HostNames.isName(serverName.get())) {
            throw new IllegalArgumentException("--tls-server-name takes one DNS name without port or wildcard, such as"
                    + " ui.hubble-relay.cilium.io");
        }
    }

    /** Whether anything was asked for, so that it makes sense only where a connection is encrypted. */
    public boolean isDefault() {
        return equals(DEFAULT);
    }

    /** What to say where these options are given and the target is not {@code hubble+tls://}. */
    public static String usageFor(HubbleTarget target) {
        return "--tls-* options have no effect on " + target + ", which is not encrypted; write hubble+tls://HOST[:PORT],"
                + " or leave them out";
    }

    /** What has to be said, loudly, where {@link #insecure} is set. */
    public static String warningFor(HubbleTarget target) {
        return "--tls-insecure: the certificate of " + target
                + " is not checked; whoever sits in between can read all flows and make up others";
    }
}
