package io.policap.infer.learn.decided;

import io.policap.infer.decision.EndName;
import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.Locale;

/** Whether a DNS name is one that a decision names; in a pattern, each {@code *} stands for characters of one label. */
final class DnsNames {
    private DnsNames() {}

    static boolean matches(EndName.DnsName decided, String known) {
        String name = known.toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return decided.selector() instanceof FqdnSelector.MatchName
                ? decided.text().equals(plain)
                : matches(decided.text(), plain);
    }

    /** Greedy with one way back, so that no pattern takes longer than the product of the lengths. */
    private static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0 && name.charAt(resume) != '.') {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
