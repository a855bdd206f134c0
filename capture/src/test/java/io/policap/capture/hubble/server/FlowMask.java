package io.policap.capture.hubble.server;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.policap.capture.hubble.proto.flow.Flow;
import java.util.Map;
import java.util.TreeMap;

/**
 * A field mask as an agent applies it: leaves are copied, and every message above a leaf is there, if empty. That holds
 * for the members of a oneof too, so of two paths into different members ("l4.TCP.flags", "l4.UDP.source_port") only the
 * last survives, empty or not; with an agent it is left to chance which one.
 */
final class FlowMask {
    private final Map<String, FlowMask> children = new TreeMap<>();

    private FlowMask() {}

    /** Whether an agent would take the mask: each path leads from a Flow through messages that are not repeated. */
    static boolean isValid(FieldMask mask) {
        for (String path : mask.getPathsList()) {
            Descriptor message = Flow.getDescriptor();
            for (String name : path.split("\\.", -1)) {
                FieldDescriptor field = message == null ? null : message.findFieldByName(name);
                if (field == null) {
                    return false;
                }
                message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isRepeated()
                        ? field.getMessageType()
                        : null;
            }
        }
        return true;
    }

    static FlowMask of(FieldMask mask) {
        FlowMask root = new FlowMask();
        for (String path : mask.getPathsList()) {
            root.add(path);
        }
        return root;
    }

    private void add(String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            // A path makes all longer ones that begin with it superfluous.
            children.put(path, new FlowMask());
            return;
        }
        FlowMask child = children.get(path.substring(0, dot));
        if (child == null) {
            child = new FlowMask();
            children.put(path.substring(0, dot), child);
        } else if (child.children.isEmpty()) {
            return;
        }
        child.add(path.substring(dot + 1));
    }

    Flow apply(Flow flow) {
        Flow.Builder masked = Flow.newBuilder();
        copy(flow, masked);
        return masked.build();
    }

    private void copy(Message from, Message.Builder to) {
        for (Map.Entry<String, FlowMask> child : children.entrySet()) {
            FieldDescriptor field = from.getDescriptorForType().findFieldByName(child.getKey());
            if (!child.getValue().children.isEmpty()) {
                child.getValue().copy((Message) from.getField(field), to.getFieldBuilder(field));
            } else if (field.isRepeated() || !field.hasPresence() || from.hasField(field)) {
                to.setField(field, from.getField(field));
            }
        }
    }
}
