package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the legs of one connection show together: what the capture shows that saw most of it, and what only others saw.
 *
 * <p>It depends on the set of legs alone. One capture's legs between the same ends are parts of the connection, one after
 * the other; those of different captures, and those before and after NAT, are the same again.
 */
final class Contents {
    /** Which says more of what a connection carries besides HTTP, where captures differ: the later ones here. */
    private static final List<AppProtocol> WEIGHT =
            List.of(AppProtocol.NOT_SEEN, AppProtocol.HTTP, AppProtocol.TLS, AppProtocol.OTHER, AppProtocol.UPGRADED);

    private Contents() {}

    static Content together(List<MergedLeg> chain) {
        List<Content> seen = new ArrayList<>();
        for (MergedLeg merged : chain) {
            Map<Integer, List<Leg>> byCapture = new TreeMap<>();
            for (Leg leg : merged.legs()) {
                byCapture
                        .computeIfAbsent(leg.capture(), capture -> new ArrayList<>(1))
                        .add(leg);
            }
            byCapture.values().forEach(parts -> seen.add(inTurn(parts)));
        }
        seen.removeIf(Content.NONE::equals);
        if (seen.isEmpty()) {
            return Content.NONE;
        }
        return seen.size() == 1 ? seen.get(0) : same(seen);
    }

    /** Parts of a connection, in the order of their times. */
    private static Content inTurn(List<Leg> parts) {
        if (parts.size() == 1) {
            return parts.get(0).content();
        }
        List<HttpRequest> requests = new ArrayList<>();
        List<Content> contents = new ArrayList<>();
        boolean complete = true;
        for (Leg leg : parts) {
            requests.addAll(leg.content().requests());
            contents.add(leg.content());
            complete &= leg.content().complete();
        }
        Content named = named(contents);
        return new Content(protocol(contents), named.serverName(), named.outerName(), requests, complete);
    }

    /** The same connection again and again. */
    private static Content same(List<Content> seen) {
        seen.sort(Contents::byTelling);
        Content best = seen.get(0);
        Content named = best.serverName().isEmpty() ? named(seen) : best;
        if (best.complete()) {
            return new Content(best.protocol(), named.serverName(), named.outerName(), best.requests(), true);
        }
        return new Content(protocol(seen), named.serverName(), named.outerName(), united(seen), false);
    }

    /** The most telling first: who saw everything, who saw more, and then any order that is always the same. */
    private static int byTelling(Content one, Content other) {
        int order = Boolean.compare(other.complete(), one.complete());
        order = order != 0
                ? order
                : Integer.compare(other.requests().size(), one.requests().size());
        order = order != 0 ? order : other.protocol().compareTo(one.protocol());
        order = order != 0
                ? order
                : Boolean.compare(one.serverName().isEmpty(), other.serverName().isEmpty());
        order = order != 0 ? order : Boolean.compare(one.outerName(), other.outerName());
        order = order != 0 ? order : one.serverName().compareTo(other.serverName());
        return order != 0 ? order : text(one).compareTo(text(other));
    }

    private static List<HttpRequest> united(List<Content> seen) {
        List<HttpRequest> requests = new ArrayList<>(seen.get(0).requests());
        Set<HttpRequest> known = new LinkedHashSet<>(requests);
        for (Content content : seen.subList(1, seen.size())) {
            for (HttpRequest request : content.requests()) {
                if (known.add(request)) {
                    requests.add(request);
                }
            }
        }
        return requests;
    }

    private static Content named(List<Content> seen) {
        for (Content content : seen) {
            if (!content.serverName().isEmpty()) {
                return content;
            }
        }
        return Content.NONE;
    }

    private static AppProtocol protocol(List<Content> seen) {
        AppProtocol heaviest = AppProtocol.NOT_SEEN;
        for (Content content : seen) {
            if (WEIGHT.indexOf(content.protocol()) > WEIGHT.indexOf(heaviest)) {
                heaviest = content.protocol();
            }
        }
        return heaviest;
    }

    private static String text(Content content) {
        return content.requests().toString();
    }
}
