package io.policap.infer.policy.from;

import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.inventory.WorkloadKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names of policies and their files: the workload's, with its kind in front where two of a namespace share one.
 *
 * <p>No two workloads of a namespace get the same name, nor that of its default-deny. Policies carry {@code policap-} in
 * front, so that applying them never replaces a policy that somebody else wrote.
 */
final class PolicyNames {
    /** What every policy of ours is called first. */
    static final String PREFIX = "policap-";

    /** What the default-deny of a namespace is called after that. */
    static final String DEFAULT_DENY = "default-deny";

    private static final int LONGEST = 200;

    private final Map<WorkloadKey, String> names = new TreeMap<>();

    PolicyNames(List<WorkloadIntent> workloads) {
        Map<String, Integer> sameName = new TreeMap<>();
        for (WorkloadIntent workload : workloads) {
            sameName.merge(plain(workload.key()), 1, Integer::sum);
        }
        TreeSet<String> taken = new TreeSet<>();
        TreeSet<WorkloadKey> left = new TreeSet<>();
        for (WorkloadIntent workload : workloads) {
            WorkloadKey key = workload.key();
            boolean shared = sameName.getOrDefault(plain(key), 0) > 1;
            if (shared || safe(key.name()).equals(DEFAULT_DENY)) {
                left.add(key);
            } else {
                names.put(key, safe(key.name()));
                taken.add(plain(key));
            }
        }
        for (WorkloadKey key : left) {
            String base = safe(key.kind().toLowerCase(Locale.ROOT) + "-" + key.name());
            String name = base;
            for (int i = 2; !taken.add(key.namespace() + "/" + name); i++) {
                name = base + "-" + i;
            }
            names.put(key, name);
        }
    }

    private static String plain(WorkloadKey key) {
        return key.namespace() + "/" + safe(key.name());
    }

    /** The name of the file without extension. */
    String fileName(WorkloadKey key) {
        return names.getOrDefault(key, safe(key.name()));
    }

    /** The name of the policy object: a DNS subdomain name (RFC 1123). */
    String policyName(WorkloadKey key) {
        return PREFIX + fileName(key);
    }

    /** The text as a lower-case RFC 1123 name; where that changes it, a hash makes it unlikely to meet another. */
    static String safe(String text) {
        StringBuilder name = new StringBuilder();
        for (String part : text.toLowerCase(Locale.ROOT).split("\\.", -1)) {
            String plain = plain(part);
            if (!plain.isEmpty()) {
                name.append(name.isEmpty() ? "" : ".").append(plain);
            }
        }
        String cut = name.substring(0, Math.min(LONGEST, name.length())).replaceAll("[-.]+$", "");
        return !cut.isEmpty() && cut.equals(text) ? cut : (cut.isEmpty() ? "" : cut + "-") + hash(text);
    }

    /** One label of the name: lower-case letters, digits and inner hyphens. */
    private static String plain(String part) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < part.length() && plain.length() < LONGEST; i++) {
            char c = part.charAt(i);
            boolean kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            plain.append(kept ? c : '-');
        }
        return plain.toString().replaceAll("^-+|-+$", "");
    }

    private static String hash(String text) {
        return String.format(Locale.ROOT, "%08x", text.hashCode());
    }
}
