package io.policap.cli.query;

import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** Reads one line of a query file: an object with {@code src}, {@code dst}, {@code port}, {@code protocol}. */
public final class QueryLine {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Query.End source = Query.End.named("");
    private Query.End destination = Query.End.named("");
    private int port = -1;
    private Protocol protocol = Protocol.TCP;

    private QueryLine() {}

    /**
     * The query of a line; fields that are not known are left alone.
     *
     * @throws IllegalArgumentException when the line is no query, with what is missing
     */
    public static Query parse(String line) {
        QueryLine query = new QueryLine();
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                query.field(json, name);
            }
        } catch (StreamReadException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        boolean incomplete = isEmpty(query.source) || isEmpty(query.destination) || query.port < 0;
        if (incomplete) {
            throw new IllegalArgumentException("a query needs \"src\", \"dst\" and \"port\"");
        }
        return new Query(query.source, query.destination, query.port, query.protocol);
    }

    private static boolean isEmpty(Query.End end) {
        return end.name().isEmpty() && end.ip().isEmpty();
    }

    private void field(JsonParser json, String name) {
        switch (name) {
            case "src":
                source = end(json);
                break;
            case "dst":
                destination = end(json);
                break;
            case "port":
                port = Query.port(json.getString());
                break;
            case "protocol":
                protocol = Query.protocol(json.getString());
                break;
            default:
                json.skipChildren();
        }
    }

    private static Query.End end(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return Query.End.named(json.getString());
        }
        String ip = "";
        List<String> names = new ArrayList<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("ip")) {
                ip = json.getString();
            } else if (name.equals("names") && json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.VALUE_STRING) {
                    names.add(json.getString());
                }
            } else {
                json.skipChildren();
            }
        }
        return new Query.End("", ip, names);
    }
}
