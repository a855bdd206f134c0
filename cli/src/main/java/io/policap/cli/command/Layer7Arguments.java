package io.policap.cli.command;

import io.policap.infer.http.HeaderNames;
import io.policap.infer.learn.Layer7Options;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How rules look into HTTP, where {@code --l7} asks for that. */
final class Layer7Arguments {
    private final TreeSet<String> headers = new TreeSet<>();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--http-widen-first",
            description = "With --l7: lets a pattern stand in the first segment of a path, too, where more than 40"
                    + " different names were seen there.")
    private boolean widenFirst;

    @Option(
            names = "--http-header",
            paramLabel = "NAME",
            description =
                    "With --l7: HTTP rules ask for this header where every request had it; for its presence, never"
                            + " for a value. Headers that carry credentials are refused. Repeatable.")
    void headers(List<String> names) {
        for (String name : names) {
            if (!HeaderNames.isName(name)) {
                throw new ParameterException(
                        command.commandLine(),
                        "--http-header wants the name of one header, without a value, such as X-Internal-Auth");
            }
            if (HeaderNames.carriesCredentials(name)) {
                throw new ParameterException(
                        command.commandLine(),
                        "--http-header " + name + ": this header carries credentials; that it is present proves"
                                + " nothing, so no rule asks for it. Leave their check to the server");
            }
            headers.add(name);
        }
    }

    Layer7Options options(boolean enabled) {
        if (!enabled && (widenFirst || !headers.isEmpty())) {
            throw new ParameterException(
                    command.commandLine(),
                    "--http-header and --http-widen-first go with --l7, which asks for HTTP rules");
        }
        return new Layer7Options(enabled, headers, widenFirst);
    }
}
