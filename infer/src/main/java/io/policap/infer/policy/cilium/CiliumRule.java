package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One item of {@code ingress}, {@code egress}, {@code ingressDeny} or {@code egressDeny}.
 *
 * <p>Without peers a rule with ports or ICMP types is for every peer; without any of them it matches nothing and only
 * closes the direction.
 *
 * @param peers the {@code from...} or {@code to...} fields that are present, at most one that Cilium accepts; a field
 *     that is absent is not in the list, an empty field is in it with an empty list and matches nothing
 * @param toPorts absent or empty stands for all ports
 * @param icmps ICMP types; not together with ports
 * @param authentication the mode of mutual authentication, where asked for
 */
public record CiliumRule(
        List<CiliumPeers> peers,
        Optional<List<CiliumPortRule>> toPorts,
        Optional<List<IcmpRule>> icmps,
        Optional<AuthenticationMode> authentication) {
    /** The rule {@code {}}: it closes the direction and allows nothing. */
    public static final CiliumRule EMPTY =
            new CiliumRule(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public CiliumRule {
        requireNonNull(authentication, "authentication");
        peers = List.copyOf(peers);
        toPorts = toPorts.map(List::copyOf);
        icmps = icmps.map(List::copyOf);
    }

    /** A rule for peers at any port. */
    public static CiliumRule of(CiliumPeers peers) {
        return new CiliumRule(List.of(peers), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A rule for peers at some ports. */
    public static CiliumRule of(CiliumPeers peers, List<CiliumPortRule> toPorts) {
        return new CiliumRule(List.of(peers), Optional.of(toPorts), Optional.empty(), Optional.empty());
    }

    /** A rule for peers and some ICMP types. */
    public static CiliumRule icmp(CiliumPeers peers, List<IcmpRule> icmps) {
        return new CiliumRule(List.of(peers), Optional.empty(), Optional.of(icmps), Optional.empty());
    }
}
