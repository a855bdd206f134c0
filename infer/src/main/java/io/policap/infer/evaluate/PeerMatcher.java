package io.policap.infer.evaluate;

/** Whether a party is among the peers of a rule. */
interface PeerMatcher {
    PeerMatcher ANY = party -> true;
    PeerMatcher NONE = party -> false;

    boolean matches(Party party);

    default PeerMatcher or(PeerMatcher other) {
        return party -> matches(party) || other.matches(party);
    }
}
