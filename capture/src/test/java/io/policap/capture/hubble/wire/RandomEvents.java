package io.policap.capture.hubble.wire;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import io.policap.capture.hubble.proto.observer.ExportEvent;
import java.util.List;
import java.util.Random;

/**
 * Seeded events with any of their fields set or not, unknown fields and enum numbers among them; likely enough that
 * most of the flows are used.
 */
final class RandomEvents {
    private static final List<String> NAMES = List.of(
            "web", "api", "db", "kind-worker", "default/kind-worker", "shop", "Deployment", "StatefulSet", "x", "");
    private static final List<String> NAMESPACES = List.of("shop", "shop-data", "kube-system", "default", "Not A Name");
    private static final List<String> LABELS = List.of(
            "k8s:app=web",
            "k8s:app=db",
            "k8s:io.kubernetes.pod.namespace=shop",
            "k8s:io.cilium.k8s.policy.cluster=east",
            "reserved:host",
            "reserved:world",
            "cidr:10.0.0.0/8",
            "k8s:empty=",
            "any:tier=front",
            "plain",
            "k8s:größe=ü€😀");
    private static final List<String> ADDRESSES = List.of(
            "10.0.0.1", "10.244.1.16", "192.168.7.9", "2001:db8::1", "fe80::1", "8.8.8.8", "10.0.0.300", "nonsense");
    private static final List<String> URLS = List.of(
            "http://api.shop.svc:8080/v1/orders?x=1&y=<2>",
            "http://user:secret@host/path",
            "https://user:se/cret@host/path?q=a@b",
            "//host/@me",
            "/v1/things",
            "user:secret@host:443",
            "*");
    private static final List<String> TEXTS = List.of(
            "", "a", "tab\tquote\"back\\slash", "line\nfeed\u0001\u007F", "ümläut", "€ and 😀", "\u2028<&>\u2029");
    private static final int[] EVENT_TYPES = {1, 4, 4, 4, 5, 7, 129, 130, 200, 0};

    private final Random random;

    RandomEvents(long seed) {
        this.random = new Random(seed);
    }

    /** An event of any kind, mostly a flow. */
    ExportEvent next() {
        ExportEvent.Builder event = ExportEvent.newBuilder();
        int kind = random.nextInt(20);
        FieldDescriptor member = ExportEvent.getDescriptor().findFieldByNumber(kind < 16 ? 1 : kind - 14);
        if (kind < 19) {
            event.setField(member, message(event.newBuilderForField(member)));
        }
        for (FieldDescriptor field : ExportEvent.getDescriptor().getFields()) {
            if (field.getContainingOneof() == null && random.nextInt(4) > 0) {
                event.setField(field, value(event, field));
            }
        }
        return event.setUnknownFields(unknown()).build();
    }

    private Message message(Message.Builder builder) {
        for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                for (int i = random.nextInt(3) * random.nextInt(3); i > 0; i--) {
                    builder.addRepeatedField(field, value(builder, field));
                }
            } else if (random.nextInt(8) < likelihood(field)) {
                builder.setField(field, value(builder, field));
            }
        }
        return builder.setUnknownFields(unknown()).build();
    }

    /** Of 8. Of the members of a oneof the last one that is set remains. */
    private static int likelihood(FieldDescriptor field) {
        switch (field.getFullName()) {
            case "flow.Flow.l4":
            case "flow.Flow.IP":
            case "flow.IP.source":
            case "flow.IP.destination":
            case "flow.Layer4.TCP":
            case "flow.TCP.destination_port":
            case "flow.UDP.destination_port":
                return 7;
            case "flow.Flow.l7":
            case "flow.Layer4.UDP":
            case "flow.Layer4.ICMPv4":
            case "flow.Layer4.ICMPv6":
            case "flow.Layer4.SCTP":
            case "flow.Layer4.VRRP":
            case "flow.Layer4.IGMP":
            case "flow.Flow.aggregate":
                return 1;
            default:
                return 4;
        }
    }

    private Object value(Message.Builder parent, FieldDescriptor field) {
        switch (field.getJavaType()) {
            case STRING:
                return text(field);
            case ENUM:
                return enumeration(field);
            case INT:
                return number(field);
            case LONG:
                return random.nextInt(3) == 0 ? random.nextLong() : random.nextLong() >>> 40;
            case BOOLEAN:
                return random.nextBoolean();
            case MESSAGE:
                Message.Builder builder = parent.newBuilderForField(field);
                return builder instanceof Timestamp.Builder
                        ? time()
                        : builder instanceof Any.Builder ? anything() : message(builder);
            default:
                throw new AssertionError(field.getFullName());
        }
    }

    private String text(FieldDescriptor field) {
        if (random.nextInt(40) == 0) {
            return pick(TEXTS);
        }
        switch (field.getFullName()) {
            case "flow.IP.source":
            case "flow.IP.destination":
            case "flow.DNS.ips":
                return ADDRESSES.get(random.nextInt(random.nextInt(30) == 0 ? 8 : 6));
            case "flow.Endpoint.namespace":
                return NAMESPACES.get(random.nextInt(60) == 0 ? 4 : random.nextInt(4));
            case "flow.Endpoint.labels":
                return pick(LABELS);
            case "flow.HTTP.url":
                return pick(URLS);
            case "flow.Flow.Summary":
                return "HTTP/1.1 200 3ms (GET " + pick(URLS) + ")";
            default:
                return pick(NAMES);
        }
    }

    private EnumValueDescriptor enumeration(FieldDescriptor field) {
        int other = random.nextInt(100);
        if (other == 0) {
            return field.getEnumType().findValueByNumberCreatingIfUnknown(-1 - random.nextInt(1000));
        }
        if (other < 8) {
            return field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt(1 << random.nextInt(31)));
        }
        return pick(field.getEnumType().getValues());
    }

    private int number(FieldDescriptor field) {
        switch (field.getFullName()) {
            case "flow.CiliumEventType.type":
                return random.nextInt(60) == 0 ? random.nextInt() : EVENT_TYPES[random.nextInt(EVENT_TYPES.length)];
            case "flow.CiliumEventType.sub_type":
                return random.nextInt(60) == 0 ? random.nextInt() : random.nextInt(200);
            case "flow.TCP.source_port":
            case "flow.TCP.destination_port":
            case "flow.UDP.source_port":
            case "flow.UDP.destination_port":
                return random.nextInt(60) == 0 ? random.nextInt() : random.nextInt(1 << 16);
            case "flow.ICMPv4.type":
            case "flow.ICMPv6.type":
                return random.nextInt(60) == 0 ? random.nextInt() : random.nextInt(256);
            default:
                return random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(300);
        }
    }

    private Timestamp time() {
        int[] units = {1_000_000_000, 1_000_000, 1_000, 1};
        int unit = units[random.nextInt(units.length)];
        return Timestamp.newBuilder()
                .setSeconds(
                        random.nextInt(30) == 0
                                ? -62_135_596_800L + (random.nextLong() >>> 26)
                                : 1_700_000_000L + random.nextInt(9))
                .setNanos((int) (random.nextInt(1_000_000_000) / unit * (long) unit))
                .build();
    }

    private Any anything() {
        return Any.newBuilder()
                .setTypeUrl("type.example/of.something")
                .setValue(ByteString.copyFromUtf8("anything"))
                .build();
    }

    private UnknownFieldSet unknown() {
        if (random.nextInt(6) > 0) {
            return UnknownFieldSet.getDefaultInstance();
        }
        UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
        switch (random.nextInt(4)) {
            case 0 -> field.addVarint(random.nextLong());
            case 1 -> field.addFixed32(random.nextInt());
            case 2 -> field.addFixed64(random.nextLong());
            default -> field.addLengthDelimited(ByteString.copyFromUtf8("from a newer agent"));
        }
        // No message of Hubble uses these numbers.
        int number = random.nextBoolean() ? 900 + random.nextInt(50) : 500_000 + random.nextInt(9);
        return UnknownFieldSet.newBuilder().addField(number, field.build()).build();
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
