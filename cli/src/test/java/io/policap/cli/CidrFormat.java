package io.policap.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The format {@code cidr} of the API server: what Go's {@code net.ParseCIDR} takes, in a form of its own. */
final class CidrFormat {
    private static final Pattern V4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*/(\\d{1,3})");

    private CidrFormat() {}

    static boolean isCidr(String text) {
        Matcher v4 = V4.matcher(text);
        if (v4.matches()) {
            for (int i = 1; i <= 4; i++) {
                if (Integer.parseInt(v4.group(i)) > 255) {
                    return false;
                }
            }
            return Integer.parseInt(v4.group(5)) <= 32;
        }
        Matcher v6 = V6.matcher(text);
        if (!v6.matches() || Integer.parseInt(v6.group(1)) > 128) {
            return false;
        }
        String address = text.substring(0, text.indexOf('/'));
        int gaps = address.split("::", -1).length - 1;
        int groups = 0;
        for (String group : address.split(":", -1)) {
            groups += group.isEmpty() ? 0 : 1;
            if (group.length() > 4) {
                return false;
            }
        }
        return gaps <= 1 && (gaps == 1 ? groups <= 7 : groups == 8);
    }
}
