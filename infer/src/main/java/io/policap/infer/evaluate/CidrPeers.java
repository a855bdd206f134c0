package io.policap.infer.evaluate;

import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.util.List;

/** Matches parties by their addresses. */
final class CidrPeers {
    private CidrPeers() {}

    /** Parties all of whose addresses are covered: what a rule may allow for sure. */
    static PeerMatcher all(Cidr cidr, List<Cidr> except) {
        return party -> {
            for (Ip address : party.addresses()) {
                if (!covers(cidr, except, address)) {
                    return false;
                }
            }
            return !party.addresses().isEmpty();
        };
    }

    /** Parties with an address that is covered: what a rule may deny. */
    static PeerMatcher any(Cidr cidr, List<Cidr> except) {
        return party -> {
            for (Ip address : party.addresses()) {
                if (covers(cidr, except, address)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static boolean covers(Cidr cidr, List<Cidr> except, Ip address) {
        if (!cidr.contains(address)) {
            return false;
        }
        for (Cidr hole : except) {
            if (hole.contains(address)) {
                return false;
            }
        }
        return true;
    }
}
