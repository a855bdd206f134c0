package io.policap.capture.hubble.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.FlowOuterClass;
import io.policap.capture.hubble.proto.flow.Verdict;
import io.policap.capture.hubble.proto.observer.ObserverOuterClass;
import io.policap.capture.hubble.proto.relay.Relay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireFormatTest {

    private static final List<FileDescriptor> FILES =
            List.of(FlowOuterClass.getDescriptor(), ObserverOuterClass.getDescriptor(), Relay.getDescriptor());

    static Stream<String> expectations() throws IOException {
        try (InputStream in = WireFormatTest.class.getResourceAsStream("wire-format.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        }
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void numbersAndTypesAreThoseOfHubble(String expectation) {
        List<String> words = List.of(expectation.split(" "));
        Map<String, String> expected = new TreeMap<>();
        for (String word : words.subList(2, words.size())) {
            expected.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        Map<String, String> found = words.get(0).equals("message")
                ? fields(messages().get(words.get(1)))
                : values(enums().get(words.get(1)));

        if (words.get(0).equals("message")) {
            assertThat(found).isEqualTo(expected);
        } else {
            assertThat(found).containsAllEntriesOf(expected);
        }
    }

    @Test
    void everyMessageAndEnumHasAnExpectation() throws IOException {
        List<String> expected =
                expectations().map(line -> line.split(" ")[1]).sorted().toList();

        List<String> found = Stream.concat(messages().keySet().stream(), enums().keySet().stream())
                .sorted()
                .toList();
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void theObserverServiceHasThePathsAndStreamsOfHubble() {
        List<String> methods = new ArrayList<>();
        for (MethodDescriptor method :
                ObserverOuterClass.getDescriptor().findServiceByName("Observer").getMethods()) {
            methods.add(method.getFullName()
                    + " " + method.getInputType().getName()
                    + (method.isServerStreaming() ? " stream " : " ")
                    + method.getOutputType().getName());
            assertThat(method.isClientStreaming()).isFalse();
        }

        assertThat(methods)
                .containsExactly(
                        "observer.Observer.GetFlows GetFlowsRequest stream GetFlowsResponse",
                        "observer.Observer.GetAgentEvents GetAgentEventsRequest stream GetAgentEventsResponse",
                        "observer.Observer.GetDebugEvents GetDebugEventsRequest stream GetDebugEventsResponse",
                        "observer.Observer.GetNodes GetNodesRequest GetNodesResponse",
                        "observer.Observer.GetNamespaces GetNamespacesRequest GetNamespacesResponse",
                        "observer.Observer.ServerStatus ServerStatusRequest ServerStatusResponse");
    }

    @Test
    void anUnknownEnumNumberIsKeptAsANumber() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeEnum(Flow.VERDICT_FIELD_NUMBER, 99);
        out.writeEnum(Flow.DROP_REASON_DESC_FIELD_NUMBER, 206);
        out.flush();

        Flow flow = Flow.parseFrom(bytes.toByteArray());

        assertThat(flow.getVerdict()).isEqualTo(Verdict.UNRECOGNIZED);
        assertThat(flow.getVerdictValue()).isEqualTo(99);
        assertThat(flow.getDropReasonDescValue()).isEqualTo(206);
        assertThat(flow.toByteArray()).isEqualTo(bytes.toByteArray());
    }

    private static Map<String, String> fields(Descriptor message) {
        Map<String, String> fields = new TreeMap<>();
        for (FieldDescriptor field : message.getFields()) {
            String type = type(field) + (field.isRepeated() ? "*" : "");
            fields.put(field.getName(), field.getNumber() + (type.equals("string") ? "" : ":" + type));
        }
        return fields;
    }

    private static String type(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            default ->
                field.toProto().getType().name().substring("TYPE_".length()).toLowerCase(Locale.ROOT);
        };
    }

    private static Map<String, String> values(EnumDescriptor type) {
        Map<String, String> values = new TreeMap<>();
        for (EnumValueDescriptor value : type.getValues()) {
            values.put(value.getName(), Integer.toString(value.getNumber()));
        }
        return values;
    }

    private static Map<String, Descriptor> messages() {
        Map<String, Descriptor> messages = new TreeMap<>();
        for (FileDescriptor file : FILES) {
            file.getMessageTypes().forEach(message -> addNested(message, messages));
        }
        return messages;
    }

    private static void addNested(Descriptor message, Map<String, Descriptor> into) {
        into.put(message.getFullName(), message);
        message.getNestedTypes().forEach(nested -> addNested(nested, into));
    }

    private static Map<String, EnumDescriptor> enums() {
        Map<String, EnumDescriptor> enums = new TreeMap<>();
        for (FileDescriptor file : FILES) {
            file.getEnumTypes().forEach(type -> enums.put(type.getFullName(), type));
        }
        for (Descriptor message : messages().values()) {
            message.getEnumTypes().forEach(type -> enums.put(type.getFullName(), type));
        }
        return enums;
    }
}
