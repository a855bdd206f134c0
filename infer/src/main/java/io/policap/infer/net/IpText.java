package io.policap.infer.net;

/** The text form of addresses: RFC 4291 section 2.2 to read, RFC 5952 to write. */
final class IpText {
    private IpText() {}

    static Ip parse(String text) {
        if (text.length() > 45) {
            throw bad(text);
        }
        return text.indexOf(':') >= 0 ? parseV6(text) : Ip.v4((int) parseV4(text, text));
    }

    private static long parseV4(String part, String whole) {
        long value = 0;
        int groups = 0;
        int at = 0;
        while (groups < 4) {
            int start = at;
            int octet = 0;
            while (at < part.length() && isDigit(part.charAt(at)) && at - start < 3) {
                octet = octet * 10 + (part.charAt(at) - '0');
                at++;
            }
            boolean leadingZero = at - start > 1 && part.charAt(start) == '0';
            if (at == start || octet > 255 || leadingZero) {
                throw bad(whole);
            }
            value = value << 8 | octet;
            groups++;
            if (groups < 4) {
                if (at >= part.length() || part.charAt(at) != '.') {
                    throw bad(whole);
                }
                at++;
            }
        }
        if (at != part.length()) {
            throw bad(whole);
        }
        return value;
    }

    private static Ip parseV6(String text) {
        int[] groups = new int[8];
        int count = 0;
        int gap = -1;
        int at = 0;
        int length = text.length();
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < length) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? length : colon;
            String part = text.substring(at, end);
            if (colon < 0 && part.indexOf('.') >= 0) {
                long v4 = parseV4(part, text);
                if (count > 6) {
                    throw bad(text);
                }
                groups[count++] = (int) (v4 >>> 16);
                groups[count++] = (int) (v4 & 0xFFFF);
                break;
            }
            if (count > 7) {
                throw bad(text);
            }
            groups[count++] = hexGroup(part, text);
            if (colon < 0) {
                break;
            }
            at = colon + 1;
            if (at < length && text.charAt(at) == ':') {
                if (gap >= 0) {
                    throw bad(text);
                }
                gap = count;
                at++;
            } else if (at == length) {
                throw bad(text);
            }
        }
        if (gap < 0 ? count != 8 : count > 7) {
            throw bad(text);
        }
        return assemble(groups, count, gap);
    }

    private static Ip assemble(int[] groups, int count, int gap) {
        int[] full = new int[8];
        int head = gap < 0 ? count : gap;
        System.arraycopy(groups, 0, full, 0, head);
        System.arraycopy(groups, head, full, 8 - (count - head), count - head);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | full[i];
            low = low << 16 | full[i + 4];
        }
        return Ip.v6(high, low);
    }

    private static int hexGroup(String part, String whole) {
        if (part.isEmpty() || part.length() > 4) {
            throw bad(whole);
        }
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            int digit = Character.digit(part.charAt(i), 16);
            if (digit < 0 || part.charAt(i) > 'f') {
                throw bad(whole);
            }
            value = value << 4 | digit;
        }
        return value;
    }

    static String format(Ip ip) {
        if (!ip.v6()) {
            long bits = ip.low();
            return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
        }
        int[] groups = new int[8];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (ip.high() >>> (48 - 16 * i) & 0xFFFF);
            groups[i + 4] = (int) (ip.low() >>> (48 - 16 * i) & 0xFFFF);
        }
        int gapStart = -1;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int run = i;
            while (run < 8 && groups[run] == 0) {
                run++;
            }
            if (run - i > gapLength) {
                gapStart = i;
                gapLength = run - i;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == gapStart) {
                text.append("::");
                i += gapLength - 1;
                continue;
            }
            if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static IllegalArgumentException bad(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return new IllegalArgumentException("not an IP address: '" + shown + "'");
    }
}
