package io.policap.capture.hubble.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.ManagedChannel;
import io.policap.capture.hubble.access.FlowQuery;
import io.policap.capture.hubble.access.HubbleChannel;
import io.policap.capture.hubble.access.HubbleTarget;
import io.policap.capture.hubble.access.HubbleTls;
import io.policap.capture.hubble.event.EndpointFields;
import io.policap.capture.hubble.event.EventTime;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.Layer4;
import io.policap.capture.hubble.proto.flow.Layer7;
import io.policap.capture.hubble.proto.flow.Verdict;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.observer.ObserverGrpc;
import io.policap.capture.hubble.server.HubbleServer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What is asked for is what is used: flows that a server masked, against the same flows whole. */
class FieldMaskTest {
    private static final FieldMask MASK =
            FlowQuery.ALL.request(Optional.empty(), true).getFieldMask();

    /** Fields that agents have had for a shorter time than they have understood masks (Cilium 1.17). */
    private static final Set<String> TOO_NEW =
            Set.of("file", "tunnel", "policy_log", "emitter", "ip_trace_id", "aggregate", "extensions");

    /** Wanted by those who follow a stream, and not by the mapping of flows. */
    private static final Set<String> FOR_THE_STREAM = Set.of("uuid");

    private static final JsonFormat.Printer JSON = JsonFormat.printer()
            .preservingProtoFieldNames()
            .usingTypeRegistry(JsonFormat.TypeRegistry.newBuilder()
                    .add(Duration.getDescriptor())
                    .build());

    private final List<Flow> flows = flows();
    private final List<Map<String, String>> whole = records(flows);
    private HubbleServer server;
    private ManagedChannel channel;

    @BeforeEach
    void publish() throws Exception {
        server = HubbleServer.builder()
                .node("n")
                .everythingAtOnce()
                .everyStreamFromTheOldest()
                .start();
        for (Flow flow : flows) {
            server.publish(flow);
        }
        channel = HubbleChannel.open(HubbleTarget.parse(server.target()), HubbleTls.DEFAULT);
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.close();
    }

    @Test
    void maskedFlowsAreReadAsWholeOnesAre() {
        assertThat(read(MASK)).isEqualTo(whole);
    }

    @Test
    void everyPathIsUsed() {
        List<String> unused = new ArrayList<>();
        for (String path : MASK.getPathsList()) {
            List<String> others = new ArrayList<>(MASK.getPathsList());
            others.remove(path);
            if (read(FieldMask.newBuilder().addAllPaths(others).build()).equals(whole)) {
                unused.add(path);
            }
        }

        assertThat(unused).containsExactlyInAnyOrderElementsOf(expectedUnused());
    }

    /** The record does not know sockets in every version of it; where it does, they count. */
    private static Set<String> expectedUnused() {
        boolean knowsSockets = whole0().keySet().stream().anyMatch(name -> name.startsWith("socket"));
        return knowsSockets ? FOR_THE_STREAM : Set.of("uuid", "sock_xlate_point", "socket_cookie");
    }

    @Test
    void everyPathIsKnownToEveryServerThatKnowsMasks() {
        for (String path : MASK.getPathsList()) {
            com.google.protobuf.Descriptors.Descriptor message = Flow.getDescriptor();
            String[] names = path.split("\\.");
            assertThat(names[0]).as(path).isNotIn(TOO_NEW);
            for (int i = 0; i < names.length; i++) {
                FieldDescriptor field = message.findFieldByName(names[i]);
                assertThat(field).as(path).isNotNull();
                if (i < names.length - 1) {
                    assertThat(field.isRepeated()).as(path + " leads below a list").isFalse();
                    message = field.getMessageType();
                }
                assertThat(field.getRealContainingOneof()).as(path + " leads into a choice").isNull();
            }
        }
        assertThat(MASK.getPathsList()).doesNotHaveDuplicates().contains("is_reply", "uuid", "time", "node_name");
    }

    private List<Map<String, String>> read(FieldMask mask) {
        GetFlowsRequest request =
                GetFlowsRequest.newBuilder().setFieldMask(mask).build();
        List<Flow> read = new ArrayList<>();
        ObserverGrpc.newBlockingStub(channel)
                .withDeadlineAfter(1, TimeUnit.MINUTES)
                .getFlows(request)
                .forEachRemaining(response -> read.add(response.getFlow()));
        assertThat(read).hasSameSizeAs(flows);
        return records(read);
    }

    private static Map<String, String> whole0() {
        return record(Flow.getDefaultInstance());
    }

    private static List<Flow> flows() {
        List<Flow> flows = new ArrayList<>();
        for (FieldDescriptor transport : Layer4.getDescriptor().getFields()) {
            Layer4.Builder layer4 = Layer4.newBuilder();
            layer4.setField(transport, filled(layer4.newBuilderForField(transport)));
            flows.add(full().setL4(layer4).build());
        }
        for (FieldDescriptor protocol : Layer7.getDescriptor().getFields()) {
            if (protocol.getContainingOneof() != null) {
                Layer7.Builder layer7 = Layer7.newBuilder().setTypeValue(2).setLatencyNs(5);
                layer7.setField(protocol, filled(layer7.newBuilderForField(protocol)));
                flows.add(full().setL7(layer7).build());
            }
        }
        flows.add(full().setIsReply(BoolValue.of(false)).build());
        flows.add(full().clearIsReply().clearL7().clearL4().build());
        flows.add(full().clearSource().clearDestination().clearIP().clearEventType().build());
        flows.add(Flow.newBuilder()
                .setVerdict(Verdict.AUDIT)
                .setNodeName("n")
                .build());
        return flows;
    }

    private static Flow.Builder full() {
        Flow.Builder flow = (Flow.Builder) filled(Flow.newBuilder()).toBuilder();
        // Only exporters aggregate.
        return flow.clearAggregate().setNodeName("n").setExtensions(Any.pack(Duration.getDefaultInstance()));
    }

    /** The message with a value in every field, of each choice the last; lists have two elements. */
    private static Message filled(Message.Builder message) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                message.addRepeatedField(field, value(message, field, 0));
                message.addRepeatedField(field, value(message, field, 1));
            } else {
                message.setField(field, value(message, field, 0));
            }
        }
        return message.build();
    }

    private static Object value(Message.Builder message, FieldDescriptor field, int index) {
        int number = field.getNumber() % 50 + 1 + index;
        switch (field.getJavaType()) {
            case INT:
                return number;
            case LONG:
                return (long) number;
            case BOOLEAN:
                return true;
            case STRING:
                return "text-" + number;
            case ENUM:
                return field.getEnumType().getValues().get(1);
            case MESSAGE:
                boolean any = field.getMessageType().equals(Any.getDescriptor());
                return any ? Any.pack(Duration.getDefaultInstance()) : filled(message.newBuilderForField(field));
            default:
                throw new AssertionError(field);
        }
    }

    private static List<Map<String, String>> records(List<Flow> flows) {
        List<Map<String, String>> records = new ArrayList<>();
        for (Flow flow : flows) {
            records.add(record(flow));
        }
        return records;
    }

    /** All that the reader has read of the flow, by the names of the record's fields. */
    private static Map<String, String> record(Flow flow) {
        HubbleRecord record = new HubbleRecord();
        try {
            byte[] json = JSON.print(GetFlowsResponse.newBuilder().setFlow(flow)).getBytes(StandardCharsets.UTF_8);
            try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
                parser.nextToken();
                new HubbleJsonDecoder(record).decode(parser);
            }
            Map<String, String> values = new TreeMap<>();
            collect(record, "", values);
            assertThat(values).containsEntry("kind", "FLOW").containsEntry("fault", "");
            return values;
        } catch (InvalidProtocolBufferException | IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void collect(Object object, String prefix, Map<String, String> values)
            throws IllegalAccessException {
        for (Field field : object.getClass().getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                Object value = field.get(object);
                if (value instanceof EndpointFields) {
                    collect(value, prefix + field.getName() + '.', values);
                } else if (value instanceof EventTime time) {
                    values.put(prefix + field.getName(), time.isTold() ? time.seconds() + "." + time.nanos() : "");
                } else {
                    values.put(prefix + field.getName(), String.valueOf(value));
                }
            }
        }
    }
}
