package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.console.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every command does with a line or an input that it cannot use. */
class CommandLineTest {
    private static final String POLICIES = Shop.file("cluster.json").toString();

    private static String[] words(String line) {
        return line.replace("POLICIES", POLICIES).split(" ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--no-such-option",
                "no-such-command",
                "learn --no-such-option x",
                "learn",
                "learn x --mode maybe",
                "learn x --range-risk 2",
                "learn x --format yaml",
                "learn x --cilium-version new",
                "learn x --threads 0",
                "learn x --accept a/b",
                "learn x --accept-all",
                "observe x",
                "verify x",
                "can a/b c/d --policies POLICIES",
                "can a/b c/d 80/FOO --policies POLICIES",
                "can a/b c/d 99999 --policies POLICIES"
            })
    void aLineThatIsNotUnderstoodIsAUsageErrorAndPrintsNothing(String line) {
        Shop.Run run = Shop.run(words(line));

        assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aNameThatNothingReadBearsIsAUsageErrorAndNothingIsWritten() {
        String out = Shop.newDirectory().resolve("out").toString();
        String flows = Shop.file("hubble.jsonl.gz").toString();
        for (String[] line : new String[][] {
            {"learn", flows, "-i", POLICIES, "-o", out, "-n", "shopp"},
            {"learn", flows, "-i", POLICIES, "-o", out, "--mode", "enforce", "--accept", "shop/cartt"},
            {"promote", Shop.audited().directory().toString(), "-o", out, "--accept", "shop/cartt"}
        }) {
            Shop.Run run = Shop.run(line);

            assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.USAGE.code());
            assertThat(run.err()).contains("nothing was written").containsAnyOf("-n shopp", "--accept shop/cartt");
            assertThat(Path.of(out)).doesNotExist();
        }
    }

    @Test
    void anOutputThatCannotBeWrittenIsSaidWithoutAStackTrace() {
        Path file = ShopPieces.write("taken", "a file where a directory is wanted\n");
        String flows = Shop.file("hubble.jsonl.gz").toString();

        Shop.Run learn = Shop.run("learn", flows, "-q", "-o", file.toString());
        Shop.Run observe =
                Shop.run("observe", flows, "-q", "-o", Shop.newDirectory().toString());

        for (Shop.Run run : new Shop.Run[] {learn, observe}) {
            assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.UNREADABLE_INPUT.code());
            assertThat(run.err()).startsWith("policap: ").contains("-o").doesNotContain("\tat ");
        }
        assertThat(learn.err()).contains(file + ": is a file, not a directory");
    }

    @Test
    void aPromotionSaysWhatItCannotKeepOpenAndWhomItCutsOff() {
        String audited = Shop.audited().directory().toString();
        String cluster = Shop.file("cluster.json").toString();
        String owners = Shop.file("workloads.json").toString();
        String out = Shop.newDirectory().resolve("out").toString();

        Shop.Run run = Shop.run("promote", audited, "-i", cluster, "-i", owners, "-o", out, "--accept-all");

        assertThat(run.out())
                .contains("kubernetes: replayed 113, denied 0, 3 it has no words for")
                .contains("default-deny-accepted: shop: cuts off Pod/debug-shell");
    }

    @Test
    void anAcceptedDefaultDenySaysWhomItCutsOff() {
        assertThat(Shop.enforced().out()).contains("default-deny-accepted");
    }

    @Test
    void aPathThatWasTypedAndIsNotThereIsAUsageErrorAndNothingIsWritten() {
        String flows = Shop.file("hubble.jsonl.gz").toString();
        String missing = Shop.newDirectory().resolve("missing.json").toString();
        Path out = Shop.newDirectory().resolve("out");
        for (String[] line : new String[][] {
            {"learn", flows, missing, "-o", out.toString()},
            {"learn", flows, "-i", missing, "-o", out.toString()},
            {"observe", missing, "-o", out.toString()},
            {"verify", flows, "-i", missing, "--policies", POLICIES}
        }) {
            Shop.Run run = Shop.run(line);

            assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.USAGE.code());
            assertThat(run.err()).contains(missing + ": no such file or directory");
            assertThat(out).doesNotExist();
        }
    }

    @Test
    void auditIsNotLearnedOverPoliciesThatAreInForce() {
        String flows = Shop.file("hubble.jsonl.gz").toString();
        String out = Shop.newDirectory().resolve("out").toString();
        assertThat(Shop.run("learn", flows, "-q", "-o", out, "--mode", "enforce", "--accept-all")
                        .status())
                .isEqualTo(ExitCode.DONE.code());

        Shop.Run again = Shop.run("learn", flows, "-q", "-o", out);

        assertThat(again.status()).isEqualTo(ExitCode.USAGE.code());
        assertThat(again.err()).contains("holds policies in force").contains("-o");
        assertThat(Path.of(out, "cilium", "2-default-deny", "shop.yaml")).exists();
    }

    @Test
    void nothingReadableIsAnErrorOfItsOwn() {
        Path notes = ShopPieces.write("notes.txt", "nothing of interest\n");

        for (String source : new String[] {notes.toString()}) {
            String baseline = Shop.newDirectory().resolve("baseline.json").toString();
            String directory = Shop.newDirectory().resolve("out").toString();

            Shop.Run learn = Shop.run("learn", source, "-o", directory);
            Shop.Run observe = Shop.run("observe", source, "-o", baseline);
            Shop.Run verify = Shop.run("verify", source, "--policies", POLICIES);

            assertThat(learn.status()).isEqualTo(ExitCode.UNREADABLE_INPUT.code());
            assertThat(observe.status()).isEqualTo(ExitCode.UNREADABLE_INPUT.code());
            assertThat(verify.status()).isEqualTo(ExitCode.UNREADABLE_INPUT.code());
            assertThat(learn.err()).contains(source).doesNotContain("\tat ");
            assertThat(Path.of(directory)).doesNotExist();
            assertThat(Path.of(baseline)).doesNotExist();
        }
    }

    @Test
    void anInventoryWithoutFlowsIsNothingToLearnFrom() {
        String directory = Shop.newDirectory().resolve("out").toString();

        Shop.Run run = Shop.run("learn", Shop.file("cluster.json").toString(), "-o", directory);

        assertThat(run.status()).isEqualTo(ExitCode.UNREADABLE_INPUT.code());
        assertThat(run.err()).contains("no flows");
    }
}
