package io.policap.infer.inventory;

import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Every version of one pod, folded as they come; the result does not depend on their order. */
final class PodHistory {
    private PodSighting newest;
    private PodSighting newestWithSpec;
    private PodSighting newestWithController;
    private PodSighting newestWithLabels;
    private Instant from;
    private Instant to;
    private boolean deleted;
    private List<Ip> addresses;

    PodHistory(PodSighting first) {
        newest = first;
        newestWithSpec = first;
        newestWithController = first;
        newestWithLabels = first;
        from = first.pod().lifetime().from();
        to = first.pod().lifetime().to();
        deleted = first.pod().deleted();
        addresses = first.pod().addresses();
    }

    /** Whether the sighting told anything new. */
    boolean add(PodSighting sighting) {
        PodRecord pod = sighting.pod();
        PodRecord before = newest.pod();
        PodSighting ownedBefore = newestWithController;
        PodSighting labelledBefore = newestWithLabels;
        PodSighting specBefore = newestWithSpec;
        Instant fromBefore = from;
        Instant toBefore = to;
        boolean deletedBefore = deleted;
        newest = newer(newest, sighting, any -> true);
        newestWithSpec = newer(newestWithSpec, sighting, s -> s.pod().specKnown());
        newestWithController =
                newer(newestWithController, sighting, s -> s.controller().isPresent());
        newestWithLabels =
                newer(newestWithLabels, sighting, s -> !s.pod().labels().isEmpty());
        // The start is known late (creation, then the kubelet's), the end early (asked for, then finished).
        if (pod.lifetime().from().isAfter(from)) {
            from = pod.lifetime().from();
        }
        if (pod.lifetime().to().isBefore(to)) {
            to = pod.lifetime().to();
        }
        deleted |= pod.deleted();
        return addAddresses(pod.addresses())
                || deletedBefore != deleted
                || !fromBefore.equals(from)
                || !toBefore.equals(to)
                || !before.equals(newest.pod())
                || !specBefore.pod().equals(newestWithSpec.pod())
                || !labelledBefore.pod().labels().equals(newestWithLabels.pod().labels())
                || !ownedBefore.controller().equals(newestWithController.controller());
    }

    private boolean addAddresses(List<Ip> more) {
        if (addresses.containsAll(more)) {
            return false;
        }
        addresses = SortedCopies.of(addresses, more);
        return true;
    }

    /** The pod is gone, at the latest by then; whether that is news. */
    boolean end(Instant by) {
        boolean news = !deleted || by.isBefore(to);
        deleted = true;
        to = by.isBefore(to) ? by : to;
        return news;
    }

    boolean isDeleted() {
        return deleted;
    }

    /** When it ended, {@link Instant#MAX} where that is not known. */
    Instant end() {
        return to;
    }

    /** The newest version that names what controls the pod, else the newest. */
    PodSighting owned() {
        return newestWithController.controller().isPresent() ? newestWithController : newest;
    }

    PodRecord fold(Ownership ownership) {
        PodRecord latest = newest.pod();
        PodRecord spec = newestWithSpec.pod();
        return new PodRecord(
                latest.key(),
                latest.uid(),
                newestWithLabels.pod().labels(),
                ownership.workloadOf(owned()),
                latest.node().isEmpty() ? spec.node() : latest.node(),
                addresses,
                latest.hostNetwork() || spec.hostNetwork(),
                latest.phase(),
                new Lifetime(from, to),
                spec.ports(),
                spec.probePorts(),
                spec.specKnown(),
                spec.serviceAccount().isEmpty() ? latest.serviceAccount() : spec.serviceAccount(),
                deleted);
    }

    private static PodSighting newer(PodSighting known, PodSighting given, Predicate<PodSighting> wanted) {
        if (known == given) {
            // Comparing a version with itself would go all the way down to its text.
            return known;
        }
        boolean knownWanted = wanted.test(known);
        boolean givenWanted = wanted.test(given);
        if (knownWanted != givenWanted) {
            return givenWanted ? given : known;
        }
        return given.compareAge(known) > 0 ? given : known;
    }
}
