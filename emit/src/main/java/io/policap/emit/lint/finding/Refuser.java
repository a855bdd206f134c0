package io.policap.emit.lint.finding;

/** Who turns a policy down. */
public enum Refuser {
    /** The Kubernetes API server, asked with {@code fieldValidation=Strict}, as {@code kubectl} does. */
    API_SERVER("api-server"),
    /** Cilium's agent: the object is stored, but nothing of it is enforced. */
    CILIUM("cilium");

    private final String text;

    Refuser(String text) {
        this.text = text;
    }

    /** The refuser as printed. */
    public String text() {
        return text;
    }
}
