package io.policap.capture.packet.join;

import io.policap.infer.net.Ip;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What captures and addresses are called, asked for once in a delivery, as every connection needs it. */
final class NamesOfDelivery implements CaptureNames {
    private final CaptureNames names;
    private final Function<Ip, List<String>> serverNames;
    private final Map<Integer, String> sources = new HashMap<>();
    private final Map<Integer, String> nodes = new HashMap<>();
    private final Map<Ip, List<String>> servers = new HashMap<>();

    NamesOfDelivery(CaptureNames names, Function<Ip, List<String>> serverNames) {
        this.names = names;
        this.serverNames = serverNames;
    }

    @Override
    public String source(int capture) {
        return sources.computeIfAbsent(capture, names::source);
    }

    @Override
    public String node(int capture) {
        return nodes.computeIfAbsent(capture, names::node);
    }

    /** The names that captures give to an address. */
    List<String> ofServer(Ip address) {
        return servers.computeIfAbsent(address, serverNames);
    }
}
