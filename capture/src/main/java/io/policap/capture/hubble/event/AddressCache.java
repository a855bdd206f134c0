package io.policap.capture.hubble.event;

import io.policap.infer.net.Ip;
import org.jspecify.annotations.Nullable;

/** One address object for each text that repeats; a table of fixed size. Not safe for several threads. */
final class AddressCache {
    private static final int SLOTS = 1 << 12;

    private final @Nullable String[] texts = new @Nullable String[SLOTS];
    private final @Nullable Ip[] addresses = new @Nullable Ip[SLOTS];

    /** The address, or null where the text is none. */
    @Nullable
    Ip parse(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
        if (text.equals(texts[slot])) {
            return addresses[slot];
        }
        Ip address;
        try {
            address = Ip.parse(text);
        } catch (IllegalArgumentException notAnAddress) {
            address = null;
        }
        texts[slot] = text;
        addresses[slot] = address;
        return address;
    }
}
