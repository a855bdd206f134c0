package io.policap.infer.inventory;

import java.util.Comparator;

/** The order of {@code metadata.resourceVersion}: numbers by value (they are decimal without sign), unknown first. */
final class Versions {
    static final Comparator<String> ORDER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private Versions() {}
}
