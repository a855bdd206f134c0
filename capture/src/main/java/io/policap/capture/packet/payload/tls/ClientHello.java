package io.policap.capture.packet.payload.tls;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a client says in the clear when it opens a TLS connection (RFC 8446, 4.1.2).
 *
 * @param serverName the host name it asks for (RFC 6066, 3), in lower case and without a last dot, nothing but letters,
 *     digits, hyphens, underscores and dots; "" where it names none, or an address, or something else
 * @param ech whether it brings an encrypted ClientHello of the outer kind (RFC 9849): the server name may then be that
 *     of whoever decrypts it, or be the true one, because browsers send such extensions filled with noise too
 * @param protocols the application protocols it offers (ALPN, RFC 7301), the first few of them that are printable
 */
public record ClientHello(String serverName, boolean ech, List<String> protocols) {
    /** A ClientHello of which nothing is known. */
    public static final ClientHello NONE = new ClientHello("", false, List.of());

    public ClientHello {
        requireNonNull(serverName, "serverName");
        protocols = List.copyOf(protocols);
    }
}
