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
        Optional<DnsMessage> message = reader.read(carried.bytes, carried.from, carried.captured);
        if (message.isPresent()) {
            message(message.get(), carried);
        }
    }

    /** Takes a message that ended in this payload. */
    void message(DnsMessage message, Carried carried) {
        int resolver = message.response() ? carried.sourcePort : carried.destinationPort;
        if (!PayloadChoice.isDns(resolver)
                || !DnsMessage.isHostName(message.question())
                || (resolver == MULTICAST_DNS && carried.destination().isMulticast())) {
            return;
        }
        Ip client = message.response() ? carried.destination() : carried.source();
        Instant time = Instant.ofEpochSecond(Math.floorDiv(carried.time, SECOND), Math.floorMod(carried.time, SECOND));
        if (isOfQuestion(message)) {
            out.accept(lookup(time, client, message.question(), message.answers()));
            return;
        }
        Map<String, List<DnsAnswer>> byName = byName(message);
        byName.putIfAbsent(message.question(), List.of());
        byName.forEach((name, answers) -> out.accept(lookup(time, client, name, answers)));
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

    private static NameLookup lookup(Instant time, Ip client, String name, List<DnsAnswer> answers) {
        if (answers.isEmpty()) {
            return new NameLookup(time, client, FlowEndpoint.UNKNOWN, name, List.of(), 0);
        }
        List<Ip> addresses = new ArrayList<>(answers.size());
        long ttl = Long.MAX_VALUE;
        for (DnsAnswer answer : answers) {
            addresses.add(answer.address());
            ttl = Math.min(ttl, answer.ttlSeconds());
        }
        return new NameLookup(time, client, FlowEndpoint.UNKNOWN, name, addresses, ttl);
    }
}
