package io.policap.capture.hubble.server;

import io.policap.capture.hubble.proto.flow.CiliumEventType;
import io.policap.capture.hubble.proto.flow.Endpoint;
import io.policap.capture.hubble.proto.flow.EventTypeFilter;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.FlowFilter;
import io.policap.capture.hubble.proto.flow.Workload;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether a flow matches a filter: all fields that are set must match, each by any of its values. Covers pods, labels,
 * workloads, identities, addresses, verdicts, directions, event types, ports, protocols and nodes; a filter with another
 * field is refused, so that no test believes it was applied.
 */
final class FilterMatch {
    private static final List<String> KNOWN = List.of(
            "source_pod",
            "destination_pod",
            "source_label",
            "destination_label",
            "source_workload",
            "destination_workload",
            "source_identity",
            "destination_identity",
            "source_ip",
            "destination_ip",
            "verdict",
            "traffic_direction",
            "event_type",
            "reply",
            "source_port",
            "destination_port",
            "protocol",
            "node_name",
            "uuid");

    private FilterMatch() {}

    /** The first field of the filter that this server does not know; empty text when it knows all. */
    static String unknownField(FlowFilter filter) {
        return filter.getAllFields().keySet().stream()
                .map(field -> field.getName())
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .orElse("");
    }

    static boolean of(FlowFilter filter, Flow flow) {
        Endpoint source = flow.getSource();
        Endpoint destination = flow.getDestination();
        return any(filter.getSourcePodList(), value -> isPod(value, source))
                && any(filter.getDestinationPodList(), value -> isPod(value, destination))
                && any(filter.getSourceLabelList(), value -> LabelMatch.of(value, source.getLabelsList()))
                && any(filter.getDestinationLabelList(), value -> LabelMatch.of(value, destination.getLabelsList()))
                && any(filter.getSourceWorkloadList(), value -> isWorkload(value, source))
                && any(filter.getDestinationWorkloadList(), value -> isWorkload(value, destination))
                && any(filter.getSourceIdentityList(), value -> value == source.getIdentity())
                && any(filter.getDestinationIdentityList(), value -> value == destination.getIdentity())
                && any(
                        filter.getSourceIpList(),
                        value -> value.equals(flow.getIP().getSource()))
                && any(
                        filter.getDestinationIpList(),
                        value -> value.equals(flow.getIP().getDestination()))
                && any(filter.getVerdictValueList(), value -> value == flow.getVerdictValue())
                && any(filter.getTrafficDirectionValueList(), value -> value == flow.getTrafficDirectionValue())
                && any(filter.getEventTypeList(), value -> isType(value, flow.getEventType()))
                && any(
                        filter.getReplyList(),
                        value -> flow.hasIsReply() && value == flow.getIsReply().getValue())
                && any(filter.getSourcePortList(), value -> value.equals(Ports.of(flow.getL4(), true)))
                && any(filter.getDestinationPortList(), value -> value.equals(Ports.of(flow.getL4(), false)))
                && any(filter.getProtocolList(), value -> Ports.isProtocol(value, flow))
                && any(filter.getNodeNameList(), value -> isNode(value, flow.getNodeName()))
                && any(filter.getUuidList(), value -> value.equals(flow.getUuid()));
    }

    private static <T> boolean any(List<T> values, Predicate<T> matches) {
        return values.isEmpty() || values.stream().anyMatch(matches);
    }

    /** "namespace/pod-prefix", "namespace/", "/pod-prefix" in any namespace, or "pod-prefix" in the default one. */
    private static boolean isPod(String pattern, Endpoint endpoint) {
        int slash = pattern.indexOf('/');
        String namespace = slash < 0 ? "default" : pattern.substring(0, slash);
        String prefix = pattern.substring(slash + 1);
        if (endpoint.getNamespace().isEmpty() || !(namespace.isEmpty() || namespace.equals(endpoint.getNamespace()))) {
            return false;
        }
        return prefix.isEmpty() || endpoint.getPodName().startsWith(prefix);
    }

    private static boolean isWorkload(Workload wanted, Endpoint endpoint) {
        return endpoint.getWorkloadsList().stream()
                .anyMatch(has -> (wanted.getName().isEmpty() || wanted.getName().equals(has.getName()))
                        && (wanted.getKind().isEmpty() || wanted.getKind().equals(has.getKind())));
    }

    private static boolean isType(EventTypeFilter wanted, CiliumEventType has) {
        return wanted.getType() == has.getType()
                && (!wanted.getMatchSubType() || wanted.getSubType() == has.getSubType());
    }

    /** "cluster/node" or "node"; a "*" stands for anything. */
    private static boolean isNode(String pattern, String name) {
        String node = name.substring(name.indexOf('/') + 1);
        String wanted = pattern.contains("/") ? pattern : node.equals(name) ? pattern : "*/" + pattern;
        return name.matches("\\Q" + wanted.replace("*", "\\E.*\\Q") + "\\E");
    }
}
