package io.policap.infer.policy.rollout;

/**
 * A version of Cilium, as far as policies depend on it.
 *
 * @param major 1
 * @param minor 14 to 20 and beyond
 */
public record CiliumVersion(int major, int minor) implements Comparable<CiliumVersion> {
    /** What is assumed where nobody tells. */
    public static final CiliumVersion DEFAULT = new CiliumVersion(1, 18);

    /** The first version with {@code enableDefaultDeny}, without which an audit policy would be enforced. */
    private static final CiliumVersion FIRST_WITH_DEFAULT_DENY = new CiliumVersion(1, 16);

    /** The first version in which HTTP rules of a policy that closes nothing refuse nothing. */
    private static final CiliumVersion FIRST_WITH_HARMLESS_HTTP = new CiliumVersion(1, 18);

    /** The first version with {@code authentication}. */
    private static final CiliumVersion FIRST_WITH_AUTHENTICATION = new CiliumVersion(1, 14);

    /**
     * Reads {@code 1.18}, {@code 1.18.3} or {@code v1.18.3}.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    public static CiliumVersion parse(String text) {
        String[] parts = (text.startsWith("v") ? text.substring(1) : text).split("[.\\-+]", 3);
        try {
            return new CiliumVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts.length > 1 ? parts[1] : ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a Cilium version like 1.18: '" + text + "'", e);
        }
    }

    /** Whether a policy can be installed without closing anything. */
    public boolean canAudit() {
        return compareTo(FIRST_WITH_DEFAULT_DENY) >= 0;
    }

    /** Whether HTTP rules can be installed without refusing any request. */
    public boolean canAuditHttp() {
        return compareTo(FIRST_WITH_HARMLESS_HTTP) >= 0;
    }

    /** Whether rules can ask for mutual authentication. */
    public boolean canAuthenticate() {
        return compareTo(FIRST_WITH_AUTHENTICATION) >= 0;
    }

    @Override
    public int compareTo(CiliumVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
