package io.policap.infer.flow;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Ip;
import java.util.List;

/** What a proxy or a payload said of a connection above the transport. */
public sealed interface Layer7 {
    /** Whether this is an answer; requests and samples are not. */
    boolean response();

    /**
     * A DNS question or answer.
     *
     * @param query the name asked for, without its last dot, lower case
     * @param addresses the addresses answered, none in a question
     * @param cnames the aliases on the way, without last dots
     * @param ttlSeconds the time to live of the answer, 0 where not told
     */
    record Dns(boolean response, String query, List<Ip> addresses, List<String> cnames, long ttlSeconds, int rcode)
            implements Layer7 {
        public Dns {
            requireNonNull(query, "query");
            addresses = List.copyOf(addresses);
            cnames = List.copyOf(cnames);
        }
    }

    /**
     * An HTTP request or response, without query, user info and header values: those are never kept.
     *
     * @param method the method, empty where not told
     * @param host the authority's host, empty where not told
     * @param path the path without query, empty where not told
     * @param code the status code, 0 in requests
     * @param headerNames the names of the headers, as seen
     */
    record Http(boolean response, String method, String host, String path, int code, List<String> headerNames)
            implements Layer7 {
        public Http {
            requireNonNull(method, "method");
            requireNonNull(host, "host");
            requireNonNull(path, "path");
            headerNames = List.copyOf(headerNames);
        }
    }

    /** Another protocol, of which only its being there is used. */
    record Other(boolean response) implements Layer7 {}
}
