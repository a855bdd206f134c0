package io.policap.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A node and two pods of it as network namespaces of this host: the pods are reached over a veth pair each, a service's
 * address is translated on the node. Nothing of the host's own network is touched.
 */
final class NetworkNamespaces implements AutoCloseable {
    static final String CLIENT = "10.244.1.2";
    static final String SERVER = "10.244.1.3";

    /** A service: port 80 leads to port 8080 of the server. */
    static final String SERVICE = "10.96.0.10";

    /** The node's ends of the veth pairs. */
    static final String CLIENT_VETH = "veth-client";

    static final String SERVER_VETH = "veth-server";

    private static final String GATEWAY = "10.244.1.1";

    private final String prefix =
            "policap-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    private final List<String> created = new ArrayList<>();
    private final List<Process> started = new ArrayList<>();

    private NetworkNamespaces() {}

    /** Skips the test with a message where this host does not let it make namespaces. */
    static NetworkNamespaces create() throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "network namespaces are Linux only");
        assumeTrue(Files.isWritable(Path.of("/proc/sys/net/ipv4/ip_forward")), "network namespaces need root");
        for (String tool : List.of("ip", "iptables", "tcpdump")) {
            assumeTrue(isInstalled(tool), tool + " is not installed");
        }
        NetworkNamespaces namespaces = new NetworkNamespaces();
        try {
            namespaces.build();
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            namespaces.close();
            throw e;
        }
        return namespaces;
    }

    static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    private void build() throws IOException, InterruptedException {
        for (String name : List.of("node", "client", "server")) {
            Result made = run(List.of("ip", "netns", "add", prefix + name));
            assumeTrue(made.exit() == 0, () -> "this host does not let a test make network namespaces: " + made.text());
            created.add(prefix + name);
            // No neighbour discovery between the packets that are compared.
            in(name, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1");
            in(name, "ip", "link", "set", "lo", "up");
        }
        in("node", "sysctl", "-qw", "net.ipv4.ip_forward=1");
        pod("client", CLIENT, CLIENT_VETH);
        pod("server", SERVER, SERVER_VETH);
        in(
                "node",
                "iptables",
                "-t",
                "nat",
                "-A",
                "PREROUTING",
                "-d",
                SERVICE,
                "-p",
                "tcp",
                "--dport",
                "80",
                "-j",
                "DNAT",
                "--to-destination",
                SERVER + ":8080");
    }

    private void pod(String name, String address, String veth) throws IOException, InterruptedException {
        in("node", "ip", "link", "add", veth, "type", "veth", "peer", "name", "eth0", "netns", prefix + name);
        in("node", "ip", "addr", "add", GATEWAY + "/32", "dev", veth);
        in("node", "ip", "link", "set", veth, "up");
        in("node", "ip", "route", "add", address + "/32", "dev", veth);
        in(name, "ip", "addr", "add", address + "/32", "dev", "eth0");
        in(name, "ip", "link", "set", "eth0", "up");
        in(name, "ip", "route", "add", GATEWAY, "dev", "eth0");
        in(name, "ip", "route", "add", "default", "via", GATEWAY);
    }

    /** What a program that ended left: its exit status and all it printed. */
    record Result(int exit, String text) {}

    /** Runs a program in a namespace to its end, which has to be a good one. */
    String in(String namespace, String... command) throws IOException, InterruptedException {
        Result result = run(inside(namespace, List.of(command)));
        assertThat(result.exit())
                .as(String.join(" ", command) + ": " + result.text())
                .isZero();
        return result.text();
    }

    /** Starts a program in a namespace; it is ended with the namespaces. */
    Process start(String namespace, List<String> command, ProcessBuilder.Redirect errors) throws IOException {
        Process process = new ProcessBuilder(inside(namespace, command))
                .redirectError(errors)
                .start();
        started.add(process);
        return process;
    }

    /** The command line that runs a main class of the tests or of policap in a JVM of its own. */
    static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                // As the manifest of the jar says; classes on a path have none.
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static Result run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), text);
    }

    private List<String> inside(String namespace, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", prefix + namespace));
        whole.addAll(command);
        return whole;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        for (String namespace : created) {
            run(List.of("ip", "netns", "del", namespace));
        }
    }
}
