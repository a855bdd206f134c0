package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.console.ExitCode;
import io.policap.emit.read.PolicyReader;
import io.policap.infer.evaluate.Decision;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.evaluate.EvaluatorOptions.Dialect;
import io.policap.infer.evaluate.Outcome;
import io.policap.infer.evaluate.SideDecision;
import io.policap.infer.policy.Policy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audit policies as a cluster takes them: nothing more is cut, and nothing more passes. */
class ShopAuditTest {
    private static final List<Policy> EXISTING = existing();
    private static final Map<Dialect, byte[]> BESIDE = new EnumMap<>(Dialect.class);

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
            return ExistingRun.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
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

    /** What a set of policies decides about every connection, in the order of the candidates: a byte for both ends. */
    private static byte[] decisions(List<Policy> policies, Dialect dialect, Collection<Integer> ports) {
        Evaluator evaluator = Admissions.evaluator(policies, dialect);
        ByteArrayOutputStream decisions = new ByteArrayOutputStream(1 << 20);
        Admissions.each(ShopUniverse.everyPod(), ports, candidate -> {
            Decision decision = evaluator.evaluate(candidate.query());
            decisions.write(outcome(decision.egress()) * Outcome.values().length + outcome(decision.ingress()));
        });
        return decisions.toByteArray();
    }

    /** Where two sets of policies decide differently, the first twenty of them. */
    private static List<String> differences(byte[] before, byte[] after, Collection<Integer> ports) {
        assertThat(after).hasSameSizeAs(before);
        List<String> differences = new ArrayList<>();
        int[] at = {0};
        Admissions.each(ShopUniverse.everyPod(), ports, candidate -> {
            if (before[at[0]] != after[at[0]] && differences.size() < 20) {
                differences.add(candidate.edge().toString());
            }
            at[0]++;
        });
        return differences;
    }

    private static long denied(byte[] decisions) {
        long denied = 0;
        for (byte decision : decisions) {
            int outcomes = Outcome.values().length;
            boolean cut =
                    decision / outcomes == Outcome.DENY.ordinal() || decision % outcomes == Outcome.DENY.ordinal();
            denied += cut ? 1 : 0;
        }
        return denied;
    }

    private static byte[] existingAlone(Dialect dialect) {
        return BESIDE.computeIfAbsent(dialect, key -> decisions(EXISTING, key, ShopUniverse.ports()));
    }

    /** Cilium's proxy on the way to the resolver neither cuts nor adds: the rules there admit any name. */
    private static int outcome(SideDecision side) {
        Outcome outcome = side.outcome();
        return (outcome == Outcome.REDIRECT ? Outcome.ALLOW : outcome).ordinal();
    }

    @ParameterizedTest
    @CsvSource({"kubernetes, KUBERNETES", "kubernetes, CILIUM", "cilium, CILIUM"})
    void auditPoliciesAloneLetEverythingPassAsBefore(String kind, Dialect dialect) {
        List<Policy> audit = WrittenTree.read(Shop.audited().directory(), kind).policies();

        byte[] decisions = decisions(audit, dialect, ShopUniverse.ports());

        assertThat(decisions).hasSizeGreaterThan(500_000);
        assertThat(denied(decisions)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"kubernetes, KUBERNETES", "kubernetes, CILIUM", "cilium, KUBERNETES", "cilium, CILIUM"})
    void auditPoliciesNeitherCutNorAddBesidePoliciesOfOthers(String kind, Dialect dialect) {
        List<Policy> audit =
                WrittenTree.read(auditedBesideExisting().directory(), kind).policies();

        List<Policy> both = new ArrayList<>(EXISTING);
        both.addAll(audit);
        byte[] before = existingAlone(dialect);
        byte[] after = decisions(both, dialect, ShopUniverse.ports());

        assertThat(denied(before)).as("cut by what was there before").isBetween(10_000L, before.length - 10_000L);
        assertThat(differences(before, after, ShopUniverse.ports())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kubernetes", "cilium"})
    void theSamePoliciesEnforcedAreToldApart(String kind) {
        List<Policy> enforced =
                WrittenTree.read(Shop.enforced().directory(), kind).policies();

        List<Integer> ports = List.of(80);
        byte[] before = decisions(List.of(), Dialect.KUBERNETES, ports);
        byte[] after = decisions(enforced, Dialect.KUBERNETES, ports);

        assertThat(denied(before)).isZero();
        assertThat(differences(before, after, ports)).isNotEmpty();
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
