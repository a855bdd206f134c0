package io.policap.infer.policy.rollout;

import java.util.Locale;

/** How policies are written: harmless first, then in force. */
public enum Mode {
    AUDIT,
    ENFORCE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
