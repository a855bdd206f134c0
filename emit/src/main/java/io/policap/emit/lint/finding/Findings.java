package io.policap.emit.lint.finding;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The findings about one object while it is checked. The same rule at the same place, found by several, is one finding
 * that names them all.
 */
public final class Findings {
    /** Nobody. */
    public static final Set<Refuser> NOBODY = Set.of();
    /** The API server alone. */
    public static final Set<Refuser> API_SERVER = Set.of(Refuser.API_SERVER);
    /** Cilium alone. */
    public static final Set<Refuser> CILIUM = Set.of(Refuser.CILIUM);
    /** Both. */
    public static final Set<Refuser> BOTH = Set.of(Refuser.API_SERVER, Refuser.CILIUM);

    /** How many findings of one object are told. */
    static final int MOST = 200;

    private final String place;
    private final String object;
    private final Map<Key, Finding> found = new LinkedHashMap<>();
    private final Set<Refuser> beyond = EnumSet.noneOf(Refuser.class);
    private boolean tooMany;

    public Findings(String place, String object) {
        this.place = place;
        this.object = object;
    }

    private record Key(String path, LintRule rule) {}

    /** Who refuses, at a field. */
    public void add(Spot spot, LintRule rule, Set<Refuser> refusedBy, String message) {
        add(spot.line(), spot.path(), rule, refusedBy, message);
    }

    /** Nobody refuses, but it is not what was meant. */
    public void warn(Spot spot, LintRule rule, String message) {
        add(spot, rule, NOBODY, message);
    }

    /** A field that is missing is told at the line of the object it is missing in. */
    public void add(int line, String path, LintRule rule, Set<Refuser> refusedBy, String message) {
        Key key = new Key(path, rule);
        Finding known = found.get(key);
        if (known != null) {
            Set<Refuser> all = EnumSet.noneOf(Refuser.class);
            all.addAll(known.refusedBy());
            all.addAll(refusedBy);
            found.put(key, new Finding(place, known.line(), object, path, rule, all, known.message()));
        } else if (found.size() < MOST) {
            found.put(key, new Finding(place, line, object, path, rule, refusedBy, message));
        } else {
            tooMany = true;
            beyond.addAll(refusedBy);
        }
    }

    /** Whether nothing has been found. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** What was found, in the order found. */
    public List<Finding> list() {
        List<Finding> list = new ArrayList<>(found.values());
        if (tooMany) {
            list.add(new Finding(
                    place,
                    0,
                    object,
                    "",
                    LintRule.TOO_MANY_FINDINGS,
                    beyond,
                    "more than " + MOST + " findings; the others are left out"));
        }
        return list;
    }
}
