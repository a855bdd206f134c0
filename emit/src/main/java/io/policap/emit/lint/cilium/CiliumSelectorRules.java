package io.policap.emit.lint.cilium;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.lint.kubernetes.LabelSyntax;
import io.policap.infer.label.ObjectNames;

/** Label selectors as Cilium's agent checks them: keys may carry the source of the label, {@code k8s:app}. */
final class CiliumSelectorRules {
    private CiliumSelectorRules() {}

    static void check(Spot selector, Findings findings) {
        LabelSyntax.selector(selector, CiliumSelectorRules::isKey, Findings.CILIUM, findings);
    }

    private static boolean isKey(String key) {
        int colon = key.indexOf(':');
        if (colon < 0) {
            return ObjectNames.isLabelKey(key);
        }
        return colon > 0
                && ObjectNames.isLabelValue(key.substring(0, colon))
                && ObjectNames.isLabelKey(key.substring(colon + 1));
    }
}
