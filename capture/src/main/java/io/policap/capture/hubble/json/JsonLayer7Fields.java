package io.policap.capture.hubble.json;

import io.policap.capture.hubble.event.HubbleEnum;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.HubbleRecord.Layer7Kind;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads {@code flow.Layer7}; of headers the names only, their values are passed over undecoded. */
final class JsonLayer7Fields {
    private final HubbleRecord record;
    private final JsonValues values;

    JsonLayer7Fields(HubbleRecord record, JsonValues values) {
        this.record = record;
        this.values = values;
    }

    void read(JsonParser parser) {
        record.layer7 = Layer7Kind.NONE;
        if (!values.object(parser, "l7")) {
            return;
        }
        record.layer7 = Layer7Kind.OTHER;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "type":
                    record.layer7Type = values.enumeration(parser, name, HubbleEnum.L7_TYPE);
                    break;
                case "dns":
                    if (values.object(parser, name)) {
                        record.layer7 = Layer7Kind.DNS;
                        dns(parser);
                    }
                    break;
                case "http":
                    if (values.object(parser, name)) {
                        record.layer7 = Layer7Kind.HTTP;
                        http(parser);
                    }
                    break;
                default:
                    parser.skipChildren();
            }
        }
    }

    private void dns(JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "query":
                    record.dnsQuery = values.text(parser, name);
                    break;
                case "ips":
                    values.texts(parser, name, record.dnsIps);
                    break;
                case "cnames":
                    values.texts(parser, name, record.dnsCnames);
                    break;
                case "ttl":
                    record.dnsTtl = values.number(parser, name);
                    break;
                case "rcode":
                    record.dnsRcode = values.number(parser, name);
                    break;
                default:
                    parser.skipChildren();
            }
        }
    }

    private void http(JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "code":
                    record.httpCode = values.number(parser, name);
                    break;
                case "method":
                    record.httpMethod = values.text(parser, name);
                    break;
                case "url":
                    record.httpUrl = values.freshText(parser, name);
                    break;
                case "headers":
                    headers(parser, name);
                    break;
                default:
                    parser.skipChildren();
            }
        }
    }

    private void headers(JsonParser parser, String field) {
        record.httpHeaderNames.clear();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (values.object(parser, field)) {
                header(parser);
            }
        }
    }

    private void header(JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals("key")) {
                record.httpHeaderNames.add(values.text(parser, name));
            } else {
                parser.skipChildren();
            }
        }
    }
}
