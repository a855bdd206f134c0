package io.policap.cli.command;

import io.policap.capture.range.KnownRangesReader;
import io.policap.cli.console.Console;
import io.policap.infer.issue.Issues;
import io.policap.infer.range.AddressOptions;
import io.policap.infer.range.KnownRange;
import io.policap.infer.range.KnownRanges;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What may be made of outside addresses (R9). */
final class AddressArguments {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--cidr-budget",
            paramLabel = "N",
            description = "Joins outside addresses into fewer CIDR entries that admit at most N addresses in all that"
                    + " were not seen, never private ones or the cluster's (${DEFAULT-VALUE}).")
    long cidrBudget;

    @Option(
            names = "--known-ranges",
            paramLabel = "FILE",
            description = "A YAML file with names and CIDRs of ranges (policapRanges: 1): a peer in one of them is"
                    + " named by that CIDR instead of its address. Repeatable.")
    List<Path> knownRanges = new ArrayList<>();

    /**
     * What was asked.
     *
     * @param issues takes what was wrong with the files
     */
    AddressOptions options(Issues issues) {
        if (cidrBudget < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--cidr-budget " + cidrBudget + " is below 0; 0 keeps to the addresses seen");
        }
        List<KnownRange> ranges = new ArrayList<>();
        for (Path file : knownRanges) {
            try (InputStream in = Files.newInputStream(file)) {
                ranges.addAll(
                        new KnownRangesReader(issues).read(file.toString(), in).ranges());
            } catch (IOException e) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--known-ranges " + file + " cannot be read: " + Console.message(e)
                                + "; give a file that can be",
                        e);
            }
        }
        return new AddressOptions(cidrBudget, KnownRanges.of(ranges));
    }
}
