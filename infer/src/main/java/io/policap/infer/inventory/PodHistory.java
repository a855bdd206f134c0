package io.policap.infer.inventory;

import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
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
    private final Set<Ip> addresses = new TreeSet<>();

    PodHistory(PodSighting first) {
        newest = first;
        newestWithSpec = first;
        newestWithController = first;
        newestWithLabels = first;
        from = first.pod().lifetime().from();
        to = first.pod().lifetime().to();
        add(first);
    }

    void add(PodSighting sighting) {
        PodRecord pod = sighting.pod();
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
        addresses.addAll(pod.addresses());
    }

    PodRecord fold(Ownership ownership) {
        PodRecord latest = newest.pod();
        PodRecord spec = newestWithSpec.pod();
        PodSighting owned = newestWithController.controller().isPresent() ? newestWithController : newest;
        return new PodRecord(
                latest.key(),
                latest.uid(),
                newestWithLabels.pod().labels(),
                ownership.workloadOf(owned),
                latest.node().isEmpty() ? spec.node() : latest.node(),
                addresses.stream().toList(),
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
            // Most pods have one version, and comparing it with itself would go all the way down to its text.
            return known;
        }
        boolean knownWanted = wanted.test(known);
        boolean givenWanted = wanted.test(given);
        if (knownWanted != givenWanted) {
            return givenWanted ? given : known;
        }
        return PodSighting.BY_AGE.compare(given, known) > 0 ? given : known;
    }
}
