package io.policap.capture.hubble.wire;

import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.HubbleRecord.Layer7Kind;

/** Reads {@code flow.Layer7}; of headers the names only, their values are passed over. */
final class WireLayer7 {
    private static final int TYPE = 1 << 3;
    private static final int DNS = 100 << 3 | 2;
    private static final int HTTP = 101 << 3 | 2;
    private static final int KAFKA = 102 << 3 | 2;

    private static final int QUERY = 1 << 3 | 2;
    private static final int IPS = 2 << 3 | 2;
    private static final int TTL = 3 << 3;
    private static final int CNAMES = 4 << 3 | 2;
    private static final int RCODE = 6 << 3;

    private static final int CODE = 1 << 3;
    private static final int METHOD = 2 << 3 | 2;
    private static final int URL = 3 << 3 | 2;
    private static final int HEADERS = 5 << 3 | 2;
    private static final int HEADER_KEY = 1 << 3 | 2;

    private final WireTexts texts;
    private final WireTexts rareTexts;

    /**
     * A reader.
     *
     * @param rareTexts for what has many values, so that it does not drive out the others
     */
    WireLayer7(WireTexts texts, WireTexts rareTexts) {
        this.texts = texts;
        this.rareTexts = rareTexts;
    }

    void read(WireCursor in, HubbleRecord record) {
        if (record.layer7 == Layer7Kind.NONE) {
            record.layer7 = Layer7Kind.OTHER;
        }
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case TYPE:
                    record.layer7Type = (int) in.varint();
                    break;
                case DNS:
                    become(Layer7Kind.DNS, record);
                    dns(in, record);
                    break;
                case HTTP:
                    become(Layer7Kind.HTTP, record);
                    http(in, record);
                    break;
                case KAFKA:
                    become(Layer7Kind.OTHER, record);
                    in.skip(tag);
                    break;
                default:
                    in.skip(tag);
            }
        }
        in.leave(outer);
    }

    /** Of the members of a oneof the last one counts. */
    private static void become(Layer7Kind kind, HubbleRecord record) {
        if (record.layer7 != kind) {
            int type = record.layer7Type;
            record.clearLayer7();
            record.layer7Type = type;
            record.layer7 = kind;
        }
    }

    private void dns(WireCursor in, HubbleRecord record) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case QUERY:
                    record.dnsQuery = rareTexts.next(in);
                    break;
                case IPS:
                    record.dnsIps.add(rareTexts.next(in));
                    break;
                case TTL:
                    record.dnsTtl = in.unsigned();
                    break;
                case CNAMES:
                    record.dnsCnames.add(rareTexts.next(in));
                    break;
                case RCODE:
                    record.dnsRcode = in.unsigned();
                    break;
                default:
                    in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private void http(WireCursor in, HubbleRecord record) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case CODE:
                    record.httpCode = in.unsigned();
                    break;
                case METHOD:
                    record.httpMethod = texts.next(in);
                    break;
                case URL:
                    record.httpUrl = rareTexts.next(in);
                    break;
                case HEADERS:
                    header(in, record);
                    break;
                default:
                    in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private void header(WireCursor in, HubbleRecord record) {
        String key = "";
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == HEADER_KEY) {
                key = texts.next(in);
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
        if (!key.isEmpty()) {
            record.httpHeaderNames.add(key);
        }
    }
}
