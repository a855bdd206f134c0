package io.policap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/** The shop's flow log as plain lines, and the ports in it. */
final class ShopFlows {
    private static final List<String> LINES = read();
    private static final Set<Integer> SERVER_PORTS = new TreeSet<>();
    private static final Set<Integer> CLIENT_PORTS = new TreeSet<>();

    static {
        for (String line : LINES) {
            JsonNode flow = Shop.JSON.readTree(line).get("flow");
            for (JsonNode protocol : flow.path("l4")) {
                boolean reply = flow.path("is_reply").asBoolean(false);
                if (protocol.has("source_port")) {
                    int source = protocol.get("source_port").intValue();
                    int destination = protocol.get("destination_port").intValue();
                    SERVER_PORTS.add(reply ? source : destination);
                    CLIENT_PORTS.add(reply ? destination : source);
                }
            }
        }
    }

    private ShopFlows() {}

    static List<String> lines() {
        return LINES;
    }

    /** The ports that somebody dialled. */
    static Set<Integer> serverPorts() {
        return Collections.unmodifiableSet(SERVER_PORTS);
    }

    /** The ports that were only ever a client's. */
    static Set<Integer> ephemeralPorts() {
        Set<Integer> ports = new TreeSet<>(CLIENT_PORTS);
        ports.removeAll(SERVER_PORTS);
        return ports;
    }

    /** Some of the ports that were only ever a client's, the same every time. */
    static Set<Integer> someEphemeralPorts(int count) {
        List<Integer> ports = new ArrayList<>(ephemeralPorts());
        Collections.shuffle(ports, new Random(5));
        return new TreeSet<>(ports.subList(0, count));
    }

    private static List<String> read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Shop.file("hubble.jsonl.gz"))), UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
