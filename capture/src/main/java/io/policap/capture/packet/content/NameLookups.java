package io.policap.capture.packet.content;

import io.policap.capture.packet.connection.Carried;
import io.policap.capture.packet.payload.dns.DnsAnswer;
import io.policap.capture.packet.payload.dns.DnsMessage;
import io.policap.capture.packet.payload.dns.DnsReader;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The DNS questions and answers of a capture, whichever resolver they went to: its port tells them, 53, or 5353 as
 * OpenShift's resolver has it. Multicast DNS (RFC 6762) is left out, as nobody has a rule for what it finds.
 *
 * <p>A name without an address is delivered once where the same client asks for it again and again, each address every
 * time.
 */
final class NameLookups {
    private static final long SECOND = 1_000_000_000L;
    private static final int MULTICAST_DNS = 5353;

    private final DnsReader reader = new DnsReader();
    private final AskedBefore asked = new AskedBefore();
    private final KnownMessages known = new KnownMessages();
    private final Consumer<NameLookup> out;

    NameLookups(Consumer<NameLookup> out) {
        this.out = out;
    }

    DnsReader reader() {
        return reader;
    }

    /** Takes a datagram to or from a port of DNS. */
    void datagram(Carried carried) {
        boolean multicast = carried.sourcePort == MULTICAST_DNS && carried.destinationPort == MULTICAST_DNS;
        if (multicast || asked.isAgain(carried)) {
            return;
        }
        KnownMessages.Message same = known.find(carried.bytes, carried.from, carried.captured);
        if (same == null) {
            Optional<DnsMessage> message = reader.read(carried.bytes, carried.from, carried.captured);
            if (message.isPresent()) {
                message(message.get(), carried, true);
            }
        } else if (isOfResolver(same.response(), carried)) {
            out.accept(lookup(carried, same.response(), same.name(), same.addresses(), same.ttlSeconds()));
        }
    }

    /** Takes a message that ended in this payload. */
    void message(DnsMessage message, Carried carried) {
        message(message, carried, false);
    }

    private static boolean isOfResolver(boolean response, Carried carried) {
        int resolver = response ? carried.sourcePort : carried.destinationPort;
        return PayloadChoice.isDns(resolver)
                && !(resolver == MULTICAST_DNS && carried.destination().isMulticast());
    }

    /** Takes a message; {@code alone} if it is all of this payload. */
    private void message(DnsMessage message, Carried carried, boolean alone) {
        boolean response = message.response();
        if (!isOfResolver(response, carried) || !DnsMessage.isHostName(message.question())) {
            return;
        }
        if (!isOfQuestion(message)) {
            Map<String, List<DnsAnswer>> byName = byName(message);
            byName.putIfAbsent(message.question(), List.of());
            byName.forEach(
                    (name, given) -> out.accept(lookup(carried, response, name, addresses(given), ttlSeconds(given))));
            return;
        }
        String name = message.question();
        List<Ip> addresses = addresses(message.answers());
        long ttlSeconds = ttlSeconds(message.answers());
        if (alone) {
            known.keep(carried.bytes, carried.from, carried.captured, response, name, addresses, ttlSeconds);
        }
        out.accept(lookup(carried, response, name, addresses, ttlSeconds));
    }

    /** Whether all answers are those of the name asked for, as mostly. */
    private static boolean isOfQuestion(DnsMessage message) {
        for (DnsAnswer answer : message.answers()) {
            if (!answer.name().equals(message.question())) {
                return false;
            }
        }
        return true;
    }

    /** By name: the one asked for, and of SRV the targets, whose addresses come along (RFC 2782). */
    private static Map<String, List<DnsAnswer>> byName(DnsMessage message) {
        Map<String, List<DnsAnswer>> byName = new LinkedHashMap<>();
        for (DnsAnswer answer : message.answers()) {
            if (DnsMessage.isHostName(answer.name())) {
                byName.computeIfAbsent(answer.name(), name -> new ArrayList<>(2))
                        .add(answer);
            }
        }
        return byName;
    }

    private static List<Ip> addresses(List<DnsAnswer> answers) {
        Ip[] addresses = new Ip[answers.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = answers.get(i).address();
        }
        return List.of(addresses);
    }

    /** The least time to live, 0 without answers. */
    private static long ttlSeconds(List<DnsAnswer> answers) {
        long least = answers.isEmpty() ? 0 : Long.MAX_VALUE;
        for (DnsAnswer answer : answers) {
            least = Math.min(least, answer.ttlSeconds());
        }
        return least;
    }

    private static NameLookup lookup(
            Carried carried, boolean response, String name, List<Ip> addresses, long ttlSeconds) {
        Ip client = response ? carried.destination() : carried.source();
        Instant time = Instant.ofEpochSecond(Math.floorDiv(carried.time, SECOND), Math.floorMod(carried.time, SECOND));
        return new NameLookup(time, client, FlowEndpoint.UNKNOWN, name, addresses, ttlSeconds);
    }
}
