package io.policap.emit.baseline;

import io.policap.infer.connection.Party;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The JSON of parties, kept because a party is an end of many classes. Safe for several threads. */
final class PartyTexts {
    private static final int MOST = 1 << 13;

    private final Map<Party, byte[]> texts = new ConcurrentHashMap<>(1 << 10);

    byte @Nullable [] of(Party party) {
        return texts.get(party);
    }

    void keep(Party party, byte[] text) {
        if (texts.size() < MOST) {
            texts.put(party, text);
        }
    }
}
