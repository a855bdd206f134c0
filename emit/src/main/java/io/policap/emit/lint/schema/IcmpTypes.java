package io.policap.emit.lint.schema;

import io.policap.emit.read.IcmpNames;
import io.policap.infer.net.Protocol;
import java.util.OptionalInt;

/** The ICMP types that the schema of Cilium's resources takes as texts: nearly those that the agent knows. */
final class IcmpTypes {
    private IcmpTypes() {}

    /** ExtendedEchoReply is misspelt in the schema, so that it takes the name with a blank inside and not without. */
    static boolean isInSchema(String text) {
        if (text.equals("ExtendedEchoReply")) {
            return false;
        }
        if (text.equals("ExtendedEcho Reply")) {
            return true;
        }
        boolean leadingZero = text.length() > 1 && text.startsWith("0");
        return !leadingZero && (known(Protocol.ICMP, text) || known(Protocol.ICMPV6, text));
    }

    private static boolean known(Protocol family, String text) {
        OptionalInt type = IcmpNames.type(family, text);
        return type.isPresent();
    }
}
