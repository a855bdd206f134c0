package io.policap.infer.policy.cilium;

/** The modes of mutual authentication in a rule's {@code authentication.mode}. */
public enum AuthenticationMode {
    DISABLED("disabled"),
    REQUIRED("required"),
    TEST_ALWAYS_FAIL("test-always-fail");

    private final String text;

    AuthenticationMode(String text) {
        this.text = text;
    }

    /** The mode as Cilium spells it. */
    public String text() {
        return text;
    }
}
