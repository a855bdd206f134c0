package io.policap.capture.packet.payload.dns;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Ip;
import java.util.List;

/**
 * A DNS query, or a response with the addresses it leads to (RFC 1035).
 *
 * <p>Names are in lower case and without their last dot; the root is "". A byte that is neither letter, digit, hyphen
 * nor underscore is written as backslash and three decimal digits (RFC 1035, 5.1), dots inside labels too: a name holds
 * no other characters than these, and one with a backslash is no host name ({@link #isHostName}).
 *
 * @param truncated whether the sender left out what did not fit (TC); who asked will ask again over TCP
 * @param cut whether the message ended, or ceased to make sense, before its last record
 * @param rcode the response code with its extension (RFC 6891), 0 for a query
 * @param question the name asked for
 * @param type the type asked for, one of the constants here or another of IANA's
 * @param answers in the order of the message, each name and address once; empty for a query
 * @param aliases names that the question is another name of, in the order of the chain (CNAME, DNAME)
 */
public record DnsMessage(
        int id,
        boolean response,
        boolean truncated,
        boolean cut,
        int rcode,
        String question,
        int type,
        List<DnsAnswer> answers,
        List<String> aliases) {
    /** Types of records (IANA). */
    public static final int A = 1;

    public static final int CNAME = 5;
    public static final int AAAA = 28;
    public static final int SRV = 33;
    public static final int DNAME = 39;
    public static final int OPT = 41;
    public static final int SVCB = 64;
    public static final int HTTPS = 65;

    /** The response code for a name that does not exist. */
    public static final int NXDOMAIN = 3;

    public DnsMessage {
        requireNonNull(question, "question");
        answers = List.copyOf(answers);
        aliases = List.copyOf(aliases);
    }

    /** The addresses of the name asked for; for SRV there are none, its answers are its targets'. */
    public List<Ip> addresses() {
        return answers.stream()
                .filter(answer -> answer.name().equals(question))
                .map(DnsAnswer::address)
                .toList();
    }

    /** The least time to live of all answers; 0 without answers. */
    public long ttlSeconds() {
        return answers.stream().mapToLong(DnsAnswer::ttlSeconds).min().orElse(0);
    }

    /** Whether such a name, as this class writes them, has nothing but letters, digits, hyphens and underscores. */
    public static boolean isHostName(String name) {
        return !name.isEmpty() && name.indexOf('\\') < 0;
    }
}
