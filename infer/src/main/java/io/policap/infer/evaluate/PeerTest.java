package io.policap.infer.evaluate;

/** Whether a party is among the peers of a rule. */
interface PeerTest {
    PeerTest ANY = party -> true;
    PeerTest NONE = party -> false;

    boolean matches(Party party);

    default PeerTest or(PeerTest other) {
        return party -> matches(party) || other.matches(party);
    }
}
