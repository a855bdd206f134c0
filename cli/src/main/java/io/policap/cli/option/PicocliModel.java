package io.policap.cli.option;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Commands as picocli knows them, without annotations: it takes 40 ms to read those. */
public final class PicocliModel {
    static {
        // No option is of a type whose converter picocli finds by reflection, and no command is a Groovy closure, whose
        // class it would look for in the jar.
        System.setProperty("picocli.converters.excludes", ".*");
        System.setProperty("picocli.disable.closures", "true");
    }

    private PicocliModel() {}

    /** The same command; what picocli reads will be in its values. */
    public static CommandSpec of(Command command) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command.work()).name(command.name());
        // No text of ours has a variable.
        spec.interpolateVariables(false);
        spec.parser().caseInsensitiveEnumValuesAllowed(true);
        UsageMessageSpec usage = spec.usageMessage().description(command.description());
        usage.sortOptions(command.isSorted());
        if (!command.exitCodes().isEmpty()) {
            String[] codes = command.exitCodes().toArray(new String[0]);
            usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(UsageMessageSpec.keyValuesMap(codes));
        }
        for (Value<?> value : command.values()) {
            if (value.form().isOption()) {
                spec.addOption(option(value.form(), new PicocliBinding(spec, value)));
            } else {
                spec.addPositional(parameter(value.form(), new PicocliBinding(spec, value)));
            }
        }
        return spec.addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
    }

    private static OptionSpec option(Form form, PicocliBinding binding) {
        return OptionSpec.builder(form.names().toArray(new String[0]))
                .paramLabel(form.label())
                .description(form.description())
                .required(form.required())
                .splitRegex(form.commaSeparated() ? "," : "")
                .type(form.repeated() ? List.class : form.type())
                .auxiliaryTypes(form.type())
                .converters(converters(form))
                .getter(binding)
                .setter(binding)
                .build();
    }

    private static PositionalParamSpec parameter(Form form, PicocliBinding binding) {
        return PositionalParamSpec.builder()
                .index(form.place())
                .arity(form.number())
                .paramLabel(form.label())
                .description(form.description())
                .required(form.required())
                .type(form.repeated() ? List.class : form.type())
                .auxiliaryTypes(form.type())
                .converters(converters(form))
                .getter(binding)
                .setter(binding)
                .build();
    }

    private static ITypeConverter<?>[] converters(Form form) {
        return form.type() == Path.class ? new ITypeConverter<?>[] {new PicocliPath()} : new ITypeConverter<?>[0];
    }
}
