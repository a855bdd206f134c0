package io.policap.capture.hubble.collect;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Reads a {@link ResumePoint} strictly: what it does not know, or what is not whole, is refused. */
final class ResumePointReader {
    private static final int MOST_SERVERS = 4_096;
    private static final int MOST_NODES = 65_536;
    private static final int MOST_FINGERPRINTS = 1 << 22;
    private static final long MOST_BYTES = 256L << 20;
    private static final int LONGEST_TEXT = 64 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(64)
                    .maxDocumentLength(MOST_BYTES)
                    .build())
            .build();

    private final JsonParser parser;
    private int nodes;
    private long fingerprints;

    private ResumePointReader(JsonParser parser) {
        this.parser = parser;
    }

    static ResumePoint read(InputStream in) throws IOException, DamagedResumePointException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            return new ResumePointReader(parser).point();
        } catch (JacksonIOException failed) {
            throw failed.getCause();
        } catch (JacksonException notJson) {
            throw new DamagedResumePointException(
                    "not a whole JSON object: damaged at byte "
                            + Math.max(0, notJson.getLocation().getByteOffset()),
                    notJson);
        }
    }

    private ResumePoint point() throws DamagedResumePointException {
        begin(parser.nextToken(), JsonToken.START_OBJECT, "the file");
        List<ServerPosition> servers = new ArrayList<>();
        boolean version = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("policapResumePoint")) {
                version = value == JsonToken.VALUE_NUMBER_INT && parser.getLongValue() == ResumePointWriter.VERSION;
                if (!version) {
                    throw damaged("made by a later version");
                }
            } else if (name.equals("servers")) {
                begin(value, JsonToken.START_ARRAY, "'servers'");
                servers(servers);
            } else {
                throw damaged("an unknown field");
            }
        }
        if (!version) {
            throw damaged("not a resume point");
        }
        if (parser.nextToken() != null) {
            throw damaged("something follows after its end");
        }
        return new ResumePoint(servers);
    }

    private void servers(List<ServerPosition> into) throws DamagedResumePointException {
        Set<String> names = new HashSet<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            begin(token, JsonToken.START_OBJECT, "a server");
            ServerPosition server = server();
            if (!names.add(server.server()) || names.size() > MOST_SERVERS) {
                throw damaged("a server twice, or too many servers");
            }
            into.add(server);
        }
    }

    private ServerPosition server() throws DamagedResumePointException {
        String server = "";
        OptionalLong blindSince = OptionalLong.empty();
        List<NodePosition> positions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "server":
                    server = text(value, name);
                    break;
                case "blindSince":
                    blindSince = OptionalLong.of(time(value, name));
                    break;
                case "nodes":
                    begin(value, JsonToken.START_ARRAY, "'nodes'");
                    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
                        begin(t, JsonToken.START_OBJECT, "a node");
                        NodePosition node = node();
                        if (!names.add(node.node())) {
                            throw damaged("a node twice");
                        }
                        positions.add(node);
                    }
                    break;
                default:
                    throw damaged("an unknown field of a server");
            }
        }
        if (server.isEmpty()) {
            throw damaged("a server without a name");
        }
        return new ServerPosition(server, blindSince, positions);
    }

    private NodePosition node() throws DamagedResumePointException {
        if (++nodes > MOST_NODES) {
            throw damaged("more than " + MOST_NODES + " nodes");
        }
        String node = "";
        long watermark = EpochNanos.NONE;
        long floor = EpochNanos.NONE;
        long down = EpochNanos.NONE;
        long index = -1;
        long seen = -1;
        long bootFrom = EpochNanos.NONE;
        long bootTo = EpochNanos.NONE;
        FingerprintBytes known = FingerprintBytes.NONE;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "node":
                    node = text(value, name);
                    break;
                case "watermark":
                    watermark = time(value, name);
                    break;
                case "floor":
                    floor = time(value, name);
                    break;
                case "down":
                    down = time(value, name);
                    break;
                case "index":
                    index = number(value, name);
                    break;
                case "seen":
                    seen = number(value, name);
                    break;
                case "bootFrom":
                    bootFrom = time(value, name);
                    break;
                case "bootTo":
                    bootTo = time(value, name);
                    break;
                case "known":
                    known = fingerprints(value, name);
                    break;
                default:
                    throw damaged("an unknown field of a node");
            }
        }
        return new NodePosition(node, watermark, floor, down, index, bootFrom, bootTo, seen, known);
    }

    private String text(JsonToken value, String name) throws DamagedResumePointException {
        if (value != JsonToken.VALUE_STRING || parser.getStringLength() > ResumePoint.LONGEST_NAME) {
            throw damaged("'" + name + "' is not a short text");
        }
        return parser.getString();
    }

    private long number(JsonToken value, String name) throws DamagedResumePointException {
        if (value != JsonToken.VALUE_NUMBER_INT || parser.getLongValue() < 0) {
            throw damaged("'" + name + "' is not a number from 0");
        }
        return parser.getLongValue();
    }

    private long time(JsonToken value, String name) throws DamagedResumePointException {
        long nanos = EpochNanos.NONE;
        if (value == JsonToken.VALUE_STRING) {
            try {
                nanos = EpochNanos.of(Instant.parse(parser.getString()));
            } catch (DateTimeException noTime) {
                nanos = EpochNanos.NONE;
            }
        }
        if (nanos == EpochNanos.NONE) {
            throw damaged("'" + name + "' is not a time");
        }
        return nanos;
    }

    private FingerprintBytes fingerprints(JsonToken value, String name) throws DamagedResumePointException {
        byte[] bytes;
        try {
            bytes = value == JsonToken.VALUE_STRING ? Base64.getDecoder().decode(parser.getString()) : new byte[1];
        } catch (IllegalArgumentException notBase64) {
            throw damaged("'" + name + "' is not Base64");
        }
        fingerprints += bytes.length / FingerprintBytes.EACH;
        if (bytes.length % FingerprintBytes.EACH != 0 || fingerprints > MOST_FINGERPRINTS) {
            throw damaged("'" + name + "' is no list of fingerprints, or too long");
        }
        return new FingerprintBytes(bytes);
    }

    private void begin(JsonToken found, JsonToken wanted, String what) throws DamagedResumePointException {
        if (found != wanted) {
            throw damaged(what + " is not " + (wanted == JsonToken.START_ARRAY ? "a list" : "an object"));
        }
    }

    private DamagedResumePointException damaged(String what) {
        return new DamagedResumePointException(
                what + ", at byte " + Math.max(0, parser.currentTokenLocation().getByteOffset()));
    }
}
