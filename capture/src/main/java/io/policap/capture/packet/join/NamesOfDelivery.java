package io.policap.capture.packet.join;

import io.policap.infer.net.Ip;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What captures and addresses are called, asked for once in a delivery, as every connection needs it. For one thread. */
final class NamesOfDelivery implements CaptureNames {
    private static final int NO_CAPTURE = -1;

    private final CaptureNames names;
    private final Function<Ip, List<String>> serverNames;
    private final Map<Integer, String> sources = new HashMap<>();
    private final Map<Integer, String> nodes = new HashMap<>();
    private final Map<Ip, List<String>> servers = new HashMap<>();

    private int capture = NO_CAPTURE;
    private String source = "";
    private String node = "";

    NamesOfDelivery(CaptureNames names, Function<Ip, List<String>> serverNames) {
        this.names = names;
        this.serverNames = serverNames;
    }

    /** The names of captures as they were given, for another thread. */
    CaptureNames unkept() {
        return names;
    }

    @Override
    public String source(int capture) {
        ask(capture);
        return source;
    }

    @Override
    public String node(int capture) {
        ask(capture);
        return node;
    }

    /** Mostly the capture is the one of the connection before. */
    private void ask(int number) {
        if (number != capture) {
            source = sources.computeIfAbsent(number, names::source);
            node = nodes.computeIfAbsent(number, names::node);
            capture = number;
        }
    }

    /** The names that captures give to an address. */
    List<String> ofServer(Ip address) {
        List<String> known = servers.get(address);
        if (known == null) {
            known = serverNames.apply(address);
            servers.put(address, known);
        }
        return known;
    }
}
