package io.policap.capture.hubble.access;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.policap.capture.hubble.proto.flow.EventTypeFilter;
import io.policap.capture.hubble.proto.flow.FlowFilter;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.infer.flow.Verdict;
import io.policap.infer.label.ObjectNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which flows are wanted.
 *
 * <p>A flow is wanted when one of its ends is in one of the namespaces and matches one of the label selectors, and it has
 * one of the verdicts. An empty list asks for everything. Nothing is excluded but what was asked for: there is no event that
 * policap never needs. Socket events are wanted whatever the verdicts, since they tell which backend a service's address meant,
 * and have verdicts of their own.
 *
 * @param namespaces of either end
 * @param verdicts of the flow
 * @param labelSelectors in Kubernetes' syntax, of the same end as the namespace; keys may have Cilium's source in front
 * @param unwantedVerdicts of flows that are left out
 * @param unwantedLabels selectors of ends whose flows are left out
 */
public record FlowQuery(
        Set<String> namespaces,
        Set<Verdict> verdicts,
        Set<String> labelSelectors,
        Set<Verdict> unwantedVerdicts,
        Set<String> unwantedLabels) {
    /** Everything. */
    public static final FlowQuery ALL = new FlowQuery(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    private static final int SOCKET_EVENT = 7;

    /**
     * Checks and sorts what is wanted.
     *
     * @throws IllegalArgumentException with one line that names the flag, what is wrong, and what would be right
     */
    public FlowQuery {
        for (String namespace : namespaces) {
            if (!ObjectNames.isNamespace(namespace)) {
                throw new IllegalArgumentException("-n '" + ServerText.oneLine(namespace)
                        + "': not the name of a namespace (lower-case letters, digits and '-', up to 63)");
            }
        }
        if (verdicts.contains(Verdict.UNKNOWN) || unwantedVerdicts.contains(Verdict.UNKNOWN)) {
            throw new IllegalArgumentException("--verdict 'UNKNOWN': not a verdict; valid are " + validVerdicts());
        }
        labelSelectors.forEach(selector -> check("--filter", selector));
        unwantedLabels.forEach(selector -> check("--not-filter", selector));
        namespaces = Collections.unmodifiableSet(new TreeSet<>(namespaces));
        verdicts = sorted(verdicts);
        labelSelectors = Collections.unmodifiableSet(new TreeSet<>(labelSelectors));
        unwantedVerdicts = sorted(unwantedVerdicts);
        unwantedLabels = Collections.unmodifiableSet(new TreeSet<>(unwantedLabels));
    }

    private static Set<Verdict> sorted(Set<Verdict> verdicts) {
        return verdicts.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(verdicts));
    }

    private static void check(String flag, String selector) {
        String fault = LabelSelectorText.fault(selector);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException(flag + " '" + ServerText.oneLine(selector) + "': "
                    + ServerText.oneLine(fault) + "; expected a label selector such as app=web,tier!=cache");
        }
    }

    /**
     * Reads a query as it was written on a command line; verdicts in any case.
     *
     * @throws IllegalArgumentException with one line that names the flag, what is wrong, and what would be right
     */
    public static FlowQuery parse(List<String> namespaces, List<String> verdicts, List<String> labelSelectors) {
        return new FlowQuery(
                new TreeSet<>(namespaces),
                verdicts("--verdict", verdicts),
                new TreeSet<>(labelSelectors),
                Set.of(),
                Set.of());
    }

    /**
     * The same without some of the flows.
     *
     * @throws IllegalArgumentException with one line that names the flag, what is wrong, and what would be right
     */
    public FlowQuery without(List<String> unwantedVerdictNames, List<String> unwantedSelectors) {
        return new FlowQuery(
                namespaces,
                verdicts,
                labelSelectors,
                verdicts("--not-verdict", unwantedVerdictNames),
                new TreeSet<>(unwantedSelectors));
    }

    private static Set<Verdict> verdicts(String flag, List<String> names) {
        Set<Verdict> known = EnumSet.noneOf(Verdict.class);
        names.forEach(name -> known.add(verdict(flag, name)));
        return known;
    }

    private static Verdict verdict(String flag, String text) {
        for (Verdict verdict : Verdict.values()) {
            if (verdict != Verdict.UNKNOWN && verdict.name().equals(text.toUpperCase(Locale.ROOT))) {
                return verdict;
            }
        }
        throw new IllegalArgumentException(
                flag + " '" + ServerText.oneLine(text) + "': not a verdict; valid are " + validVerdicts());
    }

    private static String validVerdicts() {
        List<String> names = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            if (verdict != Verdict.UNKNOWN) {
                names.add(verdict.name());
            }
        }
        return String.join(", ", names);
    }

    /**
     * The request for these flows, for as long as the server lives.
     *
     * @param since from when on, as far as the server still has them; else from now on
     * @param fieldMask whether only the fields that are used are asked for
     */
    public GetFlowsRequest request(Optional<Instant> since, boolean fieldMask) {
        GetFlowsRequest.Builder request = GetFlowsRequest.newBuilder()
                .setFollow(true)
                .addAllWhitelist(whitelist())
                .addAllBlacklist(blacklist());
        since.ifPresent(time -> request.setSince(
                Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano())));
        if (fieldMask) {
            request.setFieldMask(FlowFields.MASK);
        }
        return request.build();
    }

    /** Filters are alternatives; within one, all fields have to match, and of each field any value. */
    private List<FlowFilter> whitelist() {
        boolean everywhere = namespaces.isEmpty() && labelSelectors.isEmpty();
        if (everywhere && verdicts.isEmpty()) {
            return List.of();
        }
        List<FlowFilter> ends =
                everywhere ? List.of(FlowFilter.getDefaultInstance()) : List.of(source(), destination());
        if (verdicts.isEmpty()) {
            return ends;
        }
        List<FlowFilter> filters = new ArrayList<>();
        for (FlowFilter end : ends) {
            FlowFilter.Builder filter = end.toBuilder();
            for (Verdict verdict : verdicts) {
                filter.addVerdict(io.policap.capture.hubble.proto.flow.Verdict.forNumber(verdict.ordinal()));
            }
            filters.add(filter.build());
        }
        for (FlowFilter end : ends) {
            filters.add(end.toBuilder()
                    .addEventType(EventTypeFilter.newBuilder().setType(SOCKET_EVENT))
                    .build());
        }
        return filters;
    }

    /** A flow is left out where any of these matches. */
    private List<FlowFilter> blacklist() {
        List<FlowFilter> filters = new ArrayList<>();
        if (!unwantedVerdicts.isEmpty()) {
            FlowFilter.Builder filter = FlowFilter.newBuilder();
            for (Verdict verdict : unwantedVerdicts) {
                filter.addVerdict(io.policap.capture.hubble.proto.flow.Verdict.forNumber(verdict.ordinal()));
            }
            filters.add(filter.build());
        }
        if (!unwantedLabels.isEmpty()) {
            filters.add(
                    FlowFilter.newBuilder().addAllSourceLabel(unwantedLabels).build());
            filters.add(FlowFilter.newBuilder()
                    .addAllDestinationLabel(unwantedLabels)
                    .build());
        }
        return filters;
    }

    private FlowFilter source() {
        FlowFilter.Builder filter = FlowFilter.newBuilder().addAllSourceLabel(labelSelectors);
        namespaces.forEach(namespace -> filter.addSourcePod(namespace + '/'));
        return filter.build();
    }

    private FlowFilter destination() {
        FlowFilter.Builder filter = FlowFilter.newBuilder().addAllDestinationLabel(labelSelectors);
        namespaces.forEach(namespace -> filter.addDestinationPod(namespace + '/'));
        return filter.build();
    }

    /** Whether a request failed because the server does not understand its field mask: ask again without. */
    public static boolean rejectsMask(StatusRuntimeException failed) {
        Status status = failed.getStatus();
        // Cilium returns the error of its check as it is, which gRPC sends as UNKNOWN.
        boolean refused = status.getCode() == Status.Code.INVALID_ARGUMENT || status.getCode() == Status.Code.UNKNOWN;
        return refused && status.getDescription() != null && rejectsMask(status.getDescription());
    }

    /**
     * The same for the text of a {@code NODE_ERROR}: a relay passes requests on unread, and where a node refuses one the
     * stream goes on and says it so.
     */
    public static boolean rejectsMask(String nodeStatusMessage) {
        String message = nodeStatusMessage.toLowerCase(Locale.ROOT);
        return message.contains("fieldmask") || message.contains("field mask") || message.contains("field_mask");
    }
}
