package io.policap.infer.learn.decided;

import io.policap.infer.decision.EndName;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.edge.End;
import io.policap.infer.net.Cidr;
import java.util.Collection;
import java.util.SortedSet;

/** How much of what an end of an edge may be is meant by a name. */
enum EndMatch {
    /** Whatever it is, it is meant. */
    ALL,
    /** It may be one that is meant and one that is not: labels do not tell them apart, or addresses were folded. */
    SOME,
    NONE;

    /**
     * Whether an end is meant.
     *
     * @param names the DNS names by which an outside end was known
     */
    static EndMatch of(EndName name, End end, Collection<String> names) {
        if (name instanceof EndName.Workload workload) {
            if (!(end instanceof End.Workloads)) {
                return NONE;
            }
            SortedSet<WorkloadKey> keys = ((End.Workloads) end).keys();
            long meant = keys.stream().filter(workload.workload()::matches).count();
            return meant == 0 ? NONE : meant == keys.size() ? ALL : SOME;
        }
        if (name instanceof EndName.Block block) {
            return end instanceof End.Outside outside ? within(block.cidr(), outside.block()) : NONE;
        }
        if (name instanceof EndName.DnsName dns) {
            long meant =
                    names.stream().filter(known -> DnsNames.matches(dns, known)).count();
            return !(end instanceof End.Outside) || meant == 0 ? NONE : meant == names.size() ? ALL : SOME;
        }
        return isOf((EndName.Entity) name, end) ? ALL : NONE;
    }

    EndMatch and(EndMatch other) {
        return this == NONE || other == NONE ? NONE : this == ALL ? other : this;
    }

    /** Whether some connection's end may be meant by both names. */
    static boolean overlap(EndName one, EndName other) {
        if (one instanceof EndName.Workload mine && other instanceof EndName.Workload theirs) {
            return mine.workload().overlaps(theirs.workload());
        }
        if (one instanceof EndName.Block mine) {
            return other instanceof EndName.Block theirs
                    ? mine.cidr().overlaps(theirs.cidr())
                    : isOf(other, new End.Outside(mine.cidr()));
        }
        return other instanceof EndName.Block ? overlap(other, one) : one.equals(other);
    }

    private static boolean isOf(EndName name, End end) {
        return name instanceof EndName.Entity entity && isOf(entity, end);
    }

    private static EndMatch within(Cidr meant, Cidr block) {
        return meant.contains(block) ? ALL : meant.overlaps(block) ? SOME : NONE;
    }

    private static boolean isOf(EndName.Entity name, End end) {
        switch (name.entity()) {
            case WORLD:
                return end instanceof End.Outside;
            case WORLD_IPV4:
                return end instanceof End.Outside outside && !outside.block().v6();
            case WORLD_IPV6:
                return end instanceof End.Outside outside && outside.block().v6();
            case CLUSTER:
                return end instanceof End.Workloads || end instanceof End.Node || end instanceof End.IngressProxy;
            case HOST:
                return end instanceof End.Node node && node.own();
            case REMOTE_NODE:
                return end instanceof End.Node node && !node.own();
            case KUBE_APISERVER:
                return end instanceof End.Node node && node.apiServer();
            case INGRESS:
                return end instanceof End.IngressProxy;
            default:
                return false;
        }
    }
}
