package io.policap.capture.baseline;

import static java.util.Objects.requireNonNull;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.issue.Issue;
import java.util.List;

/**
 * A baseline as it was read.
 *
 * @param snapshot what it holds
 * @param formatVersion the version of the format it was written in
 * @param unknownKeys keys that were passed over because nobody knows them here
 * @param issues what the user has to know of it
 */
public record BaselineReading(BaselineSnapshot snapshot, int formatVersion, long unknownKeys, List<Issue> issues) {
    public BaselineReading {
        requireNonNull(snapshot, "snapshot");
        issues = List.copyOf(issues);
    }
}
