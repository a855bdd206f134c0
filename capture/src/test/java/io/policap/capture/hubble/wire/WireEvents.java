package io.policap.capture.hubble.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.policap.capture.hubble.event.FlowMapping;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.json.CollectedFlows;
import io.policap.capture.hubble.proto.observer.ExportEvent;
import io.policap.infer.flow.Place;
import java.util.List;

/** Events in both forms, each made by the libraries of protobuf alone. */
final class WireEvents {
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private WireEvents() {}

    /** The event in proto's JSON form, without {@code extensions}, which the library cannot print. */
    static String json(Message event) throws InvalidProtocolBufferException {
        FieldDescriptor member = event.getDescriptorForType().findFieldByName("flow");
        if (!event.hasField(member)) {
            return PRINTER.print(event);
        }
        Message.Builder flow = ((Message) event.getField(member)).toBuilder();
        flow.clearField(flow.getDescriptorForType().findFieldByName("extensions"));
        return PRINTER.print(event.toBuilder().setField(member, flow.build()));
    }

    /**
     * The message as any parser has it. Java's generated classes keep a member of a oneof that another one replaced
     * and bring it back when it occurs again; those that are made of descriptors do not.
     */
    static Message parse(byte[] message) throws InvalidProtocolBufferException {
        return DynamicMessage.parseFrom(ExportEvent.getDescriptor(), message);
    }

    /** The event that a line of a flow log tells. */
    static ExportEvent parse(String json) throws InvalidProtocolBufferException {
        ExportEvent.Builder event = ExportEvent.newBuilder();
        PARSER.merge(json, event);
        return event.build();
    }

    /** What the messages deliver, one place for each as if they were the lines of a file. */
    static CollectedFlows collect(String source, List<byte[]> messages) {
        CollectedFlows collected = new CollectedFlows();
        FlowMapping mapping = new FlowMapping(collected, collected.issues);
        HubbleWireDecoder decoder = new HubbleWireDecoder();
        HubbleRecord record = new HubbleRecord();
        for (int i = 0; i < messages.size(); i++) {
            byte[] message = messages.get(i);
            decoder.decode(message, 0, message.length, record);
            mapping.deliver(record, new Place(source, i + 1));
        }
        mapping.end();
        return collected;
    }
}
