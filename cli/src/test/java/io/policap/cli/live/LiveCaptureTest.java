package io.policap.cli.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.policap.capture.live.LiveFilter;
import io.policap.cli.Main;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code policap capture} on a node with two pods that really talk. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LiveCaptureTest {
    private static final int COOKED_2 = 276;

    @TempDir
    private Path directory;

    private NetworkNamespaces namespaces;

    @BeforeEach
    void pods() throws Exception {
        namespaces = NetworkNamespaces.create();
    }

    @AfterEach
    void noPods() throws Exception {
        if (namespaces != null) {
            namespaces.close();
        }
    }

    @Test
    void theFileHoldsThePacketsThatTcpdumpSaw() throws Exception {
        startServers();
        Process tcpdump = namespaces.start(
                "node",
                List.of(
                        "tcpdump",
                        "--immediate-mode",
                        "-p",
                        "-U",
                        "-n",
                        "-s",
                        "256",
                        "-i",
                        "any",
                        "-y",
                        "LINUX_SLL2",
                        "-w",
                        "-",
                        LiveFilter.HANDSHAKES.expression(COOKED_2)),
                Redirect.PIPE);
        await(tcpdump.getErrorStream(), "listening on");
        Path file = directory.resolve("node1.pcapng");
        Capture capture = new Capture("nic:any", "--write", file.toString());

        talk();
        byte[] expected = readToEndOfTraffic(tcpdump);
        List<String> said = capture.end();

        assertThat(capture.exit()).as(said.toString()).isZero();
        assertThat(said)
                .last()
                .asString()
                .contains(" packets captured, 0 dropped in ")
                .contains("ended by SIGTERM");
        // Hosts speak of themselves over IPv6 at any time, and neither program is asked for what comes after the mark.
        List<String> frames = CapturedFrames.upTo(PodClient.END, CapturedFrames.ofPcapng(Files.readAllBytes(file)));
        List<String> seen = CapturedFrames.upTo(PodClient.END, CapturedFrames.ofPcap(expected));
        assertThat(CapturedFrames.sorted(frames)).hasSizeGreaterThan(20).isEqualTo(CapturedFrames.sorted(seen));
        assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void wiresharkReadsAllPacketsOfACompressedCaptureOfSeveralInterfaces() throws Exception {
        assumeTrue(NetworkNamespaces.isInstalled("tshark"), "tshark is not installed");
        startServers();
        Path file = directory.resolve("node1.pcapng.zst");
        Capture capture = new Capture(
                "nic:" + NetworkNamespaces.CLIENT_VETH,
                "nic:" + NetworkNamespaces.SERVER_VETH,
                "--all-packets",
                "--snaplen",
                "2000",
                "--write",
                file.toString());
        talk();
        List<String> said = capture.end();

        assertThat(capture.exit()).as(said.toString()).isZero();
        Path plain = directory.resolve("plain.pcapng");
        try (InputStream in = new ZstdInputStreamNoFinalizer(Files.newInputStream(file))) {
            Files.copy(in, plain);
        }
        NetworkNamespaces.Result tshark = NetworkNamespaces.run(List.of(
                "tshark",
                "-r",
                plain.toString(),
                "-n",
                "-T",
                "fields",
                "-e",
                "frame.interface_name",
                "-e",
                "ip.dst",
                "-e",
                "tcp.dstport",
                "-e",
                "http.request.method",
                "-Y",
                "http.request"));
        assertThat(tshark.exit()).as(tshark.text()).isZero();
        assertThat(tshark.text().lines().filter(line -> line.endsWith("GET")).distinct())
                .containsExactlyInAnyOrder("veth-client\t10.96.0.10\t80\tGET", "veth-server\t10.244.1.3\t8080\tGET");
        NetworkNamespaces.Result information = NetworkNamespaces.run(List.of("capinfos", plain.toString()));
        assertThat(information.exit()).as(information.text()).isZero();
        assertThat(information.text())
                .contains("Number of interfaces in file: 2")
                .contains("Name = veth-client");
    }

    @Test
    void anInterfaceThatGoesAwayEndsTheRunAndWhatWasSeenIsWritten() throws Exception {
        startServers();
        Path file = directory.resolve("pod.pcapng");
        Capture capture = new Capture("nic:" + NetworkNamespaces.CLIENT_VETH, "--write", file.toString());
        talk();
        // While they talk again, what they said before is read; the kernel may take its last packets along.
        talk();
        namespaces.in("node", "ip", "link", "del", NetworkNamespaces.CLIENT_VETH);
        List<String> said = capture.readToEnd();

        assertThat(capture.exit()).as(said.toString()).isEqualTo(1);
        assertThat(said).anyMatch(line -> line.startsWith("lost-events: nic:veth-client: the interface went away at "));
        assertThat(CapturedFrames.ofPcapng(Files.readAllBytes(file))).anyMatch(frame -> frame.contains(PodClient.END));
    }

    @Test
    void oneInterfaceThatGoesAwayLeavesTheOthers() throws Exception {
        startServers();
        Path file = directory.resolve("pods.pcapng");
        Capture capture = new Capture(
                "nic:" + NetworkNamespaces.CLIENT_VETH, "nic:lo", "--bpf", "udp", "--write", file.toString());
        namespaces.in("node", "ip", "link", "del", NetworkNamespaces.CLIENT_VETH);
        namespaces.in("node", NetworkNamespaces.java(LastDatagram.class).toArray(String[]::new));
        List<String> said = capture.end();

        assertThat(capture.exit()).as(said.toString()).isEqualTo(1);
        assertThat(said).anyMatch(line -> line.contains("nic:veth-client: the interface went away"));
        assertThat(CapturedFrames.ofPcapng(Files.readAllBytes(file))).anyMatch(frame -> frame.contains(PodClient.END));
    }

    @Test
    void withoutTheRightOneLineSaysWhatToGrant() throws Exception {
        assumeTrue(NetworkNamespaces.isInstalled("setpriv"), "setpriv is not installed");
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set", "-net_raw", "--inh-caps", "-all"));
        command.addAll(NetworkNamespaces.java(
                Main.class,
                "capture",
                "nic:lo",
                "--write",
                directory.resolve("no.pcapng").toString()));
        NetworkNamespaces.Result result = NetworkNamespaces.run(command);

        assertThat(result.exit()).as(result.text()).isEqualTo(3);
        assertThat(result.text().lines())
                .singleElement()
                .asString()
                .contains("nic:lo: no permission")
                .contains("CAP_NET_RAW");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void withoutLibpcapOneLineSaysWhatToInstall() throws Exception {
        List<String> command = new ArrayList<>(NetworkNamespaces.java(
                Main.class,
                "capture",
                "nic:lo",
                "--write",
                directory.resolve("no.pcapng").toString()));
        command.add(1, "-Dorg.pcap4j.core.pcapLibName=no-such-library");
        NetworkNamespaces.Result result = NetworkNamespaces.run(command);

        assertThat(result.exit()).as(result.text()).isEqualTo(3);
        assertThat(result.text().lines()).singleElement().asString().contains("install libpcap0.8");
    }

    /** Sends what ends the traffic to the node itself. */
    static final class LastDatagram {
        private LastDatagram() {}

        public static void main(String[] args) throws IOException {
            try (java.net.DatagramSocket socket = new java.net.DatagramSocket()) {
                byte[] end = PodClient.END.getBytes(UTF_8);
                socket.send(new java.net.DatagramPacket(end, end.length, java.net.InetAddress.getLoopbackAddress(), 9));
            }
        }
    }

    /** A run of policap on the node that listens already. */
    private final class Capture {
        private final Process process;
        private final BufferedReader errors;
        private final List<String> said = new ArrayList<>();

        Capture(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(NetworkNamespaces.java(Main.class, "capture"));
            command.addAll(List.of(arguments));
            process = namespaces.start("node", command, Redirect.PIPE);
            errors = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
            String line = errors.readLine();
            assertThat(line).startsWith("capturing nic:");
            said.add(line);
        }

        /** Ends it as a service manager would; returns what it said. */
        List<String> end() throws IOException {
            process.toHandle().destroy();
            return readToEnd();
        }

        List<String> readToEnd() throws IOException {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                said.add(line);
            }
            return said;
        }

        int exit() throws InterruptedException {
            return process.waitFor();
        }
    }

    private void startServers() throws IOException {
        Process servers = namespaces.start("server", NetworkNamespaces.java(PodServers.class), Redirect.INHERIT);
        await(servers.getInputStream(), "ready");
    }

    private void talk() throws Exception {
        namespaces.in("client", NetworkNamespaces.java(PodClient.class).toArray(String[]::new));
    }

    private static void await(InputStream in, String what) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(what) < 0) {
            int next = in.read();
            assertThat(next).as(seen.toString()).isNotNegative();
            seen.append((char) next);
        }
    }

    private static byte[] readToEndOfTraffic(Process tcpdump) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[1 << 16];
        // Seen where it enters the node and where it leaves; then the ICMP error that answers it, twice again.
        while (all.toString(ISO_8859_1).split(PodClient.END, -1).length <= 4) {
            int read = tcpdump.getInputStream().read(some);
            assertThat(read).isPositive();
            all.write(some, 0, read);
        }
        tcpdump.toHandle().destroy();
        tcpdump.getInputStream().transferTo(all);
        return all.toByteArray();
    }
}
