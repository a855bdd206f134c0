package io.policap.infer.policy.from;

import static java.util.Objects.requireNonNull;

import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.inventory.WorkloadKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names of policies and their files: the workload's, with its kind in front where two of a namespace share one.
 *
 * <p>Policies carry {@code policap-} in front, so that applying them never replaces a policy that somebody else wrote.
 */
final class PolicyNames {
    /** What every policy of ours is called first. */
    static final String PREFIX = "policap-";

    /** The name of a namespace's second stage; no workload may take it. */
    static final String DEFAULT_DENY = "default-deny";

    private static final int LONGEST = 200;

    private final Map<WorkloadKey, String> names = new TreeMap<>();
    private final Set<String> taken = new TreeSet<>();

    PolicyNames(List<WorkloadIntent> workloads) {
        Map<String, Integer> wanted = new TreeMap<>();
        TreeSet<WorkloadKey> keys = new TreeSet<>();
        for (WorkloadIntent workload : workloads) {
            keys.add(workload.key());
            taken.add(place(workload.key(), DEFAULT_DENY));
        }
        keys.forEach(key -> wanted.merge(place(key, safe(key.name())), 1, Integer::sum));
        for (WorkloadKey key : keys) {
            String own = safe(key.name());
            if (wanted.getOrDefault(place(key, own), 0) == 1 && taken.add(place(key, own))) {
                names.put(key, own);
            }
        }
        // Only now, so that a workload that is called like another's kind and name keeps its own name.
        for (WorkloadKey key : keys) {
            if (!names.containsKey(key)) {
                names.put(key, free(key, safe(key.kind().toLowerCase(Locale.ROOT) + "-" + key.name())));
            }
        }
    }

    private String free(WorkloadKey key, String wanted) {
        String name = wanted;
        for (int i = 2; !taken.add(place(key, name)); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    private static String place(WorkloadKey key, String name) {
        return key.namespace() + "/" + name;
    }

    /** The name of the file without extension. */
    String fileName(WorkloadKey key) {
        return requireNonNull(names.get(key), "a workload of the intent");
    }

    /** The name of the policy object: a DNS subdomain name (RFC 1123). */
    String policyName(WorkloadKey key) {
        return PREFIX + fileName(key);
    }

    /** The text as a lower-case RFC 1123 name, with a hash where it had to be changed for that. */
    static String safe(String text) {
        StringBuilder plain = new StringBuilder();
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length() && i < LONGEST; i++) {
            char c = lower.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
            plain.append(allowed ? c : '-');
        }
        StringJoiner name = new StringJoiner(".");
        for (String label : plain.toString().split("\\.", -1)) {
            String trimmed = label.replaceAll("^-+|-+$", "");
            if (!trimmed.isEmpty()) {
                name.add(trimmed);
            }
        }
        if (name.toString().equals(text) && !text.isEmpty()) {
            return text;
        }
        return name + (name.length() == 0 ? "" : "-") + hash(text);
    }

    private static String hash(String text) {
        return String.format(Locale.ROOT, "%08x", text.hashCode());
    }
}
