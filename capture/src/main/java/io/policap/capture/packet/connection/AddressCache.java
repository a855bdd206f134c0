package io.policap.capture.packet.connection;

import io.policap.infer.net.Ip;
import org.jspecify.annotations.Nullable;

/** Addresses as objects, one for those that come again and again: a connection's ends are few, its legs are many. */
final class AddressCache {
    private static final int PLACES = 1 << 12;

    private final @Nullable Ip[] known = new Ip[PLACES];

    Ip v4(long low) {
        return of(false, 0, low);
    }

    Ip v6(long high, long low) {
        return of(true, high, low);
    }

    private Ip of(boolean v6, long high, long low) {
        int place = (int) ((low + 31 * high) * 0x9E37_79B9_7F4A_7C15L >>> 52);
        Ip address = known[place];
        if (address == null || address.low() != low || address.high() != high || address.v6() != v6) {
            address = v6 ? Ip.v6(high, low) : Ip.v4((int) low);
            known[place] = address;
        }
        return address;
    }
}
