package io.policap.cli.command;

import io.policap.capture.range.KnownRangesReader;
import io.policap.cli.console.Console;
import io.policap.cli.option.Command;
import io.policap.cli.option.Value;
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

/** What may be made of outside addresses (R9). */
final class AddressArguments {
    private final Command command;
    private final Value<Long> cidrBudget;
    private final Value<List<Path>> knownRanges;

    AddressArguments(Command command) {
        this.command = command;
        cidrBudget = command.option("--cidr-budget")
                .label("N")
                .description(
                        "Joins outside addresses into fewer CIDR entries that admit at most N addresses in all that"
                                + " were not seen, never private ones or the cluster's (0).")
                .large(0);
        knownRanges = command.option("--known-ranges")
                .label("FILE")
                .description("A YAML file with names and CIDRs of ranges (policapRanges: 1): a peer in one of them is"
                        + " named by that CIDR instead of its address. Repeatable.")
                .paths();
    }

    /**
     * What was asked.
     *
     * @param issues takes what was wrong with the files
     */
    AddressOptions options(Issues issues) {
        long budget = cidrBudget.value();
        if (budget < 0) {
            throw command.usage("--cidr-budget " + budget + " is below 0; 0 keeps to the addresses seen");
        }
        List<KnownRange> ranges = new ArrayList<>();
        for (Path file : knownRanges.value()) {
            try (InputStream in = Files.newInputStream(file)) {
                ranges.addAll(
                        new KnownRangesReader(issues).read(file.toString(), in).ranges());
            } catch (IOException e) {
                throw command.usage(
                        "--known-ranges " + file + " cannot be read: " + Console.message(e)
                                + "; give a file that can be",
                        e);
            }
        }
        return new AddressOptions(budget, KnownRanges.of(ranges));
    }
}
