package io.policap.capture.packet.payload.dns;

import io.policap.capture.packet.payload.ByteCursor;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.List;

/** Reads the records of a section (RFC 1035, 4.1.3). */
final class RecordReader {
    private static final int INTERNET = 1;
    private static final int IPV4_HINT = 4;
    private static final int IPV6_HINT = 6;

    private final NameReader names;
    private byte[] bytes = new byte[0];
    private int end;

    /** The upper bits of the response code, where there was an OPT record. */
    private int extendedRcode;

    RecordReader(NameReader names) {
        this.names = names;
    }

    void begin(byte[] message, int begin, int size) {
        bytes = message;
        end = begin + size;
        extendedRcode = 0;
    }

    int extendedRcode() {
        return extendedRcode;
    }

    /** Reads one record at {@code at}; returns the position after it, or {@link NameReader#BROKEN}. */
    int read(int at, List<ResourceRecord> into) {
        int header = names.read(at);
        if (header == NameReader.BROKEN) {
            return NameReader.BROKEN;
        }
        String owner = names.name();
        ByteCursor cursor = new ByteCursor(bytes, header, end - header);
        int type = cursor.word();
        int kind = cursor.word();
        int ttl = cursor.bits32();
        int size = cursor.word();
        int data = cursor.at();
        if (!cursor.skip(size) || cursor.overrun()) {
            return NameReader.BROKEN;
        }
        if (type == DnsMessage.OPT) {
            extendedRcode = ttl >>> 24;
        } else if (kind == INTERNET) {
            // A negative time counts as none (RFC 2181, 8).
            content(owner, type, Math.max(0, ttl), data, size, into);
        }
        return data + size;
    }

    private void content(String owner, int type, long ttl, int at, int size, List<ResourceRecord> into) {
        ByteCursor data = new ByteCursor(bytes, at, size);
        switch (type) {
            case DnsMessage.A -> {
                if (size == 4) {
                    into.add(new ResourceRecord.Address(owner, ttl, Ip.v4(data.bits32())));
                }
            }
            case DnsMessage.AAAA -> {
                if (size == 16) {
                    into.add(new ResourceRecord.Address(owner, ttl, Ip.v6(data.bits64(), data.bits64())));
                }
            }
            case DnsMessage.CNAME, DnsMessage.DNAME -> {
                if (names.read(at) == at + size) {
                    into.add(new ResourceRecord.Alias(owner, ttl, names.name(), type == DnsMessage.DNAME));
                }
            }
            case DnsMessage.SRV -> {
                if (size > 6 && names.read(at + 6) == at + size) {
                    into.add(new ResourceRecord.Service(owner, ttl, names.name()));
                }
            }
            case DnsMessage.SVCB, DnsMessage.HTTPS -> binding(owner, ttl, at, size, into);
            default -> {
                // Leads to no address.
            }
        }
    }

    private void binding(String owner, long ttl, int at, int size, List<ResourceRecord> into) {
        int parameters = size > 2 ? names.read(at + 2) : NameReader.BROKEN;
        if (parameters == NameReader.BROKEN || parameters > at + size) {
            return;
        }
        String target = names.name().isEmpty() ? owner : names.name();
        List<Ip> hints = new ArrayList<>();
        ByteCursor cursor = new ByteCursor(bytes, parameters, at + size - parameters);
        while (cursor.left() > 0) {
            int key = cursor.word();
            int length = cursor.word();
            int value = cursor.at();
            if (!cursor.skip(length) || cursor.overrun()) {
                break;
            }
            ByteCursor addresses = new ByteCursor(bytes, value, length);
            if (key == IPV4_HINT && length % 4 == 0) {
                while (addresses.left() > 0) {
                    hints.add(Ip.v4(addresses.bits32()));
                }
            } else if (key == IPV6_HINT && length % 16 == 0) {
                while (addresses.left() > 0) {
                    hints.add(Ip.v6(addresses.bits64(), addresses.bits64()));
                }
            }
        }
        into.add(new ResourceRecord.Binding(owner, ttl, target, hints));
    }
}
