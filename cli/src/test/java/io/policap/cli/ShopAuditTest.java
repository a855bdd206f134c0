package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.emit.read.PolicyReader;
import io.policap.infer.evaluate.Decision;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.evaluate.EvaluatorOptions.Dialect;
import io.policap.infer.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audit policies as a cluster takes them: nothing more is cut, and nothing more passes. */
class ShopAuditTest {
    private static final List<Policy> EXISTING = existing();

    private static List<Policy> existing() {
        try (InputStream in = resource()) {
            return PolicyReader.read("existing-policies.yaml", in).models();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource() {
        return Objects.requireNonNull(ShopAuditTest.class.getResourceAsStream("existing-policies.yaml"));
    }

    private static Shop.Run auditedBesideExisting() {
        try (InputStream in = resource()) {
            return ExistingRun.of(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Learned once. */
    private static final class ExistingRun {
        private static Path file = Path.of("");

        static synchronized Shop.Run of(String text) {
            if (file.toString().isEmpty()) {
                file = ShopPieces.write("existing.yaml", text);
            }
            return Shop.learn(Shop.directory().toString(), "-i", file.toString());
        }
    }

    /** How often the policies change what another set decides, and over how many connections. */
    private static final class Comparison {
        private final Evaluator before;
        private final Evaluator after;
        private final List<String> differences = new ArrayList<>();
        private long asked;
        private long denied;

        Comparison(List<Policy> existing, List<Policy> added, Dialect dialect, Collection<Integer> ports) {
            List<Policy> all = new ArrayList<>(existing);
            all.addAll(added);
            before = Admissions.evaluator(existing, dialect);
            after = Admissions.evaluator(all, dialect);
            Admissions.each(ShopUniverse.everyPod(), ports, this::compare);
        }

        private void compare(Admissions.Candidate candidate) {
            Decision without = before.evaluate(candidate.query());
            Decision with = after.evaluate(candidate.query());
            asked++;
            denied += without.allowed() ? 0 : 1;
            boolean same = without.egress().outcome() == with.egress().outcome()
                    && without.ingress().outcome() == with.ingress().outcome();
            if (!same && differences.size() < 20) {
                differences.add(candidate.edge() + ": " + with.egress().explain() + " / "
                        + with.ingress().explain());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"kubernetes, KUBERNETES", "kubernetes, CILIUM", "cilium, CILIUM"})
    void auditPoliciesAloneLetEverythingPassAsBefore(String kind, Dialect dialect) {
        List<Policy> audit =
                WrittenTree.read(Shop.audited().directory(), kind).policies();

        Comparison comparison = new Comparison(List.of(), audit, dialect, ShopUniverse.ports());

        assertThat(comparison.asked).isGreaterThan(500_000);
        assertThat(comparison.denied).isZero();
        assertThat(comparison.differences).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kubernetes, KUBERNETES", "kubernetes, CILIUM", "cilium, KUBERNETES", "cilium, CILIUM"})
    void auditPoliciesNeitherCutNorAddBesidePoliciesOfOthers(String kind, Dialect dialect) {
        List<Policy> audit =
                WrittenTree.read(auditedBesideExisting().directory(), kind).policies();

        Comparison comparison = new Comparison(EXISTING, audit, dialect, ShopUniverse.ports());

        assertThat(comparison.denied).as("cut by what was there before").isBetween(10_000L, comparison.asked - 10_000);
        assertThat(comparison.differences).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kubernetes", "cilium"})
    void theSamePoliciesEnforcedAreToldApart(String kind) {
        List<Policy> enforced =
                WrittenTree.read(Shop.enforced().directory(), kind).policies();

        Comparison comparison = new Comparison(List.of(), enforced, Dialect.KUBERNETES, List.of(80));

        assertThat(comparison.differences).isNotEmpty();
    }

    @Test
    void existingPoliciesAreNeitherRewrittenNorTakenForOurs() {
        Shop.Run run = auditedBesideExisting();

        assertThat(EXISTING).hasSize(3);
        assertThat(run.status()).isIn(Set.of(ExitCode.DONE.code(), ExitCode.FINDINGS.code()));
        assertThat(Shop.texts(run.directory()).keySet())
                .isEqualTo(Shop.texts(Shop.audited().directory()).keySet());
    }
}
