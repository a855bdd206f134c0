package io.policap.capture.hubble.access.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The few elements of DER (X.690) that the wrapping of a private key needs. */
final class Der {
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;
    static final int PARAMETERS = 0xa0;

    private Der() {}

    /** An element of these contents, one after the other. */
    static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            body.writeBytes(content);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = body.size();
        if (length >= 0x80) {
            int bytes = length > 0xffff ? 3 : length > 0xff ? 2 : 1;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(length >> (8 * i));
            }
        } else {
            out.write(length);
        }
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    /** The contents of the first element with the tag among those that stand in a row; empty if there is none. */
    static byte[] find(int tag, byte[] elements) {
        int at = 0;
        while (at + 2 <= elements.length) {
            int found = elements[at] & 0xff;
            int length = elements[at + 1] & 0xff;
            int start = at + 2;
            if (length >= 0x80) {
                int bytes = length & 0x7f;
                if (bytes > 3 || start + bytes > elements.length) {
                    return new byte[0];
                }
                length = 0;
                for (int i = 0; i < bytes; i++) {
                    length = length << 8 | elements[start + i] & 0xff;
                }
                start += bytes;
            }
            if (length > elements.length - start) {
                return new byte[0];
            }
            if (found == tag) {
                return Arrays.copyOfRange(elements, start, start + length);
            }
            at = start + length;
        }
        return new byte[0];
    }
}
