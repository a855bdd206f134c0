package io.policap.infer.flow;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a capture shows of one connection above the transport, without any value that could be a secret.
 *
 * @param protocol what it carries
 * @param serverName the host the client named, in TLS (SNI, RFC 6066) or in HTTP; lower case, empty where none was seen
 * @param outerName whether that name is the public one of an encrypted hello (ECH), which says nothing of the server
 * @param requests the HTTP requests seen, in the order in which they were sent
 * @param complete whether every request of the connection was seen
 */
public record Content(
        AppProtocol protocol, String serverName, boolean outerName, List<HttpRequest> requests, boolean complete) {
    /** Nothing was seen, or nobody looked. */
    public static final Content NONE = new Content(AppProtocol.NOT_SEEN, "", false, List.of(), false);

    public Content {
        requireNonNull(protocol, "protocol");
        requireNonNull(serverName, "serverName");
        requests = List.copyOf(requests);
    }

    // Asked for every connection that is joined: what a record has of its own runs as method handles at first.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Content content
                && protocol == content.protocol
                && outerName == content.outerName
                && complete == content.complete
                && serverName.equals(content.serverName)
                && requests.equals(content.requests);
    }

    @Override
    public int hashCode() {
        return (protocol.hashCode() * 31 + serverName.hashCode()) * 31 + requests.hashCode();
    }
}
