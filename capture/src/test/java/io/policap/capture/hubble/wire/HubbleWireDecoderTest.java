package io.policap.capture.hubble.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.policap.capture.hubble.event.EndpointFields;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.HubbleRecord.Kind;
import io.policap.capture.hubble.proto.flow.Endpoint;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.Verdict;
import io.policap.capture.hubble.proto.flow.Workload;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubbleWireDecoderTest {
    private static final Endpoint WEB = Endpoint.newBuilder()
            .setID(7)
            .setIdentity(1234)
            .setNamespace("shop")
            .addLabels("k8s:app=web")
            .setPodName("web-1")
            .build();

    private final HubbleWireDecoder decoder = new HubbleWireDecoder();
    private final HubbleRecord record = new HubbleRecord();

    @ParameterizedTest
    @CsvSource({
        "0A, a number that is cut at byte 1",
        "0A05 1001, a length beyond the end at byte 2",
        "0AFFFFFFFF0F, a length beyond the end at byte 6",
        "0A02 1080, a number that is cut at byte 3",
        "0A0B 10FFFFFFFFFFFFFFFFFFFF, a number without end at byte 3",
        "0A02 0001, a field of number 0 at byte 3",
        "0A01 0B, 'a group, or no wire type, at byte 3'",
        "0A01 0C, 'a group, or no wire type, at byte 3'",
        "0A02 0E01, 'a group, or no wire type, at byte 3'",
        "0A03 0D0102, a field that is cut at byte 3",
        "0A03 5A01FF, a text that is not UTF-8 at byte 4",
        "0A04 5A02C080, a text that is not UTF-8 at byte 4",
        "0A05 5A03EDA080, a text that is not UTF-8 at byte 4",
        "0A05 420322024A, a length beyond the end at byte 6"
    })
    void damageIsAFaultThatSaysWhatAndWhere(String hex, String fault) {
        decode(HexFormat.of().parseHex(hex.replace(" ", "")));
        assertThat(record.fault).isEqualTo("damaged protobuf: " + fault + " of the message");
    }

    @Test
    void afterDamageTheNextEventIsRead() {
        decode(new byte[] {0x0A});
        decode(flow(Flow.newBuilder().setVerdict(Verdict.DROPPED)));
        assertThat(record.fault).isEmpty();
        assertThat(record.kind).isEqualTo(Kind.FLOW);
        assertThat(record.verdict).isEqualTo(2);
    }

    @Test
    void whatIsNotUsedMayBeDamaged() {
        // The summary is not UTF-8, the interface (28) and a later field (900) are no messages.
        decode(HexFormat.of().parseHex("0A0E" + "82EA3001FF" + "E20101FF" + "A238024080"));
        assertThat(record.fault).isEmpty();
    }

    @Test
    void fieldsOfAnotherWireTypeArePassedOver() {
        // The verdict as a text, the node's name as a number.
        decode(HexFormat.of().parseHex("0A05" + "120100" + "5805"));
        assertThat(record.fault).isEmpty();
        assertThat(record.verdict).isZero();
        assertThat(record.node).isEmpty();
    }

    @Test
    void anEnvelopeAroundSomethingNewIsAnotherEvent() {
        UnknownFieldSet later = UnknownFieldSet.newBuilder()
                .addField(
                        6,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("?"))
                                .build())
                .build();
        decode(GetFlowsResponse.newBuilder()
                .setUnknownFields(later)
                .setNodeName("n1")
                .build()
                .toByteArray());
        assertThat(record.kind).isEqualTo(Kind.OTHER_EVENT);
        decode(new byte[0]);
        assertThat(record.kind).isEqualTo(Kind.NONE);
        assertThat(record.fault).isEmpty();
    }

    @Test
    void endpointsThatRepeatAreOneObjectAndOthersAreNot() {
        byte[] message = flow(Flow.newBuilder().setSource(WEB).setDestination(WEB.toBuilder().setID(8)));
        decode(message);
        EndpointFields source = record.source;
        EndpointFields destination = record.destination;
        decode(flow(Flow.newBuilder().setSource(WEB.toBuilder().setPodName("web-2"))));
        assertThat(record.source.pod).isEqualTo("web-2");
        decode(message);
        assertThat(record.source).isSameAs(source);
        assertThat(record.destination).isSameAs(destination).isNotSameAs(source);
        assertThat(source.labels).containsExactly("k8s:app=web");
        assertThat(source.pod).isEqualTo("web-1");
    }

    @Test
    void anEndpointThatGoesOnDoesNotChangeTheSharedOne() {
        decode(flow(Flow.newBuilder().setSource(WEB)));
        EndpointFields shared = record.source;
        Endpoint more = Endpoint.newBuilder()
                .addLabels("k8s:tier=front")
                .addWorkloads(Workload.newBuilder().setName("web"))
                .build();
        ByteString twice = ByteString.copyFrom(flow(Flow.newBuilder().setSource(WEB)))
                .concat(ByteString.copyFrom(flow(Flow.newBuilder().setSource(more))));
        decode(twice.toByteArray());
        assertThat(record.source.labels).containsExactly("k8s:app=web", "k8s:tier=front");
        assertThat(record.source.workloadName).isEqualTo("web");
        assertThat(shared.labels).containsExactly("k8s:app=web");
        assertThat(shared.workloadName).isEmpty();
    }

    @Test
    void anEndpointBeyondTheBoundsIsReadButNotKept() {
        Endpoint.Builder large = WEB.toBuilder();
        for (int i = 0; i < 1_000; i++) {
            large.addLabels("k8s:label-" + i + "=x");
        }
        byte[] message = flow(Flow.newBuilder().setSource(large));
        decode(message);
        EndpointFields first = record.source;
        assertThat(first.labels).hasSize(1_001);
        decode(message);
        assertThat(record.source.labels).hasSize(1_001);
        decode(flow(Flow.newBuilder()));
        assertThat(record.source.labels).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ac71fe4d-478a-4bd8-afcb-3b838ae2bff7, ac71fe4d478a4bd8, afcb3b838ae2bff7",
        "AC71FE4D-478A-4BD8-AFCB-3B838AE2BFF7, ac71fe4d478a4bd8, afcb3b838ae2bff7",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, ffffffffffffffff, ffffffffffffffff"
    })
    void aUuidIsItsBits(String uuid, String high, String low) {
        decode(flow(Flow.newBuilder().setUuid(uuid)));
        assertThat(HexFormat.of().toHexDigits(record.uuidHigh)).isEqualTo(high);
        assertThat(HexFormat.of().toHexDigits(record.uuidLow)).isEqualTo(low);
        decode(flow(Flow.newBuilder()));
        assertThat(record.uuidHigh | record.uuidLow).isZero();
    }

    @ParameterizedTest
    @CsvSource({"x", "ac71fe4d-478a-4bd8-afcb-3b838ae2bffg", "ac71fe4d+478a-4bd8-afcb-3b838ae2bff7", "ümläut"})
    void anotherTextIsAFingerprint(String uuid) {
        decode(flow(Flow.newBuilder().setUuid(uuid)));
        long high = record.uuidHigh;
        long low = record.uuidLow;
        assertThat(high).isNotZero().isNotEqualTo(low);
        decode(flow(Flow.newBuilder().setUuid(uuid + "1")));
        assertThat(record.uuidHigh).isNotEqualTo(high);
        assertThat(record.uuidLow).isNotEqualTo(low);
        decode(flow(Flow.newBuilder().setUuid(uuid)));
        assertThat(record.uuidHigh).isEqualTo(high);
        assertThat(record.uuidLow).isEqualTo(low);
    }

    @Test
    void aRangeOutsideOfTheArrayIsABrokenPromise() {
        assertThatThrownBy(() -> decoder.decode(new byte[3], 2, 2, record))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private void decode(byte[] message) {
        decoder.decode(message, 0, message.length, record);
    }

    private static byte[] flow(Flow.Builder flow) {
        return GetFlowsResponse.newBuilder().setFlow(flow).build().toByteArray();
    }
}
