package io.policap.infer.policy.from;

import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.inventory.WorkloadKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names of policies and their files: the workload's, with its kind in front where two of a namespace share one.
 *
 * <p>Policies carry {@code policap-} in front, so that applying them never replaces a policy that somebody else wrote.
 */
final class PolicyNames {
    /** What every policy of ours is called first. */
    static final String PREFIX = "policap-";

    private static final int LONGEST = 200;

    private final Map<String, Integer> sameName = new TreeMap<>();

    PolicyNames(List<WorkloadIntent> workloads) {
        for (WorkloadIntent workload : workloads) {
            sameName.merge(fold(workload.key()), 1, Integer::sum);
        }
    }

    private static String fold(WorkloadKey key) {
        return key.namespace() + "/" + safe(key.name());
    }

    /** The name of the file without extension. */
    String fileName(WorkloadKey key) {
        boolean shared = sameName.getOrDefault(fold(key), 1) > 1;
        return shared ? safe(key.kind() + "-" + key.name()) : safe(key.name());
    }

    /** The name of the policy object: a DNS subdomain name (RFC 1123). */
    String policyName(WorkloadKey key) {
        return PREFIX + fileName(key);
    }

    /** The text as a lower-case RFC 1123 name; a hash tells apart what would become the same. */
    static String safe(String text) {
        StringBuilder name = new StringBuilder();
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length() && name.length() < LONGEST; i++) {
            char c = lower.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            boolean inner = (c == '-' || c == '.') && name.length() > 0 && name.charAt(name.length() - 1) != '.';
            name.append(plain || inner ? c : '-');
        }
        String trimmed = name.toString()
                .replaceAll("^[-.]+|[-.]+$", "")
                .replace("-.", ".")
                .replace(".-", ".");
        boolean changed = !trimmed.equals(text);
        return changed ? (trimmed.isEmpty() ? "" : trimmed + "-") + hash(text) : trimmed;
    }

    private static String hash(String text) {
        return String.format(Locale.ROOT, "%08x", text.hashCode());
    }
}
