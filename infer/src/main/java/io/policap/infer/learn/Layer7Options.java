package io.policap.infer.learn;

import io.policap.infer.http.HeaderNames;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether and how rules look into HTTP (R12).
 *
 * @param enabled whether there are HTTP rules at all
 * @param headers names of headers whose presence rules may ask for, as they are to be written; compared without case
 * @param widenFirstSegment whether the first segment of a path, too, may become a pattern of names
 */
public record Layer7Options(boolean enabled, SortedSet<String> headers, boolean widenFirstSegment) {
    /** No rule looks into HTTP. */
    public static final Layer7Options OFF = new Layer7Options(false, new TreeSet<>(), false);

    /** HTTP rules of methods and paths. */
    public static final Layer7Options PATHS = new Layer7Options(true, new TreeSet<>(), false);

    public Layer7Options {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String header : headers) {
            if (!HeaderNames.isName(header) || HeaderNames.carriesCredentials(header)) {
                throw new IllegalArgumentException("not a header that a rule may ask for");
            }
            names.add(header);
        }
        headers = Collections.unmodifiableSortedSet(names);
    }
}
