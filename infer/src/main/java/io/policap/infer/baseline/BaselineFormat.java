package io.policap.infer.baseline;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What writer and reader of a baseline's file form have to agree on. */
public final class BaselineFormat {
    /** The first key of every baseline file, by which it is recognised; its value is {@code true}. */
    public static final String MARKER = "policapBaseline";

    /** The second key, with the version of the format. */
    public static final String VERSION_KEY = "formatVersion";

    /** The version that is written; every version from 1 to this one is read. */
    public static final int VERSION = 4;

    /** The texts of the constants that were asked for, as a file has the same few again and again. */
    private static final Map<Enum<?>, String> TEXTS = new ConcurrentHashMap<>();

    private BaselineFormat() {}

    /** A constant as it stands in a file: lower case with hyphens. */
    public static String text(Enum<?> constant) {
        String known = TEXTS.get(constant);
        if (known == null) {
            known = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            TEXTS.put(constant, known);
        }
        return known;
    }

    /** The constant that stands in a file under this text; absent where there is none. */
    public static <E extends Enum<E>> Optional<E> constant(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (text(constant).equals(text)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
