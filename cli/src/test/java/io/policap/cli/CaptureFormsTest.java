package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.policap.cli.console.ExitCode;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same packets in any form of file give the same policies. */
class CaptureFormsTest {
    private static Shop.Run learned(Path capture) {
        Shop.Run run = Shop.enforced(Shop.withInventory(capture.toString()));
        assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.DONE.code());
        return run;
    }

    private static Shop.Run learned(byte[] capture) throws IOException {
        return learned(Files.write(Shop.newDirectory().resolve("capture"), capture));
    }

    /** Every policy with its comments. */
    private static Map<String, String> policies(Shop.Run run) {
        Map<String, String> policies = new TreeMap<>(Shop.texts(run.directory()));
        policies.keySet().removeIf(name -> !name.endsWith(".yaml"));
        assertThat(policies).hasSizeGreaterThan(5);
        return policies;
    }

    private static Map<String, byte[]> forms(PcapRecords packets) {
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put("big-endian", packets.bigEndian());
        forms.put("nanoseconds", packets.nanoseconds(ByteOrder.LITTLE_ENDIAN));
        forms.put("nanoseconds, big-endian", packets.nanoseconds(ByteOrder.BIG_ENDIAN));
        forms.put("modified", packets.modified());
        forms.put("pcapng", packets.pcapng(ByteOrder.LITTLE_ENDIAN));
        forms.put("pcapng, big-endian", packets.pcapng(ByteOrder.BIG_ENDIAN));
        forms.put("gzip", PcapRecords.gzipped(packets.microseconds()));
        forms.put("zstd", Zstd.compress(packets.pcapng(ByteOrder.BIG_ENDIAN)));
        return forms;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pod-cart-eth0.pcap", "pod-supplier-ftp-veth.pcap", "pod-statsd-exporter-veth.pcap"})
    void everyFormOfACaptureGivesTheSamePolicies(String name) throws IOException {
        Path capture = Shop.file("pcap").resolve(name);
        Map<String, String> original = policies(learned(capture));

        for (Map.Entry<String, byte[]> form : forms(PcapRecords.read(capture)).entrySet()) {
            assertThat(policies(learned(form.getValue()))).as(form.getKey()).isEqualTo(original);
        }
    }

    @Test
    void packetsWithoutTheirEthernetHeaderGiveTheSamePolicies() throws IOException {
        for (String name : new String[] {"pod-statsd-exporter-veth.pcap", "pod-cart-eth0.pcap"}) {
            Path capture = Shop.file("pcap").resolve(name);

            assertThat(policies(
                            learned(PcapRecords.read(capture).withoutEthernet().microseconds())))
                    .as(name)
                    .isEqualTo(policies(learned(capture)));
        }
    }

    @Test
    void aCutCaptureGivesThePoliciesOfItsWholeRecords() throws IOException {
        Path cut = Shop.file("pcap").resolve("pod-gateway-cut.pcap");
        PcapRecords whole = PcapRecords.read(cut);

        Shop.Run run = learned(cut);

        assertThat(whole.records()).hasSize(1267);
        assertThat(run.err()).contains("ends within record 1268");
        assertThat(policies(run)).isEqualTo(policies(learned(whole.microseconds())));
    }
}
