package io.policap.infer.evaluate;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Requirement;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Selectors and prefixes, matched in the plainest way there is. */
final class NaiveMatch {
    private NaiveMatch() {}

    static boolean selects(LabelSelector selector, Map<String, String> labels) {
        boolean all = true;
        for (String key : selector.matchLabels().keySet()) {
            all &= Objects.equals(labels.get(key), selector.matchLabels().get(key));
        }
        for (Requirement expression : selector.matchExpressions()) {
            all &= holds(expression.operator().text(), expression.values(), labels.get(expression.key()));
        }
        return all;
    }

    static boolean holds(String operator, Iterable<String> values, String actual) {
        boolean listed = false;
        for (String value : values) {
            listed |= value.equals(actual);
        }
        return operator.equals("In") && listed
                || operator.equals("NotIn") && !listed
                || operator.equals("Exists") && actual != null
                || operator.equals("DoesNotExist") && actual == null;
    }

    static boolean inBlock(Cidr cidr, List<Cidr> except, Ip ip) {
        boolean excepted = false;
        for (Cidr hole : except) {
            excepted |= inPrefix(hole, ip);
        }
        return inPrefix(cidr, ip) && !excepted;
    }

    private static boolean inPrefix(Cidr cidr, Ip ip) {
        if (cidr.network().toString().contains(":") != ip.toString().contains(":")) {
            return false;
        }
        int width = ip.toString().contains(":") ? 128 : 32;
        int cut = width - cidr.length();
        return bits(ip).shiftRight(cut).equals(bits(cidr.network()).shiftRight(cut));
    }

    private static BigInteger bits(Ip ip) {
        BigInteger low = new BigInteger(Long.toUnsignedString(ip.low()));
        return new BigInteger(Long.toUnsignedString(ip.high())).shiftLeft(64).or(low);
    }
}
