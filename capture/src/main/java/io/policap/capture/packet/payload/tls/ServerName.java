package io.policap.capture.packet.payload.tls;

import java.nio.charset.StandardCharsets;

/** The rules for the host name of the server_name extension (RFC 6066, 3). */
final class ServerName {
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    private ServerName() {}

    /** The name in these bytes, in lower case; "" where they are no host name. */
    static String of(byte[] bytes, int from, int length) {
        int size = length > 1 && bytes[from + length - 1] == '.' ? length - 1 : length;
        if (size == 0 || size > LONGEST) {
            return "";
        }
        byte[] name = new byte[size];
        int label = 0;
        boolean number = true;
        for (int i = 0; i < size; i++) {
            int octet = bytes[from + i];
            if (octet == '.') {
                if (label == 0) {
                    return "";
                }
                label = 0;
                number = true;
            } else {
                octet = octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
                boolean digit = octet >= '0' && octet <= '9';
                if (!digit && !(octet >= 'a' && octet <= 'z') && octet != '-' && octet != '_') {
                    return "";
                }
                number &= digit;
                if (++label > LONGEST_LABEL) {
                    return "";
                }
            }
            name[i] = (byte) octet;
        }
        // No name ends in a number, but the addresses that some clients send against the RFC do.
        return label == 0 || number ? "" : new String(name, StandardCharsets.US_ASCII);
    }
}
