package io.policap.cli.source;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.issue.Issues;
import java.util.List;

/**
 * What one task of reading came to.
 *
 * @param snapshots what it saw, none where that is delivered later
 * @param issues what could not be read
 * @param files the files that were read
 */
record Part(List<BaselineSnapshot> snapshots, Issues issues, List<String> files) {}
