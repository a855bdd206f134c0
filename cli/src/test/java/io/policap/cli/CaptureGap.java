package io.policap.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Why a capture that shows packets of an edge, by {@code visible_in} of truth.json, does not prove it. */
enum CaptureGap {
    /** The packets have the address of the pod's node. */
    MASQUERADED("leaves with the address of the node"),
    /** truth.json counts packets by address, and these are of another workload that had it, or dials the same server. */
    SOMEBODY_ELSE("packets of others with the same address"),
    /** Some of its addresses or ports were used while that capture ran, and those have rules. */
    IN_PART("some of its addresses or ports only"),
    /** One-way UDP needs three datagrams (R2). */
    TOO_FEW("fewer than three datagrams that nobody answers"),
    /** The capture holds the first packet of each connection, and nobody's answer. */
    FIRST_PACKET("no answer is recorded");

    private static final Map<String, Map<CaptureGap, List<String>>> KNOWN = new TreeMap<>();

    static {
        add("n1-any-s96.pcap", MASQUERADED, "e004 e039 e040");
        add("n1-any-s96.pcap", SOMEBODY_ELSE, "e054");
        add("n1-any-sll2.pcap", MASQUERADED, "e004 e039 e040");
        add("n1-any-sll2.pcap", SOMEBODY_ELSE, "e060");
        add(
                "n1-eth0.pcap",
                MASQUERADED,
                "e004 e039 e040 e054 e056 e057 e059 e060 e061 e062 e063 e064 e065 e066 e067 e068 e103");
        add("n1-multi.pcapng", MASQUERADED, "e004 e039 e040");
        add("n1-multi.pcapng", SOMEBODY_ELSE, "e054");
        add(
                "n1-nflog.pcap",
                FIRST_PACKET,
                "e001 e002 e003 e005 e006 e007 e008 e009 e010 e011 e012 e014 e015 e019 e020 e021"
                        + " e022 e023 e024 e025 e026 e027 e030 e032 e033 e035 e036 e038 e045 e048 e053 e054 e055 e056 e057 e059 e061"
                        + " e062 e063 e064 e065 e066 e067 e069 e103");
        add("n2-any-sll.pcap", SOMEBODY_ELSE, "e054");
        add("n2-any.pcap.gz", SOMEBODY_ELSE, "e040");
        add("n2-any.pcap.gz", IN_PART, "e047");
        add("n2-any.pcap.gz", TOO_FEW, "e044");
        add(
                "n2-eth0-nano.pcap",
                MASQUERADED,
                "e004 e039 e040 e054 e056 e057 e058 e059 e060 e061 e062 e063 e064 e066 e068 e103");
        add("n2-rot.pcap00", IN_PART, "e047");
        add("n2-rot.pcap02", SOMEBODY_ELSE, "e079");
        add("pod-orders-db-eth0.pcap", SOMEBODY_ELSE, "e022");
    }

    private final String text;

    CaptureGap(String text) {
        this.text = text;
    }

    private static void add(String capture, CaptureGap gap, String edges) {
        KNOWN.computeIfAbsent(capture, key -> new EnumMap<>(CaptureGap.class)).put(gap, List.of(edges.split(" ")));
    }

    /** The gaps of a capture of the shop; each was looked up in its packets. */
    static Map<CaptureGap, List<String>> of(String capture) {
        return KNOWN.getOrDefault(capture, Map.of());
    }

    @Override
    public String toString() {
        return text;
    }
}
