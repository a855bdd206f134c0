package io.policap.cli.console;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** JSON written by hand, field by field: the order is the order of the calls. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** One object over several lines, two spaces deep, with a line end. */
    public static String pretty(Consumer<JsonGenerator> fields) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withArrayIndenter(new DefaultIndenter("  ", "\n"))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        StringWriter text = new StringWriter();
        ObjectWriteContext context = new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return printer;
            }
        };
        try (JsonGenerator json = FACTORY.createGenerator(context, text)) {
            write(json, fields);
        }
        return text + "\n";
    }

    /** One object on one line, without a line end. */
    public static String line(Consumer<JsonGenerator> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, fields);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Consumer<JsonGenerator> fields) {
        json.writeStartObject();
        fields.accept(json);
        json.writeEndObject();
    }
}
