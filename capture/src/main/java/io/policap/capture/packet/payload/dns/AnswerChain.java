package io.policap.capture.packet.payload.dns;

import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way from the name asked for to addresses, through the records of a response.
 *
 * <p>Only what is reached counts, so that a record beside the way gives no name an address.
 */
final class AnswerChain {
    private static final int MOST_HOPS = 16;
    private static final int MOST_ANSWERS = 8_192;

    /** A name is not written longer than this: 255 octets of four characters. */
    private static final int LONGEST_NAME = 1_020;

    private final Map<String, List<ResourceRecord>> answers = new HashMap<>();
    private final Map<String, List<ResourceRecord>> all = new HashMap<>();
    private final Map<Pair, Long> found = new LinkedHashMap<>();
    private final List<String> aliases = new ArrayList<>();
    private final Set<String> targets = new HashSet<>();

    private record Pair(String name, Ip address) {
        // Needed once packets are read: to link what a record has of its own takes a hundredth of a second.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pair pair && name.equals(pair.name) && address.equals(pair.address);
        }

        @Override
        public int hashCode() {
            return name.hashCode() * 31 + address.hashCode();
        }
    }

    AnswerChain(List<ResourceRecord> answerSection, List<ResourceRecord> additionalSection) {
        for (ResourceRecord each : answerSection) {
            answers.computeIfAbsent(each.owner(), owner -> new ArrayList<>(1)).add(each);
            all.computeIfAbsent(each.owner(), owner -> new ArrayList<>(1)).add(each);
        }
        for (ResourceRecord each : additionalSection) {
            all.computeIfAbsent(each.owner(), owner -> new ArrayList<>(1)).add(each);
        }
    }

    /** Goes the way from this name. */
    void follow(String question) {
        String name = question;
        long ttl = Integer.MAX_VALUE;
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            for (ResourceRecord each : answers.getOrDefault(name, List.of())) {
                long least = Math.min(ttl, each.ttl());
                if (each instanceof ResourceRecord.Address address) {
                    add(question, address.address(), least);
                } else if (each instanceof ResourceRecord.Service service) {
                    target(service.target(), service.target(), Integer.MAX_VALUE);
                } else if (each instanceof ResourceRecord.Binding binding) {
                    binding.hints().forEach(hint -> add(question, hint, least));
                    target(question, binding.target(), least);
                }
            }
            ResourceRecord.@Nullable Alias alias = alias(name);
            if (alias == null) {
                return;
            }
            ttl = Math.min(ttl, alias.ttl());
            name = aliased(name, alias);
            if (name.equals(question) || aliases.contains(name)) {
                return;
            }
            aliases.add(name);
        }
    }

    List<String> aliases() {
        return aliases;
    }

    List<DnsAnswer> answers() {
        List<DnsAnswer> list = new ArrayList<>(found.size());
        found.forEach((pair, ttl) -> list.add(new DnsAnswer(pair.name(), pair.address(), ttl)));
        return list;
    }

    /** Takes the addresses that the message has for the target of a service, wherever they stand; it is no alias. */
    private void target(String shown, String target, long ttl) {
        if (targets.add(shown + ' ' + target)) {
            for (ResourceRecord each : all.getOrDefault(target, List.of())) {
                if (each instanceof ResourceRecord.Address address) {
                    add(shown, address.address(), Math.min(ttl, address.ttl()));
                }
            }
        }
    }

    private void add(String name, Ip address, long ttl) {
        if (found.size() < MOST_ANSWERS) {
            found.merge(new Pair(name, address), ttl, Math::min);
        }
    }

    /** The record by which this name is another's: its own, else the nearest of a domain it lies in. */
    private ResourceRecord.@Nullable Alias alias(String name) {
        for (ResourceRecord each : answers.getOrDefault(name, List.of())) {
            if (each instanceof ResourceRecord.Alias alias && !alias.below()) {
                return alias;
            }
        }
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            for (ResourceRecord each : answers.getOrDefault(name.substring(dot + 1), List.of())) {
                if (each instanceof ResourceRecord.Alias alias
                        && alias.below()
                        && dot + 1 + alias.target().length() <= LONGEST_NAME) {
                    return alias;
                }
            }
        }
        return null;
    }

    private static String aliased(String name, ResourceRecord.Alias alias) {
        if (!alias.below()) {
            return alias.target();
        }
        String prefix = name.substring(0, name.length() - alias.owner().length() - 1);
        return alias.target().isEmpty() ? prefix : prefix + "." + alias.target();
    }
}
