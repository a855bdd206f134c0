package io.policap.emit.read;

import io.policap.infer.net.Protocol;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The names that Cilium gives to ICMP types; the numbers are those of IANA's registries. */
public final class IcmpNames {
    private static final Map<String, Integer> V4 = new TreeMap<>();
    private static final Map<String, Integer> V6 = new TreeMap<>();

    static {
        V4.put("EchoReply", 0);
        V4.put("DestinationUnreachable", 3);
        V4.put("Redirect", 5);
        V4.put("Echo", 8);
        V4.put("EchoRequest", 8);
        V4.put("RouterAdvertisement", 9);
        V4.put("RouterSelection", 10);
        V4.put("TimeExceeded", 11);
        V4.put("ParameterProblem", 12);
        V4.put("Timestamp", 13);
        V4.put("TimestampReply", 14);
        V4.put("Photuris", 40);
        V4.put("ExtendedEchoRequest", 42);
        V4.put("ExtendedEchoReply", 43);

        V6.put("DestinationUnreachable", 1);
        V6.put("PacketTooBig", 2);
        V6.put("TimeExceeded", 3);
        V6.put("ParameterProblem", 4);
        V6.put("EchoRequest", 128);
        V6.put("EchoReply", 129);
        V6.put("MulticastListenerQuery", 130);
        V6.put("MulticastListenerReport", 131);
        V6.put("MulticastListenerDone", 132);
        V6.put("RouterSolicitation", 133);
        V6.put("RouterAdvertisement", 134);
        V6.put("NeighborSolicitation", 135);
        V6.put("NeighborAdvertisement", 136);
        V6.put("RedirectMessage", 137);
        V6.put("RouterRenumbering", 138);
        V6.put("ICMPNodeInformationQuery", 139);
        V6.put("ICMPNodeInformationResponse", 140);
        V6.put("InverseNeighborDiscoverySolicitation", 141);
        V6.put("InverseNeighborDiscoveryAdvertisement", 142);
        V6.put("HomeAgentAddressDiscoveryRequest", 144);
        V6.put("HomeAgentAddressDiscoveryReply", 145);
        V6.put("MobilePrefixSolicitation", 146);
        V6.put("MobilePrefixAdvertisement", 147);
        V6.put("DuplicateAddressRequestCodeSuffix", 157);
        V6.put("DuplicateAddressConfirmationCodeSuffix", 158);
        V6.put("ExtendedEchoRequest", 160);
        V6.put("ExtendedEchoReply", 161);
    }

    private IcmpNames() {}

    /** The number of a name, or of a number written as a string. */
    public static OptionalInt type(Protocol protocol, String text) {
        if (!text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int number = Integer.parseInt(text);
            return number <= 255 ? OptionalInt.of(number) : OptionalInt.empty();
        }
        Map<String, Integer> names = protocol == Protocol.ICMP ? V4 : V6;
        return names.containsKey(text) ? OptionalInt.of(names.getOrDefault(text, 0)) : OptionalInt.empty();
    }
}
