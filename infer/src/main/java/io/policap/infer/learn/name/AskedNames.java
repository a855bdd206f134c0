package io.policap.infer.learn.name;

import io.policap.infer.connection.Party;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.edge.End;
import io.policap.infer.name.Answers;
import io.policap.infer.name.DnsName;
import io.policap.infer.name.NamedAddress;
import io.policap.infer.name.Names;
import io.policap.infer.name.Questions;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What each workload asked DNS and was told, whatever its pods were known by. */
public final class AskedNames {
    /** An answer of one client of a workload. */
    record Answer(String name, Answers answers) {}

    private final Map<WorkloadKey, TreeMap<Ip, List<Answer>>> byAddress = new TreeMap<>();
    private final Map<WorkloadKey, TreeMap<String, TreeSet<Ip>>> byName = new TreeMap<>();
    private final Map<WorkloadKey, Questions> questions = new TreeMap<>();

    /**
     * The names of a recording.
     *
     * @param ends who a party is
     */
    public AskedNames(Names names, Function<Party, End> ends) {
        names.answers().forEach((key, answers) -> {
            if (DnsName.isExpressible(key.name())) {
                workloads(ends.apply(key.client())).forEach(workload -> answer(workload, key, answers));
            }
        });
        names.questions()
                .forEach((client, asked) -> workloads(ends.apply(client))
                        .forEach(workload -> questions.merge(workload, asked, Questions::plus)));
    }

    private void answer(WorkloadKey workload, NamedAddress key, Answers answers) {
        byAddress
                .computeIfAbsent(workload, known -> new TreeMap<>())
                .computeIfAbsent(key.address(), known -> new ArrayList<>())
                .add(new Answer(key.name(), answers));
        byName.computeIfAbsent(workload, known -> new TreeMap<>())
                .computeIfAbsent(key.name(), known -> new TreeSet<>())
                .add(key.address());
    }

    private static SortedSet<WorkloadKey> workloads(End end) {
        return end instanceof End.Workloads found ? found.keys() : new TreeSet<>();
    }

    /** The answers that named an address of a block, given to any of these workloads. */
    List<Answer> answers(Collection<WorkloadKey> workloads, Cidr block) {
        List<Answer> found = new ArrayList<>();
        for (WorkloadKey workload : workloads) {
            TreeMap<Ip, List<Answer>> known = byAddress.getOrDefault(workload, new TreeMap<>());
            known.subMap(block.network(), true, block.last(), true).values().forEach(found::addAll);
        }
        return found;
    }

    /** Every address that these workloads were given for a name. */
    public SortedSet<Ip> addresses(Collection<WorkloadKey> workloads, String name) {
        TreeSet<Ip> found = new TreeSet<>();
        for (WorkloadKey workload : workloads) {
            found.addAll(byName.getOrDefault(workload, new TreeMap<>()).getOrDefault(name, new TreeSet<>()));
        }
        return found;
    }

    /** What a workload asked for; nothing where its questions were not seen. */
    public Questions questions(WorkloadKey workload) {
        return questions.getOrDefault(workload, Questions.NONE);
    }
}
