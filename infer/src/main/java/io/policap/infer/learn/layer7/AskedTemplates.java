package io.policap.infer.learn.layer7;

import io.policap.infer.http.HeaderNames;
import io.policap.infer.http.HttpTemplate;
import io.policap.infer.http.PathLeaf;
import io.policap.infer.http.PathTemplates;
import io.policap.infer.intent.HttpPermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The templates that the requests of one client match, with how often and with which headers. */
final class AskedTemplates {
    private static final class Asked {
        private long requests;
        /** Null until requests were added. */
        private @Nullable TreeSet<String> headers;
    }

    /** A request in so many may be of a kind that was seen only once. */
    private static final int NEW_ONE_IN = 10;

    private final PathTemplates templates;
    private final TreeMap<HttpTemplate, Asked> asked = new TreeMap<>();

    AskedTemplates(PathTemplates templates) {
        this.templates = templates;
    }

    /** Adds requests; returns whether each of them has a template. */
    boolean add(Collection<PathLeaf> leaves) {
        for (PathLeaf leaf : leaves) {
            Optional<HttpTemplate> template = templates.of(leaf);
            if (template.isEmpty()) {
                return false;
            }
            Asked of = asked.computeIfAbsent(template.get(), key -> new Asked());
            of.requests += leaf.requests();
            // Of what only responses told, no header is known.
            SortedSet<String> headers = leaf.headers().orElse(new TreeSet<>());
            if (of.headers == null) {
                of.headers = new TreeSet<>(headers);
            } else {
                of.headers.retainAll(headers);
            }
        }
        return true;
    }

    /**
     * Whether the next request hardly asks for something new: by Good and Turing the chance of that is about the share of
     * requests whose template was seen but once.
     */
    boolean isSettled() {
        long all = 0;
        long once = 0;
        for (Asked of : asked.values()) {
            all += of.requests;
            once += of.requests == 1 ? 1 : 0;
        }
        return once * NEW_ONE_IN <= all;
    }

    int size() {
        return asked.size();
    }

    /**
     * A permission for each template.
     *
     * @param wanted headers that permissions should ask for
     * @param without where it is counted how many templates have requests without one of them
     */
    List<HttpPermission> permissions(SortedSet<String> wanted, Map<String, Long> without) {
        List<HttpPermission> permissions = new ArrayList<>();
        asked.forEach((template, of) -> {
            TreeSet<String> headers = new TreeSet<>();
            for (String header : wanted) {
                if (of.headers != null && of.headers.contains(HeaderNames.canonical(header))) {
                    headers.add(header);
                } else {
                    without.merge(header, 1L, Long::sum);
                }
            }
            permissions.add(new HttpPermission(template.method(), template.path(), headers, of.requests));
        });
        return permissions;
    }
}
