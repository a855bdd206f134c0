package io.policap.infer.name;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * By what names the clients of one connection class reached an address outside.
 *
 * @param openings when connections were opened, by the host that they named in TLS or HTTP; under the empty text those that
 *     named none
 * @param told names that a source knew for the address as those by which this client reached it
 * @param alone those of the names told that were the only one at some moment
 * @param more whether there were more names than are kept
 */
public record Contacts(
        SortedMap<String, Moments> openings, SortedSet<String> told, SortedSet<String> alone, boolean more) {
    /** Hosts kept, and names told; each the first in order. */
    public static final int NAMES_KEPT = 64;

    /** Openings kept of those that named no host. */
    public static final int OPENINGS_KEPT = 64;

    /** Openings kept of those that named the same host. */
    public static final int OPENINGS_OF_HOST_KEPT = 8;

    public static final Contacts NONE = new Contacts(new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), false);

    public Contacts {
        openings = Collections.unmodifiableSortedMap(new TreeMap<>(openings));
        told = Collections.unmodifiableSortedSet(new TreeSet<>(told));
        alone = Collections.unmodifiableSortedSet(new TreeSet<>(alone));
    }

    public boolean isEmpty() {
        return openings.isEmpty() && told.isEmpty() && alone.isEmpty() && !more;
    }

    /** The contacts of both. */
    public Contacts plus(Contacts other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        ContactTally tally = new ContactTally();
        tally.add(this);
        tally.add(other);
        return tally.snapshot();
    }
}
