package io.policap.capture.hubble.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The few forms of DER (X.690) that a certificate is made of. */
final class Der {
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] of(int tag, byte[] contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (contents.length < 0x80) {
            out.write(contents.length);
        } else if (contents.length < 0x100) {
            out.write(0x81);
            out.write(contents.length);
        } else {
            out.write(0x82);
            out.write(contents.length >> 8);
            out.write(contents.length);
        }
        out.writeBytes(contents);
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return of(0x30, out.toByteArray());
    }

    static byte[] text(int tag, String text) {
        return of(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    /** UTCTime up to 2049, GeneralizedTime after that (RFC 5280 section 4.1.2.5). */
    static byte[] time(Instant time) {
        String text = GENERALIZED_TIME.format(time);
        return text.compareTo("2050") < 0 ? text(0x17, text.substring(2)) : text(0x18, text);
    }

    static byte[] bits(byte[] contents) {
        byte[] all = new byte[contents.length + 1];
        System.arraycopy(contents, 0, all, 1, contents.length);
        return of(0x03, all);
    }

    static byte[] extension(String id, boolean isCritical, byte[] value) {
        byte[] octets = of(0x04, value);
        return isCritical
                ? sequence(objectId(id), of(0x01, new byte[] {(byte) 0xFF}), octets)
                : sequence(objectId(id), octets);
    }

    static byte[] objectId(String dotted) {
        String[] parts = dotted.split("\\.");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(parts[0]) * 40 + Integer.parseInt(parts[1]));
        for (int i = 2; i < parts.length; i++) {
            int value = Integer.parseInt(parts[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (value >>> shift != 0) {
                    out.write(value >>> shift & 0x7F | 0x80);
                }
            }
            out.write(value & 0x7F);
        }
        return of(0x06, out.toByteArray());
    }
}
