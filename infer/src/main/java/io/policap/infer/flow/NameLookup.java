package io.policap.infer.flow;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.List;

/**
 * One DNS question of a client, or the answer it got.
 *
 * @param time when the client asked or got the answer
 * @param client the client's address
 * @param endpoint what the source knew of the client beyond its address
 * @param name the name asked for, never an alias on the way: lower case, without its last dot
 * @param addresses the addresses answered; none in a question, and where there is no such name
 * @param ttlSeconds for how long the client may use the answer, 0 where not told
 */
public record NameLookup(
        Instant time, Ip client, FlowEndpoint endpoint, String name, List<Ip> addresses, long ttlSeconds) {
    public NameLookup {
        requireNonNull(time, "time");
        requireNonNull(client, "client");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(name, "name");
        addresses = List.copyOf(addresses);
    }
}
