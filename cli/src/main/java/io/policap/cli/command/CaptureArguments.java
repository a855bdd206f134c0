package io.policap.cli.command;

import io.policap.capture.packet.CaptureOptions;
import io.policap.capture.packet.connection.TableLimits;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How packets are read, as every command takes it that reads captures. */
public final class CaptureArguments {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    private final TreeSet<Integer> vxlanPorts = new TreeSet<>();

    private int maxConnections = TableLimits.DEFAULT.connections();

    @Option(
            names = "--vxlan-port",
            paramLabel = "PORT",
            description = "A UDP port that carries VXLAN, besides 4789 and 8472. Repeatable.")
    void vxlanPorts(List<Integer> ports) {
        for (int port : ports) {
            if (port < 1 || port > 65535) {
                throw new ParameterException(command.commandLine(), "--vxlan-port " + port + " is not 1 to 65535");
            }
            vxlanPorts.add(port);
        }
    }

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "Connections of a capture held at a time (default: 262144, about 60 MB); beyond it the least"
                    + " recently used make room, which is counted and said.")
    void maxConnections(int wanted) {
        if (wanted < 1 || wanted > 1 << 24) {
            throw new ParameterException(
                    command.commandLine(), "--max-connections " + wanted + " is not 1 to " + (1 << 24));
        }
        maxConnections = wanted;
    }

    @Option(
            names = "--l7",
            description =
                    "Keeps what connections carry: methods and paths of plaintext HTTP and the names of its headers,"
                            + " never a value; learn then writes HTTP rules for Cilium. Paths stand in the baseline.")
    private boolean l7;

    boolean layer7() {
        return l7;
    }

    CaptureOptions options() {
        TableLimits usual = TableLimits.DEFAULT;
        return new CaptureOptions(
                vxlanPorts,
                new TableLimits(
                        maxConnections,
                        usual.tcpIdle(),
                        usual.closedIdle(),
                        usual.datagramIdle(),
                        usual.handshakesOnly()),
                l7);
    }
}
