package io.policap.cli.source;

import io.policap.capture.decision.DecisionsReader;
import io.policap.capture.recording.RecognizedFile;
import io.policap.cli.console.Console;
import io.policap.infer.decision.Decisions;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the files of decisions of a run: those that were named, and those that lie among its sources. */
public final class DecisionFiles {
    private DecisionFiles() {}

    /**
     * What files say that were named.
     *
     * @throws UnusableDecisions when anything in them is wrong
     */
    public static Decisions read(List<String> named) throws UnusableDecisions {
        return read(named, List.of());
    }

    /**
     * What all of them say together; a file that was named and lies among the sources counts once.
     *
     * @param found files among the sources
     * @throws UnusableDecisions when anything in them is wrong
     */
    public static Decisions read(List<String> named, List<RecognizedFile> found) throws UnusableDecisions {
        DecisionsReader reader = new DecisionsReader();
        Set<Path> known = new HashSet<>();
        for (String file : named) {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                if (known.add(Path.of(file).toRealPath())) {
                    reader.read(file, in);
                }
            } catch (IOException e) {
                reader.unreadable(file, Console.message(e));
            }
        }
        for (RecognizedFile file : found) {
            Issues damage = new Issues();
            try (InputStream in = file.open(damage)) {
                Optional<Path> path = file.plainPath();
                if (path.isEmpty() || known.add(path.get().toRealPath())) {
                    reader.read(file.name(), in);
                    damage.list().forEach(issue -> reader.unreadable(file.name(), issue.message()));
                }
            } catch (IOException e) {
                reader.unreadable(file.name(), Console.message(e));
            }
        }
        return UnusableDecisions.check(reader.done());
    }
}
