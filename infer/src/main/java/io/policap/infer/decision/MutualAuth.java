package io.policap.infer.decision;

/** Whether the rules of a workload ask for mutual authentication (R13). */
public enum MutualAuth {
    /** They do, whatever was seen. */
    REQUIRED("required"),
    /** They do where all that was seen was authenticated: what holds for workloads that no decision names. */
    LEARN("learn"),
    /** They never do, also where all that was seen was authenticated. */
    OFF("off");

    private final String text;

    MutualAuth(String text) {
        this.text = text;
    }

    /** The mode as it is written in a file of decisions. */
    public String text() {
        return text;
    }
}
