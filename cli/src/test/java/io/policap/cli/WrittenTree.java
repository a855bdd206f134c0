package io.policap.cli;

import io.policap.emit.read.LoadedPolicy;
import io.policap.emit.read.PolicyReader;
import io.policap.emit.read.PolicyReading;
import io.policap.infer.evaluate.RuleRef;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.PolicyRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One kind's policies as they stand on disk, with what the comments above their rules say. */
final class WrittenTree {
    private final List<Policy> policies = new ArrayList<>();
    private final Map<PolicyRef, RuleMarks> marks = new TreeMap<>();

    private WrittenTree() {}

    /** Reads both stages of a tree: every file but the kustomizations, each of which must be one sound policy. */
    static WrittenTree read(Path directory, String kind) {
        WrittenTree tree = new WrittenTree();
        for (Path file : files(directory.resolve(kind))) {
            LoadedPolicy loaded = load(file);
            tree.policies.add(loaded.policy());
            tree.marks.put(loaded.policy().ref(), RuleMarks.of(file));
        }
        return tree;
    }

    /** The policy files below a directory, sorted. */
    static List<Path> files(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LoadedPolicy load(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            PolicyReading reading = PolicyReader.read(file.toString(), in);
            if (reading.policies().size() != 1 || !reading.issues().isEmpty()) {
                throw new AssertionError(
                        file + " is not one sound policy: " + reading.issues().list());
            }
            return reading.policies().get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Policy> policies() {
        return policies;
    }

    /** What the comment above a rule marks this port with. */
    Set<String> marks(RuleRef rule, Protocol protocol, int port) {
        return marks.get(rule.policy()).of(rule.section(), rule.index(), protocol, port);
    }
}
