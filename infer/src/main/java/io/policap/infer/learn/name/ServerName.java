package io.policap.infer.learn.name;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names by which a client reached an outside address.
 *
 * @param names those that a rule has to say, empty where the client asked for none
 * @param known all that the client was given the address for; a policy that says any of them matches the address
 * @param toldApart whether every connection says which of the names it meant
 */
public record ServerName(SortedSet<String> names, SortedSet<String> known, boolean toldApart) {
    public static final ServerName NONE = new ServerName(new TreeSet<>(), new TreeSet<>(), true);

    public ServerName {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        known = Collections.unmodifiableSortedSet(new TreeSet<>(known));
    }
}
