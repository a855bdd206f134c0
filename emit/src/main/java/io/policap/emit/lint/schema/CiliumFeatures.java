package io.policap.emit.lint.schema;

import io.policap.infer.policy.rollout.CiliumVersion;

/** What a version of Cilium has, where that is known; what is not known to have come later counts as there. */
public final class CiliumFeatures {
    private static final CiliumVersion V1_16 = new CiliumVersion(1, 16);
    private static final CiliumVersion V1_18 = new CiliumVersion(1, 18);
    private static final CiliumVersion V1_20 = new CiliumVersion(1, 20);

    private CiliumFeatures() {}

    /** {@code enableDefaultDeny}, from 1.16. */
    public static boolean hasDefaultDeny(CiliumVersion version) {
        return version.compareTo(V1_16) >= 0;
    }

    /** Whether L7 rules let everything pass where the direction is not default-deny, from 1.18. */
    public static boolean auditsL7(CiliumVersion version) {
        return version.compareTo(V1_18) >= 0;
    }

    /** Kafka rules and those of Envoy's own parsers ({@code l7proto}), up to 1.19. */
    public static boolean hasOtherL7(CiliumVersion version) {
        return version.compareTo(V1_20) < 0;
    }

    /** {@code fromRequires} and {@code toRequires}, up to 1.19; after that they have to be empty. */
    public static boolean hasRequires(CiliumVersion version) {
        return version.compareTo(V1_20) < 0;
    }

    /** Addresses without a length in {@code fromCIDR}, to the agent alone, up to 1.19. */
    public static boolean takesBareAddresses(CiliumVersion version) {
        return version.compareTo(V1_20) < 0;
    }

    /** Whether the agent sees that an exception is wider than its prefix, from 1.20. */
    public static boolean checksExceptLength(CiliumVersion version) {
        return version.compareTo(V1_20) >= 0;
    }

    /** The entity {@code cluster-mesh}, from 1.20. */
    public static boolean hasClusterMeshEntity(CiliumVersion version) {
        return version.compareTo(V1_20) >= 0;
    }

    /** GRE, IPIP, IPV6, ESP and AH in {@code toPorts}, from 1.20. */
    public static boolean hasExtendedProtocols(CiliumVersion version) {
        return version.compareTo(V1_20) >= 0;
    }

    /** Whether the API server, too, asks for spec or specs; seen in the resources of 1.21, not in those of 1.19. */
    public static boolean schemaWantsSpec(CiliumVersion version) {
        return version.compareTo(V1_20) >= 0;
    }

    /** Whether the schema takes stars anywhere in the name of a server; up to 1.19 in front only. */
    public static boolean takesStarsInServerNames(CiliumVersion version) {
        return version.compareTo(V1_20) >= 0;
    }
}
