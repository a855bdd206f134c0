package io.policap.cli.learn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.policap.emit.lint.LintOptions;
import io.policap.emit.lint.Linter;
import io.policap.emit.lint.finding.Finding;
import io.policap.emit.read.PolicyReader;
import io.policap.emit.read.PolicyReading;
import io.policap.emit.tree.TreePaths;
import io.policap.infer.intent.Mark;
import io.policap.infer.intent.Permission;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.learn.Inferred;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.from.RuleNote;
import io.policap.infer.policy.from.SourcedPolicy;
import io.policap.infer.policy.rollout.Mode;
import io.policap.infer.policy.rollout.RolloutPlan;
import io.policap.infer.replay.ReplayResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One kind of policy from plan to proof: rendered, read back, compared, replayed. */
final class KindPipeline<P extends Policy> {
    /** Turns a policy into the text of its file. */
    interface Renderer<P extends Policy> {
        String render(SourcedPolicy<P> policy, Mode mode, boolean defaultDeny);
    }

    private final String tree;
    private final Renderer<P> renderer;
    private final Mode mode;
    private final Proof proof;
    private final LintOptions lint;

    KindPipeline(String tree, Renderer<P> renderer, Mode mode, Proof proof, LintOptions lint) {
        this.tree = tree;
        this.renderer = renderer;
        this.mode = mode;
        this.proof = proof;
        this.lint = lint;
    }

    /** The files of a plan, with the proof that what they say lets the recording pass. */
    KindResult run(RolloutPlan<P> plan, Inferred inferred) {
        SortedMap<String, String> files = new TreeMap<>();
        List<Policy> readBack = new ArrayList<>();
        for (SourcedPolicy<P> policy : plan.allow()) {
            String path = TreePaths.allow(tree, policy.namespace(), policy.fileName());
            put(files, path, policy, false, readBack);
        }
        for (SourcedPolicy<P> policy : plan.defaultDeny()) {
            put(files, TreePaths.defaultDeny(tree, policy.namespace()), policy, true, readBack);
        }
        ReplayResult replay = proof.replay(readBack, inferred.edges(), inferred.requests());
        List<String> withheld = plan.issues().stream()
                .filter(issue -> issue.code() == IssueCode.WITHHELD || issue.code() == IssueCode.DEFAULT_DENY_WITHHELD)
                .map(Issue::place)
                .toList();
        return new KindResult(
                plan.allow().size(),
                plan.defaultDeny().size(),
                withheld,
                replay,
                wider(plan),
                proof.open(readBack, inferred.edges()),
                files);
    }

    private void put(
            SortedMap<String, String> files,
            String path,
            SourcedPolicy<P> policy,
            boolean defaultDeny,
            List<Policy> readBack) {
        String text = renderer.render(policy, mode, defaultDeny);
        if (files.put(path, text) != null) {
            throw new IllegalStateException("two policies want the file " + path);
        }
        lint(path, text);
        readBack.add(readBack(path, text, policy.policy()));
    }

    /** A text that the cluster would refuse is a defect here, whatever it was learned from. */
    private void lint(String path, String text) {
        try {
            Linter linter = new Linter(lint);
            linter.read(path, new ByteArrayInputStream(text.getBytes(UTF_8)));
            List<Finding> refusals = linter.report().refusals();
            if (!refusals.isEmpty()) {
                throw new IllegalStateException("the cluster would refuse what was to be written: " + refusals);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the text says; the same as the model, or the text is not to be trusted. */
    private static Policy readBack(String path, String text, Policy model) {
        try {
            PolicyReading reading = PolicyReader.read(path, new ByteArrayInputStream(text.getBytes(UTF_8)));
            boolean same = reading.policies().size() == 1
                    && reading.issues().isEmpty()
                    && reading.models().get(0).equals(model);
            if (!same) {
                throw new IllegalStateException("the text of " + path + " does not say what its model says: "
                        + reading.issues().list());
            }
            return reading.models().get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<String, Long> wider(RolloutPlan<?> plan) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (SourcedPolicy<?> policy : plan.allow()) {
            count(policy.ingress(), counts);
            count(policy.egress(), counts);
        }
        return counts;
    }

    private static void count(List<RuleNote> notes, SortedMap<String, Long> counts) {
        for (RuleNote note : notes) {
            for (Permission permission : note.permissions()) {
                for (Mark mark : permission.marks()) {
                    if (mark.isWider()) {
                        counts.merge(mark.text(), 1L, Long::sum);
                    }
                }
            }
        }
    }
}
