package io.policap.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/** The filter as libpcap compiles and runs it. */
class LiveFilterTest {
    private static final String MACS = "020000000001020000000002";

    @BeforeAll
    static void libpcap() {
        try {
            Libpcap.require();
        } catch (LiveFailure missing) {
            abort(missing.getMessage());
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "SYN, true, 0800, 4500002800004000400600000a0000010a000002, c000005000000001000000005002ffff00000000",
        "SYN/ACK, true, 0800, 4500002800004000400600000a0000010a000002, c000005000000001000000005012ffff00000000",
        "RST, true, 0800, 4500002800004000400600000a0000010a000002, c000005000000001000000005004ffff00000000",
        "FIN/ACK, true, 0800, 4500002800004000400600000a0000010a000002, c000005000000001000000005011ffff00000000",
        "ACK with data, false, 0800, 4500002800004000400600000a0000010a000002, c000005000000001000000005018ffff00000000",
        "UDP, true, 0800, 4500002800004000401100000a0000010a000002, c000003500140000000000000000000000000000",
        "SCTP, true, 0800, 4500002800004000408400000a0000010a000002, c000003500140000000000000000000000000000",
        "ICMP, true, 0800, 4500002800004000400100000a0000010a000002, 0800000000000000000000000000000000000000",
        "GRE, true, 0800, 4500002800004000402f00000a0000010a000002, 0000080000000000000000000000000000000000",
        "IP in IP, true, 0800, 4500002800004000400400000a0000010a000002, 0000080000000000000000000000000000000000",
        "later fragment of TCP, true, 0800, 4500002800000010400600000a0000010a000002, 00000000000000000000000000000000",
        "IPv6 SYN, true, 86dd, 6000000000140640fd000000000000000000000000000001fd000000000000000000000000000002,"
                + " c000005000000001000000005002ffff00000000",
        "IPv6 ACK, false, 86dd, 6000000000140640fd000000000000000000000000000001fd000000000000000000000000000002,"
                + " c000005000000001000000005010ffff00000000",
        "IPv6 ICMP, true, 86dd, 6000000000143a40fd000000000000000000000000000001fd000000000000000000000000000002,"
                + " 8000000000000000000000000000000000000000",
        "IPv6 fragment, true, 86dd, 6000000000142c40fd000000000000000000000000000001fd000000000000000000000000000002,"
                + " 0600000000000000000000000000000000000000",
        "ARP, false, 0806, 00010800060400010200000000010a000001, 0000000000000a00000200000000000000000000",
        "VLAN SYN, true, 8100000a0800, 4500002800004000400600000a0000010a000002, c000005000000001000000005002ffff00000000",
        "QinQ SYN, true, 88a800058100000a0800, 4500002800004000400600000a0000010a000002,"
                + " c000005000000001000000005002ffff00000000",
    })
    void takesFromEthernetWhatTellsAConnection(String name, boolean taken, String type, String ip, String rest)
            throws Exception {
        byte[] frame = HexFormat.of().parseHex(MACS + type + ip + rest);
        assertThat(compile(1, LiveFilter.HANDSHAKES.expression(1)).applyFilter(frame, frame.length, frame.length))
                .as(name)
                .isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 113, 276})
    void isUnderstoodForEveryLinkTypeOfLinux(int linkType) throws Exception {
        assertThat(compile(linkType, LiveFilter.HANDSHAKES.expression(linkType)).getExpression())
                .isNotEmpty();
    }

    private static BpfProgram compile(int linkType, String expression) throws Exception {
        try (PcapHandle dead = Pcaps.openDead(new DataLinkType(linkType, "tested"), 256)) {
            return dead.compileFilter(
                    expression, BpfCompileMode.OPTIMIZE, (Inet4Address) InetAddress.getByAddress(new byte[4]));
        }
    }
}
