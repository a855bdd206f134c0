package io.policap.cli.command;

import io.policap.cli.option.Command;
import io.policap.cli.option.Reading;
import io.policap.cli.option.Value;
import io.policap.infer.http.HeaderNames;
import io.policap.infer.learn.Layer7Options;
import java.util.SortedSet;

/** How rules look into HTTP, where {@code --l7} asks for that. */
final class Layer7Arguments {
    private final Command command;
    private final Value<Boolean> widenFirst;
    private final Value<SortedSet<String>> headers;

    Layer7Arguments(Command command) {
        this.command = command;
        widenFirst = command.option("--http-widen-first")
                .description("With --l7: lets a pattern stand in the first segment of a path, too, where more than 40"
                        + " different names were seen there.")
                .flag();
        headers = command.option("--http-header")
                .label("NAME")
                .description("With --l7: HTTP rules ask for this header where every request had it; for its presence,"
                        + " never for a value. Headers that carry credentials are refused. Repeatable.")
                .texts(new HeaderName());
    }

    Layer7Options options(boolean enabled) {
        if (!enabled && (widenFirst.value() || !headers.value().isEmpty())) {
            throw command.usage("--http-header and --http-widen-first go with --l7, which asks for HTTP rules");
        }
        return new Layer7Options(enabled, headers.value(), widenFirst.value());
    }

    /** The name of a header that rules may ask for. */
    private static final class HeaderName implements Reading<String, String> {
        @Override
        public String read(String option, String name) {
            if (!HeaderNames.isName(name)) {
                throw new IllegalArgumentException(
                        option + " wants the name of one header, without a value, such as X-Internal-Auth");
            }
            if (HeaderNames.carriesCredentials(name)) {
                throw new IllegalArgumentException(
                        option + " " + name + ": this header carries credentials; that it is present proves nothing, so"
                                + " no rule asks for it. Leave their check to the server");
            }
            return name;
        }
    }
}
