package io.policap.emit.read;

import io.policap.infer.net.Protocol;
import io.policap.infer.policy.cilium.IcmpRule;
import io.policap.infer.policy.cilium.IcmpRule.IcmpField;
import java.util.List;
import java.util.OptionalInt;

/** Reads the items of {@code icmps}. */
final class IcmpReader {
    private static final int MAX_FIELDS = 40;

    private IcmpReader() {}

    static IcmpRule read(Fields fields) throws MalformedException {
        List<IcmpField> types = fields.objects("fields", IcmpReader::field).orElse(List.of());
        if (types.size() > MAX_FIELDS) {
            throw fields.malformed("fields", types.size() + " fields, Cilium takes " + MAX_FIELDS + " in one list");
        }
        return new IcmpRule(types);
    }

    private static IcmpField field(Fields fields) throws MalformedException {
        String family = fields.string("family").orElse("IPv4");
        if (!family.equals("IPv4") && !family.equals("IPv6") && !family.isEmpty()) {
            throw fields.malformed("family", Excerpt.of(family) + " is not IPv4 or IPv6");
        }
        Protocol protocol = family.equals("IPv6") ? Protocol.ICMPV6 : Protocol.ICMP;
        int type = fields.read("type", (node, path) -> type(protocol, node, path))
                .orElseThrow(() -> fields.malformed("type", "missing"));
        return new IcmpField(protocol, type);
    }

    private static int type(Protocol protocol, Node node, String path) throws MalformedException {
        if (node instanceof Node.Numeric) {
            int number = Fields.integer(node, path);
            if (number < 0 || number > 255) {
                throw new MalformedException(node.line(), path + ": ICMP type " + number + " is outside 0..255");
            }
            return number;
        }
        String text = Fields.text(node, path);
        OptionalInt known = IcmpNames.type(protocol, text);
        return known.orElseThrow(() -> new MalformedException(
                node.line(), path + " is " + Excerpt.of(text) + ", which is no ICMP type that Cilium knows"));
    }
}
