package io.policap.infer.name;

import static java.util.Objects.requireNonNull;

import io.policap.infer.connection.Party;
import io.policap.infer.net.Ip;
import org.jspecify.annotations.Nullable;

/**
 * An address that a client was given for a name.
 *
 * @param client who asked
 * @param address what it was told
 * @param name what it asked for, lower case without its last dot
 */
public record NamedAddress(Party client, Ip address, String name) implements Comparable<NamedAddress> {
    public NamedAddress {
        requireNonNull(client, "client");
        requireNonNull(address, "address");
        requireNonNull(name, "name");
    }

    // Asked for every answer: what a record has of its own runs as method handles until it is compiled.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamedAddress named
                && address.equals(named.address)
                && name.equals(named.name)
                && client.equals(named.client);
    }

    @Override
    public int hashCode() {
        return (client.hashCode() * 31 + address.hashCode()) * 31 + name.hashCode();
    }

    @Override
    public int compareTo(NamedAddress other) {
        int byClient = client.compareTo(other.client);
        int byAddress = byClient != 0 ? byClient : address.compareTo(other.address);
        return byAddress != 0 ? byAddress : name.compareTo(other.name);
    }
}
