package io.policap.capture.hubble.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.hubble.json.CollectedFlows;
import io.policap.infer.flow.Reply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyDecisionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'event_type':{'type':4},'is_reply':true | YES",
                "'event_type':{'type':4},'is_reply':false,'reply':true | NO",
                "'event_type':{'type':4},'is_reply':{'value':true} | YES",
                "'event_type':{'type':4},'is_reply':{} | NO",
                "'event_type':{'type':4},'is_reply':null,'reply':true | YES",
                "'event_type':{'type':4},'reply':false | UNKNOWN",
                "'event_type':{'type':4} | UNKNOWN",
                "'event_type':{'type':4},'trace_reason':'REPLY' | YES",
                "'event_type':{'type':4},'trace_reason':'RELATED' | NO",
                "'event_type':{'type':4},'trace_reason':'SRV6_ENCAP' | UNKNOWN",
                "'event_type':{'type':5},'verdict':'AUDIT' | NO",
                "'event_type':{'type':5},'verdict':'DROPPED' | UNKNOWN",
                "'event_type':{'type':5},'verdict':'DROPPED','drop_reason':133 | NO",
                "'event_type':{'type':1},'verdict':'DROPPED','drop_reason_desc':'POLICY_DENY' | NO",
                "'event_type':{'type':1,'sub_type':133},'verdict':'DROPPED' | NO",
                "'event_type':{'type':1},'verdict':'DROPPED','drop_reason':158 | UNKNOWN",
                "'event_type':{'type':129},'l7':{'type':'REQUEST'} | NO",
                "'event_type':{'type':129},'l7':{'type':'RESPONSE'} | YES",
                "'event_type':{'type':129},'l7':{'type':'SAMPLE'} | UNKNOWN"
            })
    void isReplyComesFirstAndThenOnlyWhatTheEventProves(String fields, Reply reply) {
        assertThat(read(fields, "'TCP':{'source_port':1024,'destination_port':80,'flags':{'ACK':true}}"))
                .isEqualTo(reply);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'TCP':{'source_port':1024,'destination_port':80,'flags':{'SYN':true}} | NO",
                "'TCP':{'source_port':80,'destination_port':1024,'flags':{'SYN':true,'ACK':true}} | YES",
                "'TCP':{'source_port':80,'destination_port':1024} | UNKNOWN",
                "'UDP':{'source_port':1024,'destination_port':53} | UNKNOWN",
                "'ICMPv4':{'type':8} | NO",
                "'ICMPv4':{} | UNKNOWN",
                "'ICMPv6':{'type':128} | NO",
                "'ICMPv6':{'type':129} | YES"
            })
    void packetsTellByTheirFlagsNeverByTheirPorts(String transport, Reply reply) {
        assertThat(read("'event_type':{'type':4}", transport)).isEqualTo(reply);
    }

    private static Reply read(String fields, String transport) {
        CollectedFlows read = CollectedFlows.ofText(("{'flow':{" + fields
                        + ",'IP':{'source':'10.0.0.1','destination':'10.0.0.2'},'l4':{" + transport + "}}}")
                .replace('\'', '"'));
        assertThat(read.issueTexts()).isEmpty();
        return read.flows.get(0).reply();
    }
}
