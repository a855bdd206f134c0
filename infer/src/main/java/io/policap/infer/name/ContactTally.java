package io.policap.infer.name;

import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Contacts while they are collected; what is kept depends on their set only. */
public final class ContactTally {
    private final TreeMap<String, MomentSample> openings = new TreeMap<>();
    private final TreeSet<String> told = new TreeSet<>();
    private final TreeSet<String> alone = new TreeSet<>();
    private boolean more;

    /**
     * Notes that a connection was opened.
     *
     * @param host the host it named, empty where it named none
     */
    public void opened(String host, Instant time, Ip client) {
        MomentSample opened = opened(DnsName.isAddress(host) ? "" : host);
        if (opened != null && !time.equals(Instant.MIN)) {
            opened.add(time, client);
        }
    }

    /** Notes names by which a source says that the address was known to this client. */
    public void told(Collection<String> names) {
        addTo(told, names);
        if (names.size() == 1) {
            addTo(alone, names);
        }
    }

    private void addTo(TreeSet<String> known, Collection<String> names) {
        known.addAll(names);
        while (known.size() > Contacts.NAMES_KEPT) {
            known.pollLast();
            more = true;
        }
    }

    /** Takes in what was collected elsewhere. */
    public void add(Contacts contacts) {
        contacts.openings().forEach((host, moments) -> {
            MomentSample opened = opened(host);
            if (opened != null) {
                moments.kept().forEach(opened::add);
                opened.addMore(moments.more());
            }
        });
        addTo(told, contacts.told());
        addTo(alone, contacts.alone());
        more |= contacts.more();
    }

    private @Nullable MomentSample opened(String host) {
        MomentSample present = openings.get(host);
        if (present != null) {
            return present;
        }
        present = new MomentSample(host.isEmpty() ? Contacts.OPENINGS_KEPT : Contacts.OPENINGS_OF_HOST_KEPT);
        openings.put(host, present);
        if (openings.size() <= Contacts.NAMES_KEPT) {
            return present;
        }
        more = true;
        String last = openings.lastKey();
        openings.remove(last);
        return last.equals(host) ? null : present;
    }

    /** What was collected so far. */
    public Contacts snapshot() {
        TreeMap<String, Moments> sorted = new TreeMap<>();
        openings.forEach((host, opened) -> sorted.put(host, opened.moments()));
        return new Contacts(sorted, told, alone, more);
    }
}
