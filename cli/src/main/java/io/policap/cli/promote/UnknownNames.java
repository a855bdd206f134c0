package io.policap.cli.promote;

import io.policap.infer.intent.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Names on the command line that mean nothing in what was read: a typing error, which must not pass for a clean run. */
public final class UnknownNames {
    private UnknownNames() {}

    /**
     * What is wrong with each name, in the order given.
     *
     * @param namespaces the values of {@code -n}
     * @param accepted the values of {@code --accept}
     */
    public static List<String> of(Intent intent, List<String> namespaces, List<String> accepted) {
        Set<String> workloads = new TreeSet<>();
        Set<String> known = new TreeSet<>();
        intent.namespaces().forEach(namespace -> known.add(namespace.name()));
        intent.workloads().forEach(workload -> {
            known.add(workload.key().namespace());
            workloads.add(workload.key().namespace() + "/" + workload.key().kind() + "/"
                    + workload.key().name());
        });
        List<String> wrong = new ArrayList<>();
        for (String namespace : namespaces) {
            if (!known.contains(namespace)) {
                wrong.add("-n " + namespace + ": no workload of that namespace is in what was read");
            }
        }
        wrong.addAll(accepted(workloads, known, accepted));
        return wrong;
    }

    /**
     * What is wrong with each value of {@code --accept}.
     *
     * @param workloads {@code namespace/Kind/name} of each workload
     * @param namespaces the namespaces
     */
    static List<String> accepted(Set<String> workloads, Set<String> namespaces, List<String> accepted) {
        Set<String> known = new TreeSet<>(workloads);
        known.addAll(namespaces);
        workloads.forEach(workload -> known.add(Promotion.shortName(workload)));
        List<String> wrong = new ArrayList<>();
        for (String name : accepted) {
            if (!known.contains(name)) {
                wrong.add("--accept " + name + ": no such workload (NAMESPACE/WORKLOAD) or namespace");
            }
        }
        return wrong;
    }
}
