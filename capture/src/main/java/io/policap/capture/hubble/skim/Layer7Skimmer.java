package io.policap.capture.hubble.skim;

import io.policap.capture.hubble.event.HubbleEnum;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.HubbleRecord.Layer7Kind;
import java.nio.charset.StandardCharsets;

/** Reads {@code flow.Layer7} from the bytes of a line; of headers the names only. */
final class Layer7Skimmer {
    private static final int IPS = 1;
    private static final int CNAMES = 2;
    private static final int QUERY = 4;
    private static final int TTL = 8;
    private static final int RCODE = 16;
    private static final int CODE = 32;
    private static final int METHOD = 64;
    private static final int URL = 128;
    private static final int HEADERS = 256;
    private static final int KEY = 512;
    private static final int TYPE = 1_024;
    private static final int DNS = 2_048;
    private static final int HTTP = 4_096;

    private final HubbleRecord record;
    private final SkimValues values;

    Layer7Skimmer(HubbleRecord record, SkimValues values) {
        this.record = record;
        this.values = values;
    }

    private interface Names {
        /** The field of this name, 0 for one that is not used. */
        int field(byte[] line, int from, int to);
    }

    /** Reads the object that begins here; the position behind it, or -1 in doubt. */
    int read(byte[] line, int from) {
        record.layer7 = Layer7Kind.OTHER;
        return object(line, from, Layer7Skimmer::recordField);
    }

    private int object(byte[] line, int from, Names names) {
        if (line[from] != '{') {
            return -1;
        }
        int at = from + 1;
        if (line[at] == '}') {
            return at + 1;
        }
        int seen = 0;
        while (line[at] == '"') {
            int end = JsonSkip.plainText(line, at + 1);
            if (end < 0 || line[end + 1] != ':') {
                return -1;
            }
            int field = names.field(line, at + 1, end);
            if ((seen & field) != 0 || (field == 0 && !Keys.isProtoName(line, at + 1, end))) {
                return -1;
            }
            seen |= field;
            at = value(line, end + 2, field);
            if (at < 0) {
                return -1;
            }
            if (line[at] == '}') {
                // Two records in one message would be told apart by their order.
                return (seen & (DNS | HTTP)) == (DNS | HTTP) ? -1 : at + 1;
            }
            if (line[at] != ',') {
                return -1;
            }
            at++;
        }
        return -1;
    }

    private static int recordField(byte[] line, int from, int to) {
        if (Keys.is(line, from, to, "type")) {
            return TYPE;
        }
        if (Keys.is(line, from, to, "dns")) {
            return DNS;
        }
        return Keys.is(line, from, to, "http") ? HTTP : 0;
    }

    private static int dnsField(byte[] line, int from, int to) {
        if (Keys.is(line, from, to, "query")) {
            return QUERY;
        }
        if (Keys.is(line, from, to, "ips")) {
            return IPS;
        }
        if (Keys.is(line, from, to, "cnames")) {
            return CNAMES;
        }
        if (Keys.is(line, from, to, "ttl")) {
            return TTL;
        }
        return Keys.is(line, from, to, "rcode") ? RCODE : 0;
    }

    private static int httpField(byte[] line, int from, int to) {
        if (Keys.is(line, from, to, "code")) {
            return CODE;
        }
        if (Keys.is(line, from, to, "method")) {
            return METHOD;
        }
        if (Keys.is(line, from, to, "url")) {
            return URL;
        }
        return Keys.is(line, from, to, "headers") ? HEADERS : 0;
    }

    private static int headerField(byte[] line, int from, int to) {
        return Keys.is(line, from, to, "key") ? KEY : 0;
    }

    private int value(byte[] line, int at, int field) {
        int end;
        switch (field) {
            case TYPE:
                end = values.enumeration(line, at, HubbleEnum.L7_TYPE);
                record.layer7Type = values.enumeration;
                return end;
            case DNS:
                record.layer7 = Layer7Kind.DNS;
                return object(line, at, Layer7Skimmer::dnsField);
            case HTTP:
                record.layer7 = Layer7Kind.HTTP;
                return object(line, at, Layer7Skimmer::httpField);
            case QUERY:
                end = values.text(line, at);
                record.dnsQuery = values.text;
                return end;
            case IPS:
                return values.texts(line, at, record.dnsIps);
            case CNAMES:
                return values.texts(line, at, record.dnsCnames);
            case TTL:
                end = values.number(line, at);
                record.dnsTtl = values.number;
                return end;
            case RCODE:
                end = values.number(line, at);
                record.dnsRcode = values.number;
                return end;
            case CODE:
                end = values.number(line, at);
                record.httpCode = values.number;
                return end;
            case METHOD:
                end = values.text(line, at);
                record.httpMethod = values.text;
                return end;
            case URL:
                return url(line, at);
            case HEADERS:
                return headers(line, at);
            case KEY:
                end = values.text(line, at);
                record.httpHeaderNames.add(values.text);
                return end;
            default:
                return JsonSkip.value(line, at);
        }
    }

    private int url(byte[] line, int at) {
        int end = line[at] == '"' ? JsonSkip.plainText(line, at + 1) : -1;
        if (end < 0) {
            return -1;
        }
        record.httpUrl = new String(line, at + 1, end - at - 1, StandardCharsets.ISO_8859_1);
        return end + 1;
    }

    private int headers(byte[] line, int from) {
        if (line[from] != '[') {
            return -1;
        }
        int at = from + 1;
        if (line[at] == ']') {
            return at + 1;
        }
        while (true) {
            at = object(line, at, Layer7Skimmer::headerField);
            if (at < 0) {
                return -1;
            }
            if (line[at] == ']') {
                return at + 1;
            }
            if (line[at] != ',') {
                return -1;
            }
            at++;
        }
    }
}
