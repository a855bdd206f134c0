package io.policap.capture.hubble.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kubernetes' selector syntax over Cilium's labels: "a=b", "a==b", "a!=b", "a", "!a", "a in (b,c)", "a notin (b,c)",
 * with commas between requirements that must all hold. A key without a source ("k8s:", "reserved:") matches any source.
 */
final class LabelMatch {
    private LabelMatch() {}

    static boolean of(String selector, List<String> labels) {
        Map<String, String> values = new HashMap<>();
        for (String label : labels) {
            int equals = label.indexOf('=');
            String key = equals < 0 ? label : label.substring(0, equals);
            String value = equals < 0 ? "" : label.substring(equals + 1);
            values.put(key, value);
            values.put(key.substring(key.indexOf(':') + 1), value);
        }
        return requirements(selector).stream().allMatch(requirement -> holds(requirement, values));
    }

    private static List<String> requirements(String selector) {
        List<String> requirements = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < selector.length(); i++) {
            char c = selector.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                requirements.add(selector.substring(start, i).strip());
                start = i + 1;
            }
        }
        requirements.add(selector.substring(start).strip());
        return requirements;
    }

    private static boolean holds(String requirement, Map<String, String> values) {
        String[] words = requirement.split("\\s+", 3);
        if (words.length == 3 && (words[1].equals("in") || words[1].equals("notin"))) {
            List<String> wanted = Arrays.stream(
                            words[2].replaceAll("[()]", "").split(","))
                    .map(String::strip)
                    .toList();
            String value = values.get(words[0]);
            return (value != null && wanted.contains(value)) == words[1].equals("in");
        }
        if (requirement.startsWith("!")) {
            return !values.containsKey(requirement.substring(1).strip());
        }
        int unequal = requirement.indexOf("!=");
        if (unequal > 0) {
            return !requirement
                    .substring(unequal + 2)
                    .strip()
                    .equals(values.get(requirement.substring(0, unequal).strip()));
        }
        int equals = requirement.indexOf('=');
        if (equals < 0) {
            return values.containsKey(requirement);
        }
        String wanted = requirement.substring(equals + 1).replaceFirst("^=", "").strip();
        return wanted.equals(values.get(requirement.substring(0, equals).strip()));
    }
}
