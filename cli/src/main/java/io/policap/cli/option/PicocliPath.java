package io.policap.cli.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words become paths as with picocli's own converter, which calls by reflection. */
final class PicocliPath implements ITypeConverter<Path> {
    @Override
    public Path convert(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("cannot convert '" + word + "' to " + Path.class + " (" + e + ")");
        }
    }
}
